// What becomes of a question after it is sent: it waits, is changed, asked again, goes on, is judged and taken away.
import { Account } from '@/e2e/pages/Account'
import { Chat } from '@/e2e/pages/Chat'
import { expect, test } from '@/e2e/test'
import { chatBodySchema } from '@/server/testing/fakeProvider'

test.use({ world: 'connected' })

const held = { half: 't0 t1 t2 t3 t4', whole: 't0 t1 t2 t3 t4 t5 t6 t7 t8 t9' }

test('a question that is sent while an answer is written waits in sight, is edited, and is asked when its turn has come', async ({ page, account, chat, provider }) => {
  await account.signUp()
  await chat.chooseModel('fake-held')
  await chat.ask('Count to nine.')
  await expect(chat.answer).toContainText(held.half)
  const queue = page.getByRole('region', { name: 'Waiting questions' })
  for (const text of ['And then?', 'Never mind.']) {
    await chat.question.fill(text)
    await page.getByRole('button', { name: 'Send after this answer' }).click()
    await expect(queue.getByRole('listitem').filter({ hasText: text })).toBeVisible()
  }
  await queue.getByRole('listitem').filter({ hasText: 'Never mind.' }).getByRole('button', { name: 'Delete the waiting question' }).click()
  await expect(queue.getByRole('listitem')).toHaveCount(1)
  await queue.getByRole('button', { name: 'Edit the waiting question' }).click()
  await queue.getByRole('textbox', { name: 'Waiting question' }).fill('And after nine?')
  await page.keyboard.press('Enter')
  await page.reload()
  await expect(queue.getByRole('listitem')).toHaveText(['And after nine?'])
  provider.release()
  await expect(chat.questions).toHaveText(['Count to nine.', 'And after nine?'])
  await expect(queue).toHaveCount(0)
  await expect(chat.answer).toContainText(held.half)
  provider.release()
  await expect(chat.answer).toContainText(held.whole)
  await chat.expectEnded()
})

test('a question is asked anew on a branch; both are kept, and either is shown', async ({ page, account, chat }) => {
  await account.signUp()
  await chat.chooseModel('fake-chat')
  await chat.ask('First words.')
  await chat.expectEnded()
  await chat.questions.first().hover()
  await page.getByRole('button', { name: 'Edit the question' }).click()
  await page.getByRole('textbox', { name: 'Edited question' }).fill('Other words.')
  await page.getByRole('button', { name: 'Save and rerun' }).click()
  await expect(chat.questions).toHaveText([/^Other words\./])
  await chat.expectEnded()
  await expect(chat.answer).toContainText('Other words.')
  const versions = page.getByRole('group', { name: 'Versions' })
  await expect(versions).toHaveText('2/2')
  await versions.getByRole('button', { name: 'Previous version' }).click()
  await expect(chat.questions).toHaveText([/^First words\./])
  await page.reload()
  await expect(chat.questions).toHaveText([/^First words\./])
  await expect(versions).toHaveText('1/2')
  // Another answer to the same question is a branch as well.
  await chat.answer.getByRole('button', { name: 'Answer again' }).click()
  await expect(chat.answer.getByRole('group', { name: 'Versions' })).toHaveText('2/2')
  await chat.expectEnded()
})

test('words of a question are mended without asking again', async ({ page, account, chat, provider }) => {
  await account.signUp()
  await chat.chooseModel('fake-chat')
  await chat.ask('Hwo long is it?')
  await chat.expectEnded()
  const asked = provider.bodies('/v1/chat/completions', chatBodySchema).length
  await chat.questions.first().hover()
  await page.getByRole('button', { name: 'Edit the question' }).click()
  await page.getByRole('textbox', { name: 'Edited question' }).fill('How long is it?')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(chat.questions.first()).toContainText('How long is it?')
  await expect(chat.questions.first()).toContainText('edited')
  expect(provider.bodies('/v1/chat/completions', chatBodySchema)).toHaveLength(asked)
})

test('C153 an answer that was cut off goes on, and one is judged with a reason and taken away', async ({ page, account, chat, provider }) => {
  await account.signUp()
  await chat.ask('Hello.')
  await chat.expectEnded()
  await chat.answer.getByRole('button', { name: 'Bad answer' }).click()
  await page.getByRole('textbox', { name: 'Reason (optional)' }).fill('It says nothing.')
  await page.getByRole('button', { name: 'Save the reason' }).click()
  await expect(chat.answer.getByRole('button', { name: 'Bad answer' })).toHaveAttribute('aria-pressed', 'true')
  await page.reload()
  await chat.answer.getByRole('button', { name: 'Bad answer' }).click()
  await expect(page.getByRole('textbox', { name: 'Reason (optional)' })).toHaveValue('It says nothing.')
  await page.keyboard.press('Escape')

  await chat.chooseModel('fake-held')
  await chat.ask('Count to nine.')
  await expect(chat.answer).toContainText(held.half)
  await chat.stopButton.click()
  await chat.expectEnded()
  await chat.answer.getByRole('button', { name: 'Continue' }).click()
  await expect.poll(() => provider.bodies('/v1/chat/completions', chatBodySchema).at(-1)?.messages.at(-2)).toMatchObject({ role: 'assistant', content: expect.stringContaining('t4') })
  provider.release()
  await chat.expectEnded()

  await chat.questions.first().hover()
  await chat.questions.first().getByRole('button', { name: 'Delete the question and its answers' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete the question' }).click()
  await expect(chat.questions).toHaveCount(1)
  await page.reload()
  await expect(chat.questions).toHaveText([/^Count to nine\./])
})

test('C138 C139 without a network the page says so and keeps the words; with it they are sent once', async ({ context, page, account, chat }) => {
  await account.signUp()
  await chat.ask('Before.')
  await chat.expectEnded()
  await context.setOffline(true)
  await expect(page.getByRole('status').filter({ hasText: 'You are offline' })).toBeVisible()
  await chat.question.fill('Meanwhile.')
  await chat.sendButton.click()
  await expect(page.getByText('The question could not be sent. It is still here; try again.')).toBeVisible()
  await expect(chat.question).toHaveValue('Meanwhile.')
  await context.setOffline(false)
  await expect(page.getByText('You are offline')).toHaveCount(0)
  await chat.sendButton.click()
  await chat.expectEnded()
  await page.reload()
  await expect(chat.questions).toHaveText([/^Before\./, /^Meanwhile\./])
})

test('C46 an answer is stopped from another session, and whoever is somebody else sees nothing of it', async ({ page, account, chat, browser, baseURL, provider }) => {
  const person = await account.signUp()
  await chat.chooseModel('fake-held')
  await chat.ask('Count to nine.')
  await expect(chat.answer).toContainText(held.half)
  const path = new URL(page.url()).pathname
  const elsewhere = async () => (await browser.newContext({ baseURL, locale: 'en-GB' })).newPage()

  const stranger = await elsewhere()
  await new Account(stranger).signUp()
  await stranger.goto(path)
  await expect(stranger.getByText('This chat does not exist')).toBeVisible()
  await stranger.context().close()

  const phone = await elsewhere()
  const there = new Account(phone)
  await there.openSignIn(path)
  await there.signIn(person)
  const other = new Chat(phone)
  await expect(other.answer).toContainText(held.half)
  await other.stopButton.click()
  for (const tab of [other, chat]) await expect(tab.answer).toContainText('Stopped; the text so far is kept')
  await expect(chat.answer).toContainText(held.half)
  await expect.poll(() => provider.requests.at(-1)?.isCut, 'the provider was told').toBe(true)
  await phone.context().close()
})

test('S3-17 C27 C149 what no longer fits is summarised, shown where it stands, and told to the model', async ({ page, account, sidebar, chat, provider }) => {
  await account.signUp()
  await chat.chooseModel('fake-chat')
  const names = ['heron', 'otter', 'wren', 'dipper', 'osprey', 'plover', 'teal']
  for (const name of names) {
    await chat.ask(`What is a ${name}?`)
    await chat.expectEnded()
  }
  const note = page.getByText('Earlier messages are summarised')
  await expect(note).toBeVisible()
  await note.click()
  await expect(page.getByText(/^In short: What is a heron\?/)).toBeVisible()
  await chat.ask('And a snipe?')
  await chat.expectEnded()
  const asked = provider.bodies('/v1/chat/completions', chatBodySchema).filter(({ messages }) => messages.at(-1)?.content === 'And a snipe?').at(-1)
  expect(asked?.messages[0]?.content).toContain('In short: What is a heron?')
  expect(asked?.messages.slice(1).map(({ content }) => content)).not.toContain('What is a heron?')
  await sidebar.act('What is a heron?', 'Details')
  await expect(page.getByRole('dialog')).toContainText('In short: What is a heron?')
})

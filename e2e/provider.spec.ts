// The same product with a model behind it: the fake provider, over real HTTP, does what its models are named for.
import { postRoad, tramway } from '@/e2e/facts'
import { Chat } from '@/e2e/pages/Chat'
import { expect, test } from '@/e2e/test'
import { chatBodySchema, embeddingBodySchema } from '@/server/testing/fakeProvider'

test.use({ world: 'connected' })

const held = { half: 't0 t1 t2 t3 t4', whole: 't0 t1 t2 t3 t4 t5 t6 t7 t8 t9' }

test('documents are found by meaning too, and the model is held to their passages', async ({ account, sidebar, knowledge, documents, chat, provider }) => {
  await account.signUp()
  await knowledge.create('With a model')
  await knowledge.upload([tramway.file, postRoad.file])
  await knowledge.expectReady([tramway.file.name, postRoad.file.name])
  expect(provider.bodies('/v1/embeddings', embeddingBodySchema).flatMap(({ input }) => input).join('\n')).toContain(tramway.sentence)

  await sidebar.goTo('New chat')
  for (const { file, question } of [tramway, postRoad]) {
    await chat.ask(question)
    await chat.expectEnded()
    await expect(chat.answer).toContainText('hybrid search')
    // The model invents a source; its marker does not reach the page.
    await expect(chat.answer).toContainText('This was made up')
    await expect(chat.answer).not.toContainText('99')
    // It quotes the first sentence of the first passage.
    await chat.sources.filter({ hasText: file.name }).first().click()
    await expect(chat.answer).toContainText(await documents.markedText())
    await chat.page.keyboard.press('Escape')
  }
  const [, followUp] = provider.bodies('/v1/chat/completions', chatBodySchema).slice(-2)
  expect(followUp?.messages.map(({ content }) => content)).toContain(tramway.question)
})

test('S3-22 S2-27 C136 an answer is shown as it comes, and goes on after a reload', async ({ page, account, chat, provider }) => {
  await account.signUp()
  await chat.chooseModel('fake-held')
  await chat.ask('Count to nine.')
  await expect(chat.answer).toContainText(held.half)
  await page.reload()
  await expect(chat.questions).toHaveText('Count to nine.')
  await expect(chat.answer).toContainText(held.half)
  await expect(chat.stopButton).toBeVisible()
  provider.release()
  await expect(chat.answer).toContainText(held.whole)
  await chat.expectEnded()
  await page.reload()
  await expect(chat.answer).toContainText(held.whole)
})

test('C46 C138 a second tab sees the same answer, and can stop it', async ({ page, context, account, chat, provider }) => {
  await account.signUp()
  await chat.chooseModel('fake-held')
  await chat.ask('Count to nine.')
  await expect(chat.answer).toContainText(held.half)
  const second = await secondTab()
  await expect(second.answer).toContainText(held.half)
  provider.release()
  for (const tab of [chat, second]) await expect(tab.answer).toContainText(held.whole)
  for (const tab of [chat, second]) await tab.expectEnded()

  await second.ask('Once more.')
  await expect(second.answer).toContainText(held.half)
  await page.reload()
  await expect(chat.answer).toContainText(held.half)
  await second.stopButton.click()
  for (const tab of [second, chat]) {
    await expect(tab.answer).toContainText('Stopped; the text so far is kept')
    await expect(tab.answer).toContainText(held.half)
    await expect(tab.retryButton).toBeVisible()
  }
  await expect.poll(() => provider.requests.at(-1)?.isCut, 'the provider was told').toBe(true)

  async function secondTab() {
    const tab = await context.newPage()
    await tab.goto(page.url())
    return new Chat(tab)
  }
})

test('a model that says nothing can be stopped', async ({ account, chat, provider }) => {
  await account.signUp()
  await chat.chooseModel('fake-hang')
  await chat.ask('Are you there?')
  await expect(chat.answer.getByRole('status')).toHaveText('Waiting for the model')
  await chat.stopButton.click()
  await expect(chat.answer).toContainText('Stopped before the first word')
  await expect(chat.questions).toHaveText('Are you there?')
  await expect.poll(() => provider.requests.at(-1)?.isCut, 'the provider was told').toBe(true)
})

const failures = [
  { model: 'fake-error-midstream', reason: 'The model provider broke off its answer; try again', kept: held.half },
  { model: 'fake-429', reason: 'The model provider receives too many requests; try again in a minute', kept: '' },
] as const

for (const { model, reason, kept } of failures) {
  test(`S2-24 C138 C140 ${model}: the reason is shown, nothing is lost, and another model can answer`, async ({ page, account, chat }) => {
    await account.signUp()
    await chat.chooseModel(model)
    await chat.ask('What is it?')
    await expect(chat.answer.getByRole('alert')).toContainText(reason)
    await expect(chat.answer).toContainText(kept)
    // The provider's own words may hold what is not for everybody.
    await expect(page.getByText('secret-of-the-provider')).toHaveCount(0)
    await page.reload()
    await expect(chat.questions).toHaveText('What is it?')
    await expect(chat.answer.getByRole('alert')).toContainText(reason)
    for (const name of ['Retry with another model', 'Copy the question']) await expect(chat.answer.getByRole('alert').getByRole('button', { name })).toBeVisible()
    await chat.chooseModel('fake-chat')
    await chat.retryButton.click()
    await expect(chat.answer).toContainText('You asked: What is it?')
    await expect(chat.questions).toHaveCount(1)
    await expect(chat.answers).toHaveCount(1)
  })
}

test('an answer loads nothing from elsewhere and runs nothing', async ({ page, account, chat }) => {
  await account.signUp()
  await chat.chooseModel('fake-chat')
  const attacks = [
    '![a picture](https://elsewhere.example/pixel.png)',
    '<img src="https://elsewhere.example/raw.png" onerror="document.title = \'run\'">',
    '<script src="https://elsewhere.example/run.js"></script>',
    '<iframe src="https://elsewhere.example/"></iframe>',
    '<style>@import "https://elsewhere.example/look.css"</style>',
    '[a link](javascript:document.title=%27run%27)',
  ]
  await chat.ask(attacks.join('\n\n'))
  await chat.expectEnded()
  await expect(chat.answer).toContainText('Image: a picture')
  await expect(chat.answer.locator('img, script, iframe, style, a[href^="javascript:" i]')).toHaveCount(0)
  // That nothing was asked for is what the guard of every journey sees to.
  expect(await page.title()).not.toBe('run')
})

// Sources that can be trusted: what no source says is seen, what changed since is said, and what is wrong becomes a test.
import { expect, test } from '@/e2e/test'

test.use({ world: 'connected' })

const rules = {
  name: 'leave.md',
  question: 'How many days of holiday do employees get?',
  sentence: 'Employees are entitled to 28 days of paid holiday each year.',
  changed: 'Employees are entitled to 30 days of paid holiday each year.',
}
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const text = `# Leave\n\n${rules.sentence} Requests must be approved by the line manager two weeks before.\n`

test('an invented sentence is underlined, a wrong source becomes a test question, and keys lead through it', async ({ page, account, sidebar, knowledge, documents, chat, lab }) => {
  await account.signUp()
  const path = await knowledge.create('Rules')
  await knowledge.upload([{ name: rules.name, bytes: bytes(text) }])
  await knowledge.expectReady([rules.name])
  await sidebar.goTo('New chat')
  await chat.ask(rules.question)
  await chat.expectEnded()

  await test.step('the invented sentence is told apart, also after a reload', async () => {
    await expect(chat.supportLine).toContainText('1 of 2 sentences supported')
    await page.reload()
    await chat.supportLine.click()
    await expect(chat.unsupported).toContainText('This was made up.')
    await expect(chat.unsupported).toBeFocused()
  })

  await test.step('the source is marked as wrong, and the question kept with the right passage', async () => {
    await chat.sources.first().click()
    await documents.expectMarked(rules.sentence)
    await chat.source.getByRole('button', { name: 'Actions for this source' }).click()
    await page.getByRole('menuitem', { name: 'Wrong source' }).click()
    await expect(chat.source).toContainText('You marked this source as wrong.')
    await chat.source.getByRole('button', { name: 'Save the question with the right passage' }).click()
    const dialog = page.getByRole('dialog', { name: 'Write a question' })
    await dialog.getByRole('searchbox').fill('holiday')
    await dialog.getByRole('button', { name: 'I expected this passage' }).first().click()
    await dialog.getByRole('button', { name: 'Save the question' }).click()
    await expect(dialog).toBeHidden()
  })

  await test.step('O opens the whole document at the sentence', async () => {
    await page.keyboard.press('o')
    await expect(page).toHaveURL(/\/documents\//)
    await documents.expectMarked(rules.sentence)
  })

  await test.step('the question is among the tests of the base', async () => {
    await lab.open(path)
    await lab.openTests()
    await expect(page.getByRole('region', { name: 'Test questions' })).toContainText(rules.question)
  })
})

test('a passage that was edited after the answer says so, beside what was cited', async ({ page, account, sidebar, knowledge, chat }) => {
  await account.signUp()
  await knowledge.create('Rules')
  await knowledge.upload([{ name: rules.name, bytes: bytes(text) }])
  await knowledge.expectReady([rules.name])
  await sidebar.goTo('New chat')
  await chat.ask(rules.question)
  await chat.expectEnded()
  await chat.sources.first().click()
  await chat.source.getByRole('button', { name: 'Actions for this source' }).click()
  await page.getByRole('menuitem', { name: 'Edit this passage' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').first().fill(rules.changed)
  await dialog.getByRole('button', { name: 'Save the passage' }).click()
  await expect(dialog).toBeHidden()
  await page.reload()
  await expect(chat.sources.first()).toContainText('changed since')
  await chat.sources.first().click()
  await expect(chat.source).toContainText('The passage was edited since.')
  await expect(chat.source.getByRole('deletion').filter({ hasText: '28' })).toBeVisible()
  await expect(chat.source.getByRole('insertion').filter({ hasText: '30' })).toBeVisible()
  await expect(chat.source.getByRole('button', { name: 'Ask again' })).toBeEnabled()
})

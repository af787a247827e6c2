import { postRoad, tramway } from '@/e2e/facts'
import { expect, test } from '@/e2e/test'

test('S0-03 S3-02 C59 C87 C122 C137 documents in two languages answer with their sources, survive a reload, and are nobody else\'s', async ({ page, account, sidebar, knowledge, documents, chat, parley }) => {
  // From an empty folder, by one command.
  expect(parley.output()).toMatch(/Preparing the database[^]*Parley is ready on/)
  await account.signUp()
  const basePath = await knowledge.create('Journeys')
  await knowledge.upload([tramway.file, postRoad.file])
  await knowledge.expectReady([tramway.file.name, postRoad.file.name])

  await test.step('an English question opens its page and passage', async () => {
    await sidebar.goTo('New chat')
    await chat.ask(tramway.question)
    await chat.expectEnded()
    await expect(chat.answer).toContainText(tramway.sentence)
    await chat.marker(tramway.sentence).click()
    await expect(chat.source).toContainText(tramway.file.name)
    await expect(chat.source).toContainText(`page ${tramway.page}`)
    await documents.expectMarked(tramway.sentence)
  })
  const conversationPath = new URL(page.url()).pathname

  await test.step('the source opens in its document too', async () => {
    await chat.source.getByRole('link', { name: 'Open the document' }).click()
    await expect(page.getByRole('heading', { level: 1, name: tramway.file.name })).toBeVisible()
    await documents.expectMarked(tramway.sentence)
  })
  const documentPath = new URL(page.url()).pathname

  await test.step('a Chinese question opens its section and passage', async () => {
    await sidebar.goTo('Chat')
    await expect(page).toHaveURL(conversationPath)
    await chat.ask(postRoad.question)
    await chat.expectEnded()
    await expect(chat.answer).toContainText('四日')
    await chat.sources.filter({ hasText: postRoad.section }).first().click()
    await expect(chat.source).toContainText(postRoad.file.name)
    await documents.expectMarked(postRoad.sentence)
  })

  await test.step('a reload changes nothing', async () => {
    await page.reload()
    await expect(chat.questions).toHaveText([tramway.question, postRoad.question])
    await expect(chat.answers.first()).toContainText(tramway.sentence)
    await expect(chat.answer).toContainText('四日')
    await expect(sidebar.conversation(tramway.question)).toBeVisible()
    await chat.sources.first().click()
    await expect(documents.mark.first()).toBeInViewport()
    await page.goto(basePath)
    await expect(knowledge.rows).toHaveCount(2)
    await knowledge.expectReady([tramway.file.name, postRoad.file.name])
  })

  await test.step('somebody else sees none of it', async () => {
    const file = `/api/files/${documentPath.split('/').at(-1)}`
    expect((await page.request.get(file)).status()).toBe(200)
    await account.signOut()
    await account.signUp()
    await expect(sidebar.conversations).toContainText('Your chats will be listed here.')
    await page.goto('/knowledge')
    await expect(page.getByText('Answers from your own documents')).toBeVisible()
    await page.goto(conversationPath)
    await expect(page.getByText('This chat does not exist')).toBeVisible()
    await page.goto(basePath)
    await expect(page.getByText('This knowledge base does not exist')).toBeVisible()
    await page.goto(documentPath)
    await expect(page.getByText('This document has been removed')).toBeVisible()
    expect((await page.request.get(file)).status()).toBe(404)
  })
})

test('C134 an empty account is greeted and offered the guide, and its question gets a cited answer', async ({ page, account, chat, documents }) => {
  await account.expectGreeting(await account.signUp())
  await expect(page.getByText('Answers can be wrong; check the sources.')).toBeVisible()
  await page.getByRole('button', { name: 'Add the guide to Parley' }).click()
  await page.getByRole('region', { name: 'Try asking' }).getByRole('button').first().click({ timeout: 30_000 })
  await chat.expectConversation()
  await chat.expectEnded()
  await chat.sources.first().click()
  await expect(documents.mark.first()).toBeInViewport()
})

// For every hand: a phone, and a keyboard without a mouse.
import { tramway } from '@/e2e/facts'
import { expect, test } from '@/e2e/test'

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('C151 the drawer leads everywhere, and a source opens as a sheet', async ({ page, account, sidebar, knowledge, documents, chat }) => {
    await account.signUp()
    await knowledge.create('Phone')
    await knowledge.upload([tramway.file])
    await knowledge.expectReady([tramway.file.name])
    await page.getByRole('button', { name: 'Open the menu' }).tap()
    const drawer = page.getByRole('dialog', { name: 'Parley' })
    await drawer.getByRole('link', { name: 'New chat' }).tap()
    await expect(drawer).toBeHidden()

    await chat.ask(tramway.question)
    await chat.expectEnded()
    await chat.marker(tramway.sentence).tap()
    const sheet = chat.sheet(tramway.file.name)
    await expect(sheet).toContainText(`page ${tramway.page}`)
    await expect(documents.mark.first()).toBeInViewport()
    await page.keyboard.press('Escape')
    await expect(sheet).toBeHidden()

    await page.getByRole('button', { name: 'Open the menu' }).tap()
    await expect(sidebar.conversation(tramway.question)).toBeVisible()
    // Nothing is wider than the screen.
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  })
})

test('C151 a keyboard is enough to sign in, ask, and read a source', async ({ page, account, knowledge, documents, chat }) => {
  const person = await account.signUp()
  await knowledge.create('Keyboard')
  await knowledge.upload([tramway.file])
  await knowledge.expectReady([tramway.file.name])
  await account.signOut()

  await account.openSignIn()
  await expect(account.username).toBeFocused()
  await page.keyboard.type(person.username)
  await page.keyboard.press('Tab')
  await expect(account.password).toBeFocused()
  await page.keyboard.type(person.password)
  await page.keyboard.press('Enter')
  await account.expectGreeting(person)

  await chat.expectComposer()
  await expect(chat.question).toBeFocused()
  await page.keyboard.type(tramway.question)
  await expect(chat.sendButton).toBeEnabled()
  await page.keyboard.press('Enter')
  await chat.expectEnded()
  const source = chat.sources.first()
  // Backwards from the composer: the sources stand right above it.
  await expect(async () => {
    await page.keyboard.press('Shift+Tab')
    await expect(source).toBeFocused({ timeout: 50 })
  }).toPass({ intervals: [0], timeout: 30_000 })
  await page.keyboard.press('Enter')
  await documents.expectMarked(tramway.sentence)
  await page.keyboard.press('Escape')
  await expect(chat.source).toBeHidden()
})

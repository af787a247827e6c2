import { Sidebar } from '@/e2e/pages/Sidebar'
import { expect, test } from '@/e2e/test'

test('C19 C20 C133 conversations are found by title, renamed and deleted', async ({ page, account, sidebar, chat }) => {
  await account.signUp()
  for (const question of ['Who built the lighthouse?', '海堤有多长？']) {
    await chat.open()
    await chat.ask(question)
    await chat.expectEnded()
  }
  await expect(sidebar.conversation('海堤有多长？')).toHaveAttribute('aria-current', 'page')
  const titles = sidebar.conversations.getByRole('region', { name: 'Titles' }).getByRole('link')
  await sidebar.search.fill('LIGHTHOUSE')
  await expect(titles).toHaveText(['Who built the lighthouse?'])
  await sidebar.search.fill('海堤')
  await expect(titles).toHaveText(['海堤有多长？'])
  await sidebar.search.fill('no such words')
  await expect(sidebar.conversations).toContainText('Nothing has all the words “no such words”.')
  await sidebar.search.press('Escape')

  await sidebar.rename('Who built the lighthouse?', 'The lighthouse')
  await expect(sidebar.conversation('The lighthouse')).toBeVisible()
  await page.reload()
  await expect(sidebar.conversation('The lighthouse')).toBeVisible()

  await sidebar.remove('海堤有多长？')
  await expect(sidebar.conversation('海堤有多长？')).toHaveCount(0)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('What would you like to know')
  await page.goBack()
  await page.reload()
  await expect(sidebar.conversation('The lighthouse')).toBeVisible()
  await expect(sidebar.conversation('海堤有多长？')).toHaveCount(0)
})

test('Enter that ends a composition sends nothing', async ({ account, chat }) => {
  await account.signUp()
  await chat.expectComposer()
  await chat.question.fill('haidi')
  await expect(chat.sendButton).toBeEnabled()
  await chat.question.dispatchEvent('compositionstart', { data: 'haidi' })
  // While composing, as Chrome and Firefox say it; then after its end, as Safari does, where the key code alone tells.
  await chat.question.dispatchEvent('keydown', { key: 'Enter', code: 'Enter', keyCode: 13, isComposing: true, bubbles: true, cancelable: true })
  await chat.question.dispatchEvent('compositionend', { data: '海堤' })
  await chat.question.dispatchEvent('keydown', { key: 'Enter', code: 'Enter', keyCode: 229, isComposing: false, bubbles: true, cancelable: true })
  await expect(chat.question).toHaveValue('haidi')
  // The same key when no input method is at work does send: the journey would notice if nothing ever did.
  await chat.question.fill('海堤有多长？')
  await chat.question.press('Enter')
  await expect(chat.questions).toHaveText(['海堤有多长？'])
  await chat.expectEnded()
})

test('a draft is kept per conversation, through a reload', async ({ page, account, sidebar, chat }) => {
  await account.signUp()
  await chat.ask('Who built the lighthouse?')
  await chat.expectEnded()
  await chat.question.fill('And when')
  await sidebar.goTo('New chat')
  await chat.expectComposer()
  await expect(chat.question).toHaveValue('')
  await sidebar.conversation('Who built the lighthouse?').click()
  await expect(chat.question).toHaveValue('And when')
  await page.reload()
  await expect(chat.question).toHaveValue('And when')
})

test('what was written and not sent is shown to nobody else who signs in with the same browser', async ({ page, account, chat }) => {
  const writer = await account.signUp()
  await chat.expectComposer()
  await chat.question.fill('Where is the treasure?')
  await account.signOut()
  await account.signUp()
  await chat.expectComposer()
  await expect(chat.question).toHaveValue('')
  await page.reload()
  await chat.expectComposer()
  await expect(chat.question).toHaveValue('')
  await account.signOut()
  await account.openSignIn()
  await account.signIn(writer)
  await account.expectGreeting(writer)
})

test('a chat that is deleted elsewhere says so where it is open', async ({ page, context, account, sidebar, chat }) => {
  await account.signUp()
  await chat.ask('Who built the lighthouse?')
  await chat.expectEnded()
  const elsewhere = await context.newPage()
  await elsewhere.goto('/archive')
  await new Sidebar(elsewhere).remove('Who built the lighthouse?')
  await expect(page.getByText('This chat does not exist')).toBeVisible()
  await expect(sidebar.conversation('Who built the lighthouse?')).toHaveCount(0)
})

test('C147 a conversation that was open before is there at once, whatever the server does meanwhile', async ({ page, account, sidebar, chat }) => {
  await account.signUp()
  for (const question of ['Who built the lighthouse?', '海堤有多长？']) {
    await chat.open()
    await chat.ask(question)
    await chat.expectEnded()
  }
  await sidebar.conversation('Who built the lighthouse?').click()
  await expect(chat.questions).toHaveText(['Who built the lighthouse?'])
  // From here on nobody answers what a conversation holds.
  await page.route(/conversations\.(?:open|messages)/, () => undefined)
  await sidebar.conversation('海堤有多长？').click()
  await expect(chat.questions).toHaveText(['海堤有多长？'])
  await sidebar.conversation('Who built the lighthouse?').click()
  await expect(chat.questions).toHaveText(['Who built the lighthouse?'])
})

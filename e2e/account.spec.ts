import { Account } from '@/e2e/pages/Account'
import { expect, test } from '@/e2e/test'

test('C02 C132 a wrong password and an unknown user are told the same', async ({ account }) => {
  const person = await account.signUp()
  await account.signOut()
  await account.openSignIn()
  await account.signIn({ ...person, password: 'not the password' })
  const sentence = 'The username or the password is wrong.'
  await expect(account.refusal).toHaveText(sentence)
  await account.openSignIn()
  await account.signIn({ username: 'nobody at all', password: person.password })
  await expect(account.refusal).toHaveText(sentence)
  await account.signIn(person)
  await account.expectGreeting(person)
})

test('a page behind the sign-in is where one arrives after it', async ({ page, account }) => {
  const person = await account.signUp()
  await account.signOut()
  await page.goto('/knowledge')
  await expect(page).toHaveURL(/sign-in/)
  await account.openSignIn('/knowledge')
  await account.signIn(person)
  await expect(page.getByRole('heading', { level: 1, name: 'Knowledge' })).toBeVisible()
})

test('a taken username is said so', async ({ page, account }) => {
  const person = await account.signUp()
  await account.signOut()
  await account.fillSignUp(person)
  await expect(page.getByText('This username is taken; choose another')).toBeVisible()
})

test('C128 the language changes at once, is kept, and changes back', async ({ page, account }) => {
  const { username } = await account.signUp()
  await account.openMenu()
  await page.getByRole('menuitemradio', { name: '简体中文' }).click()
  const heading = page.getByRole('heading', { level: 1 })
  await expect(heading).not.toHaveText(`What would you like to know, ${username}?`)
  await expect(page.getByRole('link', { name: '知识库' })).toBeVisible()
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await expect(page.getByRole('link', { name: '知识库' })).toBeVisible()
  await account.openMenu()
  await page.getByRole('menuitemradio', { name: 'English' }).click()
  await expect(heading).toHaveText(`What would you like to know, ${username}?`)
})

test('C128 the language that was chosen goes along to another browser', async ({ page, account, browser, baseURL }) => {
  const person = await account.signUp()
  await account.openMenu()
  const kept = page.waitForResponse((response) => response.url().includes('auth.profile.update'))
  await page.getByRole('menuitemradio', { name: '简体中文' }).click()
  await kept
  const elsewhere = await (await browser.newContext({ baseURL, locale: 'en-GB' })).newPage()
  const there = new Account(elsewhere)
  await there.openSignIn()
  await there.signIn(person)
  await expect(elsewhere.getByRole('link', { name: '知识库' })).toBeVisible()
  await expect(elsewhere.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await elsewhere.context().close()
})

test('the appearance is kept through a reload', async ({ page, account }) => {
  await page.emulateMedia({ colorScheme: 'light' })
  await account.signUp()
  const ground = () => page.locator('html').evaluate((html) => getComputedStyle(html).backgroundColor)
  const light = await ground()
  await account.openMenu()
  await page.getByRole('menuitemradio', { name: 'Dark' }).click()
  await expect.poll(ground).not.toBe(light)
  await page.reload()
  await expect.poll(ground).not.toBe(light)
  await account.openMenu()
  await page.getByRole('menuitemradio', { name: 'Light' }).click()
  await expect.poll(ground).toBe(light)
})

test('who deletes the account with the password is out, and the name is free again', async ({ page, account }) => {
  const credentials = await account.signUp()
  await page.goto('/settings/data')
  await page.getByRole('button', { name: 'Delete the account…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete the account' })
  await dialog.getByLabel('Your password', { exact: true }).fill('not the password')
  await dialog.getByRole('button', { name: 'Delete the account' }).click()
  await expect(dialog.getByRole('alert')).toContainText('The password is wrong')
  await dialog.getByLabel('Your password', { exact: true }).fill(credentials.password)
  await dialog.getByRole('button', { name: 'Delete the account' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Your account and everything in it are deleted.' })).toBeVisible()
  await account.signIn(credentials)
  await expect(account.refusal).toBeVisible()
})

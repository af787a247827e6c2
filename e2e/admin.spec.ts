// On a server of its own: who signs up first is its administrator.
import { Account } from '@/e2e/pages/Account'
import { expect, mortalTest as test } from '@/e2e/test'

test('C135 C150 an administrator makes a user and gives a balance, which the user sees; the acts are noted, a new password holds, and a closed door says so', async ({ page, account, sidebar, browser, parley }) => {
  await account.signUp()
  await sidebar.goTo('Administration')
  await page.getByRole('link', { name: 'Users', exact: true }).click()
  await page.getByRole('button', { name: 'New user' }).click()
  const grace = { username: 'Grace', password: 'correct horse battery' }
  await page.getByLabel('Username').fill(grace.username)
  await page.getByLabel('Password').fill(grace.password)
  await page.getByRole('button', { name: 'Create the user' }).click()
  await page.getByRole('button', { name: 'Grace' }).click()
  await page.getByLabel('Spends without a limit').uncheck()
  await page.getByLabel('Add to the balance, in dollars').fill('5')
  await page.getByRole('button', { name: 'Save the changes' }).click()
  await expect(page.getByRole('row', { name: /Grace/ })).toContainText('$5.00')
  await page.getByRole('link', { name: 'Audit log' }).click()
  await expect(page.getByRole('main').getByRole('listitem').filter({ hasText: 'balance.topUp' })).toContainText('Grace')

  const theirs = await browser.newContext({ baseURL: parley.url })
  try {
    const other = await theirs.newPage()
    const user = new Account(other)
    await user.openSignIn()
    await user.signIn(grace)
    await user.expectGreeting(grace)
    await expect(other.getByRole('link', { name: 'Balance $5.00' })).toBeVisible()
    await expect(other.getByRole('link', { name: 'Administration' })).toHaveCount(0)
    await other.goto('/admin/users')
    await expect(other.getByRole('button', { name: 'New user' })).toHaveCount(0)

    await page.getByRole('link', { name: 'Users', exact: true }).click()
    await page.getByRole('button', { name: 'Grace' }).click()
    await page.getByLabel('New password').fill('another correct horse')
    await page.getByRole('button', { name: 'Save the changes' }).click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await page.getByRole('navigation', { name: 'Administration' }).getByRole('link', { name: 'Settings' }).click()
    await page.getByLabel('Who may open an account').selectOption({ label: 'Nobody' })
    await page.getByRole('button', { name: 'Save the settings' }).click()
    await expect(page.getByText('The settings are saved')).toBeVisible()
    // What was open is not any more.
    await user.openSignIn()
    await user.signIn(grace)
    await expect(user.refusal).toBeVisible()
    await user.signIn({ ...grace, password: 'another correct horse' })
    await user.expectGreeting(grace)
    await other.context().clearCookies()
    await other.goto('/sign-up')
    await expect(other.getByText('Accounts are made by an administrator here')).toBeVisible()
  } finally {
    await theirs.close()
  }
})

import { request } from '@playwright/test'
import { TOTP } from 'otpauth'
import { expect, test } from '@/e2e/test'

test('C05 C132 a second factor is switched on and asked for, and a key works until it is revoked', async ({ page, account, baseURL }) => {
  const person = await account.signUp()
  const codeOf = (secret: string, stepsFromNow = 0): string => new TOTP({ secret }).generate({ timestamp: Date.now() + stepsFromNow * 30_000 })

  await page.goto('/settings/security')
  await page.getByRole('button', { name: 'Turn on…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Your password').fill(person.password)
  await dialog.getByRole('button', { name: 'Continue' }).click()
  await expect(dialog.getByRole('img', { name: 'QR code' })).toBeVisible()
  const secret = (await dialog.getByTestId('totp-secret').textContent()) ?? ''
  await dialog.getByLabel('Code', { exact: true }).fill('000000')
  await dialog.getByRole('button', { name: 'Turn on' }).click()
  await expect(dialog.getByText('This code is wrong')).toBeVisible()
  await dialog.getByLabel('Code', { exact: true }).fill(codeOf(secret))
  await dialog.getByRole('button', { name: 'Turn on' }).click()
  await expect(dialog.getByRole('listitem')).toHaveCount(10)
  await dialog.getByRole('button', { name: 'I have kept them' }).click()
  await expect(page.getByText('10 recovery codes left')).toBeVisible()
  await expect(page.getByText('This session')).toBeVisible()

  await account.signOut()
  await account.openSignIn('/settings/keys')
  await account.signIn(person)
  await page.getByLabel('Code', { exact: true }).fill(codeOf(secret, 1))
  await page.getByRole('button', { name: 'Continue' }).click()

  await expect(page.getByText('No keys yet')).toBeVisible()
  await page.getByRole('button', { name: 'New key' }).click()
  await dialog.getByLabel('Name').fill('A program')
  await dialog.getByRole('button', { name: 'Create the key' }).click()
  const key = await dialog.getByLabel('The key').inputValue()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('list', { name: 'Your API keys' })).toContainText('A program')

  // A program has no cookie.
  const program = await request.newContext({ baseURL, extraHTTPHeaders: { authorization: `Bearer ${key}` } })
  expect((await program.get('/api/export')).status()).toBe(200)
  expect((await program.get('/api/trpc/knowledge.list')).status()).toBe(403)
  await page.getByRole('button', { name: 'Revoke A program' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click()
  await expect(page.getByText('No keys yet')).toBeVisible()
  expect((await program.get('/api/export')).status()).toBe(401)
  await program.dispose()
})

import { z } from 'zod'
import { mutate } from '@/e2e/api'
import { Account } from '@/e2e/pages/Account'
import { expect, test } from '@/e2e/test'

test('C09 somebody is invited to a team by a link, uses what is shared with it, and loses it with the membership', async ({ page, account, browser, baseURL }) => {
  await account.signUp()
  await page.goto('/settings/team')
  await page.getByRole('button', { name: 'New team' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Otter research')
  await page.getByRole('dialog').getByRole('button', { name: 'Create the team' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Otter research' })).toBeVisible()
  await page.getByRole('button', { name: 'Make a link' }).click()
  const link = await page.getByLabel('Link', { exact: true }).inputValue()
  const team = page.url()

  const { id } = await mutate(page, 'knowledge.create', { name: 'Field notes' }, z.object({ id: z.string() }))
  await page.goto(`/knowledge/${id}/settings`)
  await page.getByLabel('Shared with').selectOption({ label: 'Otter research' })
  await expect(page.getByLabel('Its members may')).toHaveValue('read')

  const context = await browser.newContext({ baseURL })
  const theirs = await context.newPage()
  const other = new Account(theirs)
  const { username } = await other.signUp()
  await theirs.goto(new URL(link).pathname)
  await theirs.getByRole('button', { name: 'Join Otter research' }).click()
  await expect(theirs.getByRole('heading', { level: 1, name: 'Otter research' })).toBeVisible()
  await theirs.goto('/knowledge')
  await expect(theirs.getByText('· Otter research')).toBeVisible()
  await theirs.getByRole('link', { name: 'Field notes' }).click()
  await expect(theirs.getByRole('heading', { level: 1, name: 'Field notes' })).toBeVisible()
  // What a member who reads may not do is not shown.
  await expect(theirs.getByRole('button', { name: 'Upload' })).toHaveCount(0)
  // The link is used up.
  await theirs.goto(new URL(link).pathname)
  await expect(theirs.getByText('This invitation was used')).toBeVisible()

  await page.goto(team)
  await page.getByRole('button', { name: `Remove ${username}` }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByText(`${username} was removed`)).toBeVisible()
  await theirs.goto(`/knowledge/${id}`)
  await expect(theirs.getByText('Field notes')).toHaveCount(0)
  await context.close()
})

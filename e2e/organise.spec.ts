// Where conversations are kept, found, handed on and brought back.
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { mutate } from '@/e2e/api'
import { expect, test } from '@/e2e/test'

const ask = ['Who built the lighthouse?', '海堤有多长？']

test('chats are pinned, kept in folders, archived, and deleted together', async ({ page, account, sidebar, chat }) => {
  await account.signUp()
  for (const question of ask) {
    await chat.open()
    await chat.ask(question)
    await chat.expectEnded()
  }
  await sidebar.act('海堤有多长？', 'Pin')
  await expect(sidebar.conversations.getByRole('region', { name: 'Pinned' }).getByRole('link')).toHaveText(['海堤有多长？'])
  await sidebar.act('Who built the lighthouse?', 'Move to a folder')
  const dialog = page.getByRole('dialog', { name: 'Move to a folder' })
  await dialog.getByLabel('Name of a new folder').fill('灯塔')
  await dialog.getByRole('button', { name: 'Create and move' }).click()
  const folder = sidebar.conversations.getByRole('button', { name: '灯塔, 1 chat' })
  await expect(folder).toBeVisible()
  await page.reload()
  await expect(folder).toBeVisible()

  await sidebar.act('海堤有多长？', 'Archive')
  await expect(sidebar.conversation('海堤有多长？')).toHaveCount(0)
  await page.goto('/archive')
  await expect(page.getByRole('main').getByRole('link', { name: '海堤有多长？' })).toBeVisible()
  await page.getByRole('main').getByRole('button', { name: 'Actions for 海堤有多长？' }).click()
  await page.getByRole('menuitem', { name: 'Restore' }).click()
  await expect(sidebar.conversation('海堤有多长？')).toBeVisible()

  await sidebar.act('海堤有多长？', 'Select')
  await page.getByRole('region', { name: 'Chosen chats' }).getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete the chat' }).click()
  await expect(sidebar.conversation('海堤有多长？')).toHaveCount(0)
})

test('a chat is shared as it was, read without signing in, and shut again', async ({ page, account, sidebar, chat, browser, baseURL }) => {
  await account.signUp()
  await chat.ask('Who built the lighthouse?')
  await chat.expectEnded()
  await sidebar.act('Who built the lighthouse?', 'Share')
  const dialog = page.getByRole('dialog', { name: 'Share the chat' })
  await dialog.getByRole('button', { name: 'Create a link' }).click()
  const href = await dialog.getByRole('link', { name: 'Open the shared chat' }).getAttribute('href')
  const link = new URL(z.string().parse(href), baseURL).href
  const stranger = await (await browser.newContext()).newPage()
  await stranger.goto(link)
  await expect(stranger.getByRole('heading', { level: 1 })).toHaveText('Who built the lighthouse?')
  await expect(stranger.getByRole('textbox')).toHaveCount(0)
  await dialog.getByRole('button', { name: 'Stop sharing' }).click()
  await expect(page.getByText('The link opens nothing any more')).toBeVisible()
  await stranger.reload()
  await expect(stranger.getByText('This link opens nothing')).toBeVisible()
  await stranger.context().close()
})

test('all chats leave as a file and come back from it', async ({ page, account, sidebar, chat }) => {
  await account.signUp()
  await chat.ask('Who built the lighthouse?')
  await chat.expectEnded()
  const id = new URL(page.url()).pathname.split('/').at(-1)
  await page.goto('/settings/data')
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Export all chats' }).or(page.getByRole('button', { name: 'Export all chats' })).click()])
  const file = await download.path()
  await mutate(page, 'conversations.remove', { id }, z.unknown())
  await page.getByLabel('Import chats').and(page.locator('input')).setInputFiles({ name: 'chats.json', mimeType: 'application/json', buffer: await readFile(file) })
  await expect(page.getByText('1 chat was imported')).toBeVisible()
  await sidebar.conversation('Who built the lighthouse?').click()
  await expect(chat.questions).toHaveText(['Who built the lighthouse?'])
})

test('everything is reached from one field, by keys alone', async ({ page, account, chat }) => {
  await account.signUp()
  await chat.ask('Who built the lighthouse?')
  await chat.expectEnded()
  await page.keyboard.press('Control+k')
  const palette = page.getByRole('dialog', { name: 'Search and commands' })
  await palette.getByRole('combobox').fill('LIGHTHOUSE')
  await expect(palette.getByRole('option', { name: /Who built the lighthouse/ }).first()).toBeVisible()
  await palette.getByRole('combobox').fill('Knowledge bases')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/knowledge$/)
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await palette.getByRole('combobox').fill('Temporary')
  await page.keyboard.press('Enter')
  await expect(page.getByText('It is not listed, not searched, and deleted a day after its last question.')).toBeVisible()
  await chat.ask('Forget this.')
  await chat.expectEnded()
  await expect(page.getByRole('region', { name: 'Conversations' }).getByRole('link', { name: 'Forget this.' })).toHaveCount(0)
})

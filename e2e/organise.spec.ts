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

test('a message is found by its words, in Chinese too, and jumped to, on whatever branch it is', async ({ page, account, sidebar, chat }) => {
  await account.signUp()
  await chat.ask('海堤有多长？')
  await chat.expectEnded()
  await chat.ask('Who built the lighthouse?')
  await chat.expectEnded()
  // Another branch is shown: what is looked for is on the first one.
  await chat.questions.first().hover()
  await chat.questions.first().getByRole('button', { name: 'Edit the question' }).click()
  await page.getByRole('textbox', { name: 'Edited question' }).fill('Nothing of the kind?')
  await page.getByRole('button', { name: 'Save and rerun' }).click()
  await chat.expectEnded()
  await expect(chat.questions).toHaveText([/^Nothing of the kind/])
  await chat.open()
  for (const [search, found] of [['海堤', '海堤有多长？'], ['lighthouses', 'Who built the lighthouse?']] as const) {
    await sidebar.search.fill(search)
    const hit = sidebar.conversations.getByRole('region', { name: 'Messages' }).getByRole('link').filter({ hasText: found })
    await expect(hit).toHaveCount(1)
    await hit.click()
    await expect(page).toHaveURL(/\/c\/.*\?message=/)
    await expect(chat.questions.filter({ hasText: found })).toBeInViewport()
  }
  await sidebar.search.fill('never written')
  await expect(sidebar.conversations).toContainText('never written')
  await expect(sidebar.conversations.getByRole('region', { name: 'Messages' })).toHaveCount(0)
})

test('a chat leaves as Markdown and as a page to print, and the chats of ChatGPT come in', async ({ page, context, account, sidebar, chat }) => {
  await account.signUp()
  await chat.ask('Who built the lighthouse?')
  await chat.expectEnded()
  await sidebar.act('Who built the lighthouse?', 'Export')
  const dialog = page.getByRole('dialog', { name: 'Export the chat' })
  const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('link', { name: /^Markdown/ }).click()])
  expect(download.suggestedFilename()).toMatch(/\.md$/)
  expect(await readFile(await download.path(), 'utf8')).toContain('Who built the lighthouse?')
  await sidebar.act('Who built the lighthouse?', 'Export')
  const [printed] = await Promise.all([context.waitForEvent('page'), dialog.getByRole('link', { name: /^Print or PDF/ }).click()])
  await expect(printed.getByRole('heading', { level: 1 })).toHaveText('Who built the lighthouse?')
  await printed.close()

  await page.goto('/settings/data')
  await page.getByLabel('Import chats').and(page.locator('input')).setInputFiles({ name: 'conversations.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify([ofChatGpt])) })
  await expect(page.getByText('1 chat was imported')).toBeVisible()
  await sidebar.conversation('海堤').click()
  await expect(chat.questions).toHaveText(['海堤有多长？'])
  await expect(chat.answer).toContainText('两公里。')
})

test('several chats are chosen and deleted together', async ({ page, account, sidebar, chat }) => {
  await account.signUp()
  for (const question of [...ask, 'How high is it?']) {
    await chat.open()
    await chat.ask(question)
    await chat.expectEnded()
  }
  await sidebar.act('How high is it?', 'Select')
  await sidebar.conversations.getByRole('checkbox', { name: 'Who built the lighthouse?' }).check()
  const bar = page.getByRole('region', { name: 'Chosen chats' })
  await expect(bar).toContainText('2')
  await bar.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: /^Delete/ }).click()
  for (const question of ['How high is it?', 'Who built the lighthouse?']) await expect(sidebar.conversation(question)).toHaveCount(0)
  await page.reload()
  await expect(sidebar.conversation('海堤有多长？')).toBeVisible()
  for (const question of ['How high is it?', 'Who built the lighthouse?']) await expect(sidebar.conversation(question)).toHaveCount(0)
})

/** A chat as ChatGPT exports it. */
const ofChatGpt = {
  id: 'a chat of ChatGPT',
  title: '海堤',
  create_time: 1_700_000_000,
  update_time: 1_700_000_500,
  current_node: 'answer',
  mapping: {
    root: { id: 'root', parent: null, children: ['question'], message: null },
    question: { id: 'question', parent: 'root', children: ['answer'], message: { id: 'question', author: { role: 'user' }, create_time: 1_700_000_001, content: { content_type: 'text', parts: ['海堤有多长？'] } } },
    answer: { id: 'answer', parent: 'question', children: [], message: { id: 'answer', author: { role: 'assistant' }, create_time: 1_700_000_002, content: { content_type: 'text', parts: ['两公里。'] } } },
  },
}

// A conversation of hundreds of messages: read as one list, led through by its questions, searched, and gone through by its branches.
import type { Locator, Page } from '@playwright/test'
import { importChat, inTurn } from '@/e2e/importChat'
import { expect, test } from '@/e2e/test'

test.use({ world: 'connected' })

const pairs = 150
/** Of very different heights, so that none can be guessed. */
const answer = (at: number): string =>
  `**Answer ${at}.** ${'The keeper wrote down the wind and the height of the water. '.repeat(1 + ((at * 7) % 23))}\n\n${at % 3 === 0 ? '```ts\nconst wind = 7\nconst water = 3\n```\n' : ''}${at % 4 === 0 ? '- one\n- two\n- three\n- four\n' : ''}${at === 12 ? '\nThe otter slept. 太陽能電池。' : ''}${at === 97 ? '\nAn OTTER swam, and another otter.' : ''}`
const texts = Array.from({ length: 2 * pairs }, (_, at) => (at % 2 === 0 ? `Question ${at / 2}: how high was the water?` : answer((at - 1) / 2)))

async function openLong(page: Page): Promise<void> {
  const id = await importChat(page, 'The log of the keeper', inTurn(texts))
  await page.goto(`/c/${id}`)
  await expect(page.getByText(`Answer ${pairs - 1}.`)).toBeVisible()
}

const log = (page: Page): Locator => page.getByRole('log')
const question = (page: Page, at: number): Locator => page.getByRole('article', { name: 'You asked' }).filter({ hasText: `Question ${at}:` })
/** How far below the upper edge of the list something is. */
const topOf = (page: Page, element: Locator): Promise<number> =>
  Promise.all([element.boundingBox(), log(page).boundingBox()]).then(([inner, outer]) => Math.round((inner?.y ?? 0) - (outer?.y ?? 0)))
/** Frames in which everything has been measured. */
const settled = (page: Page): Promise<void> => page.evaluate(async () => {
  for (let frame = 0; frame < 30; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve))
})

test('a long conversation is one list: it opens at its end, draws only what is near, and goes up to its beginning', async ({ page, account }) => {
  await account.signUp()
  await openLong(page)
  const rows = page.locator('[data-message]')
  await expect(rows).toHaveCount(2 * pairs)
  expect(await page.getByRole('article').count()).toBeLessThan(80)
  await expect(page.getByRole('button', { name: 'Jump to latest' })).toHaveCount(0)
  await log(page).hover()
  await page.mouse.wheel(0, -3_000)
  await expect(page.getByRole('button', { name: 'Jump to latest' })).toBeVisible()
  await log(page).focus()
  await page.keyboard.press('Home')
  await expect(question(page, 0)).toBeInViewport()
  await page.getByRole('button', { name: 'Jump to latest' }).click()
  await expect(page.getByText(`Answer ${pairs - 1}.`)).toBeInViewport()
  await expect(page.getByRole('button', { name: 'Jump to latest' })).toHaveCount(0)
})

test('what is read stays where it is while what is above it is loaded, measured, and grows', async ({ page, account }) => {
  await account.signUp()
  await openLong(page)
  await page.getByRole('navigation', { name: 'Questions of this chat' }).getByRole('button', { name: 'Question 60:' }).press('Enter')
  await expect(question(page, 60)).toBeInViewport()
  await expect(question(page, 60).locator('..')).toBeFocused()
  await settled(page)
  const top = await topOf(page, question(page, 60))
  expect(top).toBeGreaterThanOrEqual(0)
  expect(top).toBeLessThan(60)
  // Each step draws messages that nobody has measured; the line that is read moves as far as the wheel and no further.
  for (let step = 0; step < 6; step += 1) {
    const before = await page.evaluate(() => {
      const view = document.querySelector('[role="log"]')
      const edge = view?.getBoundingClientRect()
      const read = [...(view?.querySelectorAll('[data-message]') ?? [])].find((row) => row.getBoundingClientRect().bottom > (edge?.top ?? 0) + 300)
      read?.setAttribute('data-read', '')
      return read?.getBoundingClientRect().top ?? 0
    })
    await page.evaluate(() => document.querySelector('[role="log"]')?.scrollBy({ top: -200, behavior: 'instant' }))
    await settled(page)
    const after = await page.evaluate(() => {
      const read = document.querySelector('[data-read]')
      read?.removeAttribute('data-read')
      return read?.getBoundingClientRect().top ?? 0
    })
    expect(Math.abs(after - before - 200)).toBeLessThanOrEqual(2)
  }
  // Something above becomes higher, as a picture does when it is there.
  const read = page.getByRole('article').locator('visible=true').nth(-1)
  const place = await topOf(page, read)
  await page.evaluate(() => {
    const view = document.querySelector('[role="log"]')
    const above = [...(view?.querySelectorAll<HTMLElement>('[data-message]') ?? [])].findLast((row) => row.getBoundingClientRect().bottom < (view?.getBoundingClientRect().top ?? 0))
    if (above !== undefined) above.style.paddingBottom = '400px'
  })
  await settled(page)
  expect(Math.abs((await topOf(page, read)) - place)).toBeLessThanOrEqual(2)
})

test('the questions stand beside the chat as ticks: the keyboard goes along them, and a search hit far up is reached', async ({ page, account, sidebar }) => {
  await account.signUp()
  await openLong(page)
  const rail = page.getByRole('navigation', { name: 'Questions of this chat' })
  await expect(rail.getByRole('button')).toHaveCount(pairs)
  await expect(rail.getByRole('button', { name: `Question ${pairs - 1}:` })).toHaveAttribute('aria-current', 'location')
  await rail.getByRole('button', { name: `Question ${pairs - 1}:` }).focus()
  await page.keyboard.press('ArrowUp')
  await expect(rail.getByText(`Question ${pairs - 2}: how high was the water?`)).toBeVisible()
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  await expect(question(page, 0)).toBeInViewport()
  await expect(rail.getByRole('button', { name: 'Question 0:' })).toHaveAttribute('aria-current', 'location')
  await sidebar.search.fill('otter slept')
  await sidebar.conversations.getByRole('link', { name: /otter slept/ }).click()
  await expect(page.getByText('The otter slept.').last()).toBeInViewport()
})

test('a text is found in messages that nobody has loaded, in English and in Chinese', async ({ page, account, chat }) => {
  await account.signUp()
  await openLong(page)
  await chat.question.focus()
  await page.keyboard.press('Control+f')
  const field = page.getByRole('textbox', { name: 'Find in this chat' })
  await expect(field).toBeFocused()
  await field.fill('otter')
  const search = page.getByRole('search').filter({ has: field })
  // The reader is at the end, where nothing follows: the first place is taken.
  await expect(search.getByRole('status')).toHaveText('1 of 3')
  await expect(page.getByText('The otter slept.')).toBeInViewport()
  await page.keyboard.press('Enter')
  await expect(search.getByRole('status')).toHaveText('2 of 3')
  await expect(page.getByText('An OTTER swam')).toBeInViewport()
  expect(await page.evaluate(() => [...(CSS.highlights.get('found-here') ?? [])].map(String))).toEqual(['OTTER'])
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => [...(CSS.highlights.get('found-here') ?? [])].map(String))).toEqual(['otter'])
  await page.keyboard.press('Enter')
  await expect(search.getByRole('status')).toHaveText('1 of 3')
  await page.keyboard.press('Shift+Enter')
  await expect(search.getByRole('status')).toHaveText('3 of 3')
  await field.fill('太阳能')
  await expect(search.getByRole('status')).toHaveText('1 of 1')
  await expect(page.getByText('太陽能電池')).toBeInViewport()
  await field.fill('no such words')
  await expect(search.getByRole('status')).toHaveText('Nothing found')
  await page.keyboard.press('Escape')
  await expect(search).toHaveCount(0)
  expect(await page.evaluate(() => CSS.highlights.size)).toBe(0)
  // A second Ctrl+F is the browser's.
  await page.keyboard.press('Control+f')
  await expect(field).toBeFocused()
  // Listened for before it is pressed.
  const taken = await page.evaluateHandle(() => {
    const { promise, resolve } = Promise.withResolvers<boolean>()
    window.addEventListener('keydown', (event) => event.key === 'f' && setTimeout(() => resolve(event.defaultPrevented)))
    return { promise }
  })
  await page.keyboard.press('Control+f')
  expect(await taken.evaluate(({ promise }) => promise)).toBe(false)
})

test('the branches of a chat are drawn as a tree, and a click goes on with one of them', async ({ page, account }) => {
  await account.signUp()
  const ways = Array.from({ length: 6 }, (_, at) => [
    { id: `q${at}`, parentId: 'm1', role: 'user' as const, content: `Way ${at}?` },
    { id: `a${at}`, parentId: `q${at}`, role: 'assistant' as const, content: `Reply ${at}.` },
  ])
  const id = await importChat(page, 'Crossroads', [...inTurn(['Where to?', 'Choose.']), ...ways.flat()])
  await page.goto(`/c/${id}`)
  await expect(page.getByText('Reply 5.')).toBeVisible()
  await page.keyboard.press('Control+Shift+B')
  const map = page.getByRole('dialog', { name: 'Branches of this chat' })
  await expect(map.getByRole('listitem')).toHaveCount(7)
  await expect(map.getByRole('button', { name: 'Way 5?' })).toHaveAttribute('aria-current', 'true')
  await map.getByRole('button', { name: 'Way 2?' }).click()
  await expect(map).toHaveCount(0)
  await expect(page.getByText('Reply 2.')).toBeVisible()
  await expect(page.getByText('Reply 5.')).toHaveCount(0)
  await page.getByRole('button', { name: 'Show all 6 branches' }).click()
  await expect(map.getByRole('button', { name: 'Way 2?' })).toHaveAttribute('aria-current', 'true')
  await page.keyboard.press('Escape')
  await expect(map).toHaveCount(0)
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('the questions come as a sheet, with the search', async ({ page, account }) => {
    await account.signUp()
    await openLong(page)
    await expect(page.getByRole('navigation', { name: 'Questions of this chat' })).toBeHidden()
    await page.evaluate(() => document.querySelector('[role="log"]')?.scrollBy({ top: -2_000, behavior: 'instant' }))
    await page.getByRole('button', { name: 'Questions', exact: true }).tap()
    const sheet = page.getByRole('dialog', { name: 'Questions of this chat' })
    await sheet.getByRole('button', { name: 'Question 3:' }).tap()
    await expect(sheet).toHaveCount(0)
    await expect(question(page, 3)).toBeInViewport()
    await page.getByRole('button', { name: 'Questions', exact: true }).tap()
    await sheet.getByRole('button', { name: 'Find in this chat' }).tap()
    await page.getByRole('textbox', { name: 'Find in this chat' }).fill('slept')
    await expect(page.getByText('The otter slept.')).toBeInViewport()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  })
})

// Pictures of every page for people to look at: light and dark, wide and phone, English and Chinese.
//   node --import ./scripts/alias.mjs e2e/screenshots.ts /tmp/shots [address of a running server; default: one is started] [--few]
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test'
import { z } from 'zod'
import { mutate } from '@/e2e/api'
import { postRoad, tramway } from '@/e2e/facts'
import { Account } from '@/e2e/pages/Account'
import { Chat } from '@/e2e/pages/Chat'
import { Knowledge } from '@/e2e/pages/Knowledge'
import { startParley } from '@/e2e/server'
import { findChromium } from '@/scripts/chromium'

interface Shot {
  readonly name: string
  readonly path: string
  /** What is done on the page before its picture is taken. */
  readonly prepare?: (page: Page) => Promise<unknown>
}

interface Look {
  readonly theme: 'light' | 'dark'
  readonly locale: 'en' | 'zh-CN'
  readonly width: 1280 | 390
}

const allLooks = (['en', 'zh-CN'] as const).flatMap((locale) =>
  (['light', 'dark'] as const).flatMap((theme) => ([1280, 390] as const).map((width): Look => ({ locale, theme, width }))),
)
/** `--few`: what differs most. */
const looks = process.argv.includes('--few') ? allLooks.filter(({ locale, theme, width }) => (locale === 'en') === (theme === 'light') && (locale === 'en') === (width === 1280)) : allLooks

const strangerShots: Shot[] = [
  { name: 'sign-in', path: '/sign-in' },
  { name: 'sign-up', path: '/sign-up' },
]

/** Of the first account, which administers. */
const emptyShots: Shot[] = [
  { name: 'empty-chat', path: '/' },
  { name: 'empty-knowledge', path: '/knowledge' },
  { name: 'empty-assistants', path: '/assistants' },
  { name: 'empty-archive', path: '/archive' },
  { name: 'empty-team', path: '/settings/team' },
  { name: 'help', path: '/help' },
  { name: 'reference', path: '/reference' },
  { name: 'admin', path: '/admin' },
  ...['users', 'models', 'usage', 'audit', 'settings', 'invitations'].map((section) => ({ name: `admin-${section}`, path: `/admin/${section}` })),
  { name: 'admin-user', path: '/admin/users', prepare: (shown) => shown.getByRole('table').getByRole('button').first().click() },
  { name: 'admin-provider', path: '/admin/models', prepare: (shown) => shown.getByRole('button', { name: /^Add a provider$|^添加服务商$/ }).first().click() },
]

const made = z.object({ id: z.string() })

/** Signs somebody up and fills the account; resolves to the pages that there are then. */
async function furnish(page: Page): Promise<Shot[]> {
  const knowledge = new Knowledge(page)
  const chat = new Chat(page)
  await new Account(page).signUp()
  const base = await knowledge.create('Islands and roads')
  await knowledge.upload([tramway.file, postRoad.file, { name: 'damaged.pdf', bytes: new Uint8Array(2_000) }])
  await knowledge.expectReady([tramway.file.name, postRoad.file.name])
  await chat.open()
  for (const { question } of [tramway, postRoad]) {
    await chat.ask(question)
    await chat.expectEnded()
  }
  const conversation = page.url()
  await chat.sources.first().click()
  const document = (await chat.source.getByRole('link', { name: 'Open the document' }).getAttribute('href')) ?? base
  const team = await mutate(page, 'teams.create', { name: 'Otter research' }, made)
  const invitation = await mutate(page, 'teams.invite', { teamId: team.id }, z.object({ token: z.string() }))
  const assistant = await mutate(page, 'assistants.create', { name: 'Reader' }, made)
  return [
    ...['keys', 'models', 'usage', 'data', 'team', `team/${team.id}`].map((section) => ({ name: `settings-${section.split('/')[1] === undefined ? section : 'one-team'}`, path: `/settings/${section}` })),
    { name: 'join', path: `/join/${invitation.token}` },
    { name: 'assistants', path: '/assistants' },
    { name: 'assistant', path: `/assistants/${assistant.id}` },
    { name: 'base-settings', path: `${base}/settings` },
    { name: 'chat', path: '/' },
    { name: 'conversation', path: conversation },
    { name: 'source', path: conversation, prepare: (shown) => openSource(shown) },
    { name: 'knowledge', path: '/knowledge' },
    { name: 'new-base', path: '/knowledge', prepare: (shown) => shown.getByRole('button', { name: /^New knowledge base|新建知识库$/ }).click() },
    { name: 'base', path: base },
    { name: 'document', path: document },
    { name: 'retrieval-test', path: `${base}/test`, prepare: (shown) => askRetrieval(shown) },
    { name: 'lab', path: `${base}/test?${new URLSearchParams({ q: tramway.question, b: '{"limit":1}' }).toString()}` },
    { name: 'test-set', path: `${base}/test?view=tests` },
    { name: 'settings', path: '/settings/profile' },
    { name: 'security', path: '/settings/security' },
    { name: 'menu', path: '/settings/profile', prepare: (shown) => openMenu(shown) },
    { name: 'not-found', path: '/nowhere' },
  ]
}

async function openSource(page: Page): Promise<void> {
  await page.getByRole('article').last().getByRole('list').last().getByRole('button').first().click()
  await page.locator('mark').first().waitFor()
}

async function askRetrieval(page: Page): Promise<void> {
  await page.getByRole('main').getByRole('textbox').fill(tramway.question)
  await page.getByRole('main').getByRole('textbox').press('Enter')
  await page.getByRole('main').getByText(tramway.file.name).first().waitFor()
}

/** The menu of the account; on a phone the drawer comes first. */
async function openMenu(page: Page): Promise<void> {
  const account = page.getByRole('button', { name: /^Account of|的账户$/ })
  if (!(await account.isVisible())) await page.getByRole('banner').getByRole('button').first().click()
  await account.click()
}

const heightOf = (width: Look['width']): number => (width === 390 ? 844 : 800)

async function takeAll(browser: Browser, folder: string, url: string, shots: readonly Shot[], session: Awaited<ReturnType<BrowserContext['storageState']>> | undefined): Promise<void> {
  for (const { theme, locale, width } of looks) {
    const context = await browser.newContext({ baseURL: url, viewport: { width, height: heightOf(width) }, isMobile: width === 390, hasTouch: width === 390, storageState: session })
    await context.addCookies([
      { name: 'parley.theme', value: theme, url },
      { name: 'parley.locale', value: locale, url },
    ])
    // Pages that are fetched ahead would only keep the one that is looked at waiting.
    await context.route('**/*_rsc=*', (route) => route.abort())
    const page = await context.newPage()
    for (const { name, path, prepare } of shots) {
      await page.goto(path, { waitUntil: 'networkidle' })
      if (prepare !== undefined) {
        await prepare(page)
        await page.waitForLoadState('networkidle')
      }
      // As high as what scrolls on it, so that all of it is seen.
      const height = await page.locator('#content').evaluateAll((areas) => Math.max(0, ...areas.map((area) => area.scrollHeight - area.clientHeight)))
      if (height > 0) await page.setViewportSize({ width, height: Math.min(3_000, heightOf(width) + height) })
      await page.screenshot({ path: join(folder, `${name}.${locale}.${theme}.${width}.png`), animations: 'disabled', fullPage: true })
      await page.setViewportSize({ width, height: heightOf(width) })
    }
    await context.close()
  }
}

const [folder = '/tmp/shots', address] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const started = address === undefined ? await startParley() : undefined
const url = address ?? started?.url ?? ''
mkdirSync(folder, { recursive: true })
const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] })
try {
  await takeAll(browser, folder, url, strangerShots, undefined)
  for (const fill of [async (page: Page) => (await new Account(page).signUp(), emptyShots), furnish]) {
    const context = await browser.newContext({ baseURL: url, locale: 'en-GB' })
    const shots = await fill(await context.newPage())
    await takeAll(browser, folder, url, shots, await context.storageState())
    await context.close()
  }
  process.stdout.write(`The pictures are in ${folder}\n`)
} finally {
  await browser.close()
  await started?.close()
}

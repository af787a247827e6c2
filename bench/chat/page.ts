import { chromium, type Browser, type Page } from '@playwright/test'
import type { Filled } from '@/bench/chat/filled'
import { percentile, rounded } from '@/bench/metrics'
import { findChromium } from '@/scripts/chromium'

export interface PageFigures {
  /** JavaScript that the page of a conversation loads, as it comes over the wire: what it needs, and what it fetches ahead. */
  readonly pageJsGzipKB: number
  /** The same where answers hold code, which brings the highlighter. */
  readonly withCodeJsGzipKB: number
  /** Between a key and the end of the next frame, in a conversation of a thousand messages, and in a page that is one field and nothing else. */
  readonly keyP50Ms: number
  readonly keyP95Ms: number
  readonly bareKeyP50Ms: number
  readonly bareKeyP95Ms: number
}

/** Opens conversations in Chromium with a session, each as the first page of its visitor, and types. */
export async function measurePage(url: string, { cookie, conversationId, proseId }: Filled): Promise<PageFigures> {
  const browser = await chromium.launch({ executablePath: findChromium() ?? '', args: ['--no-sandbox', '--disable-background-networking'] })
  try {
    const prose = await open(browser, url, cookie, `/c/${proseId}`, 'Answer 19')
    const long = await open(browser, url, cookie, `/c/${conversationId}`, 'Answer 999')
    const keys = await timeKeys(long.page)
    await long.page.goto(`${url}/api/health`)
    await long.page.setContent('<textarea></textarea>')
    const bare = await timeKeys(long.page)
    return {
      pageJsGzipKB: prose.scriptKB,
      withCodeJsGzipKB: long.scriptKB,
      keyP50Ms: rounded(percentile(keys, 0.5), 1),
      keyP95Ms: rounded(percentile(keys, 0.95), 1),
      bareKeyP50Ms: rounded(percentile(bare, 0.5), 1),
      bareKeyP95Ms: rounded(percentile(bare, 0.95), 1),
    }
  } finally {
    await browser.close()
  }
}

/** A page once it rests, with an empty cache before; `text` is of its last answer. */
async function open(browser: Browser, url: string, cookie: string, path: string, text: string): Promise<{ page: Page; scriptKB: number }> {
  const context = await browser.newContext()
  const [name = '', value = ''] = cookie.split('=')
  await context.addCookies([{ name, value, url }])
  const page = await context.newPage()
  const sizes: Promise<number>[] = []
  page.on('requestfinished', (request) => {
    if (request.resourceType() === 'script') sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize))
  })
  await page.goto(url + path)
  await page.getByRole('log').getByText(text).waitFor()
  await page.waitForLoadState('networkidle')
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
  return { page, scriptKB: rounded(bytes / 1e3, 0) }
}

/** What each key costs: from its event until the browser has laid out the change, the wait for the frame included. */
async function timeKeys(page: Page): Promise<number[]> {
  const box = page.getByRole('textbox').last()
  await box.click()
  await page.evaluate(() => {
    document.addEventListener(
      'keydown',
      () => {
        const startedAt = performance.now()
        // A task of its own after the frame that shows the key.
        requestAnimationFrame(() => {
          const channel = new MessageChannel()
          channel.port1.addEventListener('message', () => performance.measure('key', { start: startedAt }))
          channel.port1.start()
          channel.port2.postMessage(null)
        })
      },
      { capture: true },
    )
  })
  await box.pressSequentially('What did the seven hundredth answer say of the harbour? '.repeat(3), { delay: 40 })
  return page.evaluate(() => performance.getEntriesByName('key', 'measure').map(({ duration }) => duration))
}

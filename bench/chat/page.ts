import { chromium, type Page } from '@playwright/test'
import { percentile, rounded } from '@/bench/metrics'
import { findChromium } from '@/scripts/chromium'

export interface PageFigures {
  /** JavaScript that the page of a conversation loads, as it comes over the wire: what it needs, and what it fetches ahead for answers. */
  readonly pageJsGzipKB: number
  /** Between a key and the next frame, in a conversation of a thousand messages. */
  readonly keyP50Ms: number
  readonly keyP95Ms: number
}

/** Opens a conversation in Chromium with a session, and types. @param cookie `name=value` */
export async function measurePage(url: string, cookie: string, conversationId: string): Promise<PageFigures> {
  const browser = await chromium.launch({ executablePath: findChromium() ?? '', args: ['--no-sandbox', '--disable-background-networking'] })
  try {
    const context = await browser.newContext()
    const [name = '', value = ''] = cookie.split('=')
    await context.addCookies([{ name, value, url }])
    const page = await context.newPage()
    const sizes: Promise<number>[] = []
    page.on('requestfinished', (request) => {
      if (request.resourceType() === 'script') sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize))
    })
    await page.goto(`${url}/c/${conversationId}`)
    await page.getByRole('log').getByText('Answer 999').waitFor()
    await page.waitForLoadState('networkidle')
    const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
    const keys = await timeKeys(page)
    return { pageJsGzipKB: rounded(bytes / 1e3, 0), keyP50Ms: rounded(percentile(keys, 0.5), 1), keyP95Ms: rounded(percentile(keys, 0.95), 1) }
  } finally {
    await browser.close()
  }
}

/** The work that each key costs the page: from its event until the browser has laid out the change. */
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

// A PDF as it looks: its pages, the marked passage on them, and the way from the one to the other.
import { tramway } from '@/e2e/facts'
import { expect, test } from '@/e2e/test'
import { encryptedPdf, longPdf } from '@/server/testing/fixtures'

const long = { name: 'Long book.pdf', bytes: longPdf(120) }

test.beforeEach(async ({ account, knowledge }) => {
  await account.signUp()
  await knowledge.create('Originals')
})

test('a passage is marked on its page, and a click on a page chooses its passage', async ({ page, knowledge, documents }) => {
  await knowledge.upload([tramway.file])
  await knowledge.expectReady([tramway.file.name])
  await knowledge.row(tramway.file.name).getByRole('link').click()
  await expect(documents.sheet(1).locator('canvas')).toBeVisible()
  await expect(documents.mark).toHaveCount(0)

  await test.step('from the list to the page', async () => {
    await page.getByRole('listitem').filter({ hasText: tramway.sentence }).getByRole('button', { name: /^Show passage/ }).click()
    await documents.expectMarked(tramway.sentence)
    await expect(documents.pageNumber).toHaveValue(String(tramway.page))
  })
  await test.step('from the page to the list', async () => {
    await documents.sheet(tramway.page).getByText("Bicycles are carried in the guard's van").last().click()
    await expect(documents.chosen).toContainText('Bicycles are carried')
    await documents.expectMarked('Bicycles are carried')
    await documents.goTo(2)
    await documents.sheet(2).getByText('The Lantern Viaduct has nine arches').last().click()
    await expect(documents.chosen).toContainText('nine arches')
  })
  await test.step('the same in the text, which is shown until the original is asked for again', async () => {
    await documents.showAs('Text')
    await documents.expectMarked('nine arches')
    await documents.text.getByText('ruling of the stationmaster').click({ position: { x: 5, y: 5 } })
    await expect(documents.chosen).not.toContainText('nine arches')
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.reload()
    await expect(documents.text).toBeVisible()
    // What draws pages weighs two megabytes: nobody gets it who does not look at one.
    expect(asked.filter((url) => /pdf\.worker|api\/files/.test(url))).toEqual([])
    await documents.showAs('Original')
    await expect(documents.drawings.first()).toBeVisible()
    expect(asked.filter((url) => /pdf\.worker|api\/files/.test(url))).toHaveLength(2)
  })
})

test('of a long document only what is near is drawn, and keys, numbers and sizes lead through it', async ({ page, knowledge, documents }) => {
  await knowledge.upload([long])
  await knowledge.expectReady([long.name])
  await knowledge.row(long.name).getByRole('link').click()
  await expect(documents.sheet(1).locator('canvas')).toBeVisible()
  await expect(documents.sheet(120)).toBeAttached()

  await documents.goTo(100)
  await expect(documents.sheet(100).locator('canvas')).toBeInViewport()
  await expect(documents.drawings).not.toHaveCount(0)
  expect(await documents.drawings.count()).toBeLessThan(8)
  await expect(documents.sheet(1).locator('canvas')).toHaveCount(0)
  for (const key of ['PageDown', 'PageDown', 'PageDown', 'PageDown']) await page.keyboard.press(key)
  await expect(documents.pageNumber).not.toHaveValue('100')

  const width = async (): Promise<number> => (await documents.sheet(1).boundingBox())?.width ?? 0
  const fitting = await width()
  const read = await documents.pageNumber.inputValue()
  await page.getByRole('button', { name: 'Larger' }).click()
  await expect.poll(width).toBeGreaterThan(fitting * 1.2)
  await expect(documents.pageNumber).toHaveValue(read)
  await page.getByRole('button', { name: 'Fit the width' }).click()
  await expect.poll(width).toBe(fitting)
})

test('an original that cannot be shown says why, and its text is there', async ({ page, knowledge, documents }) => {
  await knowledge.upload([tramway.file])
  await knowledge.expectReady([tramway.file.name])
  const answers = [
    { status: 500, body: 'busy', reason: 'could not be loaded' },
    { status: 200, body: 'This was a PDF once.', reason: 'is damaged' },
    { status: 200, body: Buffer.from(encryptedPdf()), reason: 'asks for a password' },
  ]
  await knowledge.row(tramway.file.name).getByRole('link').click()
  await expect(documents.sheet(1).locator('canvas')).toBeVisible()
  for (const { reason, ...answer } of answers) {
    await page.route('/api/files/*', (route) => route.fulfill(answer))
    await page.reload()
    await expect(page.getByRole('main').getByRole('alert')).toContainText(reason)
    await expect(documents.text).toContainText('The Osmere Harbour Tramway')
    await page.unroute('/api/files/*')
  }
  await page.route('/api/files/*', (route) => route.abort())
  await page.reload()
  const retry = page.getByRole('main').getByRole('alert').getByRole('button', { name: 'Try again' })
  await expect(retry).toBeVisible()
  await page.unroute('/api/files/*')
  await retry.click()
  await expect(documents.sheet(1).locator('canvas')).toBeVisible()
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('a page is as wide as the screen, beside an answer too', async ({ page, knowledge, documents, chat }) => {
    await knowledge.upload([tramway.file])
    await knowledge.expectReady([tramway.file.name])
    await page.goto('/')
    await chat.ask(tramway.question)
    await chat.expectEnded()
    await chat.marker(tramway.sentence).tap()
    await documents.expectMarked(tramway.sentence)
    expect((await documents.sheet(tramway.page).boundingBox())?.width).toBeGreaterThan(370)
    await page.getByRole('link', { name: 'Open the document' }).tap()
    await page.getByRole('tab', { name: 'Passages' }).tap()
    await documents.choose(1)
    await documents.expectMarked('narrow-gauge railway')
    expect((await documents.sheet(1).boundingBox())?.width).toBe(390)
  })
})

import { expect, type Page } from '@playwright/test'

/** A document, on its own page or beside an answer: as text, or, for a PDF, as its pages. */
export class Documents {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  get text() {
    return this.page.getByRole('article', { name: 'Text of the document' })
  }

  /** The original of a PDF. */
  get pages() {
    return this.page.getByRole('region', { name: 'Pages of the document' })
  }

  sheet(page: number) {
    return this.pages.getByRole('group', { name: `Page ${page}`, exact: true })
  }

  get drawings() {
    return this.pages.locator('canvas')
  }

  get pageNumber() {
    return this.page.getByRole('textbox', { name: /^Page, of/ })
  }

  /** The passage that is marked; on the page of a PDF every line of it has its own mark. */
  get mark() {
    return this.text.or(this.pages).locator('mark')
  }

  /** The passage that is chosen in the list beside the document. */
  get chosen() {
    return this.page.getByRole('listitem').filter({ has: this.page.getByRole('button', { name: /^Show passage/, pressed: true }) })
  }

  async goTo(page: number): Promise<void> {
    await this.pageNumber.fill(String(page))
    await this.pageNumber.press('Enter')
  }

  async choose(passage: number): Promise<void> {
    await this.page.getByRole('button', { name: `Show passage ${passage} in the document`, exact: true }).click()
  }

  async showAs(view: 'Original' | 'Text'): Promise<void> {
    await this.page.getByRole('group', { name: 'Show the document as' }).getByRole('button', { name: view }).click()
  }

  /** What is marked, its lines joined. */
  async markedText(): Promise<string> {
    await expect(this.mark.first()).toBeVisible()
    return (await this.mark.allTextContents()).join(' ').replaceAll(/\s+/g, ' ')
  }

  /** The marked passage holds a sentence, and its beginning is seen. */
  async expectMarked(sentence: string): Promise<void> {
    await expect.poll(() => this.markedText()).toContain(sentence)
    await expect(this.mark.first()).toBeInViewport()
  }
}

import { expect, type Page } from '@playwright/test'

/** A conversation, its composer, and the source that is open beside it. */
export class Chat {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  get question() {
    return this.page.getByRole('textbox', { name: 'Your question' })
  }

  get sendButton() {
    return this.page.getByRole('button', { name: 'Send the question' })
  }

  get stopButton() {
    return this.page.getByRole('button', { name: 'Stop the answer' })
  }

  get retryButton() {
    return this.answer.getByRole('button', { name: 'Retry', exact: true })
  }

  get questions() {
    return this.page.getByRole('article', { name: 'You asked' })
  }

  get answers() {
    return this.page.getByRole('article', { name: 'Answer' })
  }

  /** The newest answer. */
  get answer() {
    return this.answers.last()
  }

  get sources() {
    return this.answer.getByRole('list', { name: 'Sources' }).getByRole('button')
  }

  /** How many sentences of the newest answer its sources support; goes to the next that none does. */
  get supportLine() {
    return this.answer.getByRole('button', { name: /supported/ })
  }

  /** Sentences of the newest answer that no source says. */
  get unsupported() {
    return this.answer.locator('[data-unsupported]')
  }

  /** The marker behind a sentence of the newest answer. */
  marker(sentence: string) {
    return this.answer.getByRole('paragraph').filter({ hasText: sentence }).getByRole('button', { name: /^Source \d+:/ }).first()
  }

  /** The files that wait for the question. */
  get files() {
    return this.page.getByRole('list', { name: 'Files for this question' }).getByRole('listitem')
  }

  /** The files that went along with the newest question. */
  get sentFiles() {
    return this.questions.last().getByRole('list', { name: 'Files of this question' }).getByRole('listitem')
  }

  async attach(...files: { name: string; mimeType: string; buffer: Buffer }[]): Promise<void> {
    await this.expectComposer()
    await this.page.getByLabel('Attach files or images').and(this.page.locator('input')).setInputFiles(files)
    for (const { name } of files) await expect(this.files.filter({ hasText: name })).toBeVisible()
  }

  /** The open source beside the conversation. */
  get source() {
    return this.page.getByRole('complementary', { name: 'Source' })
  }

  /** The open source on a phone, a sheet named after the document. */
  sheet(document: string) {
    return this.page.getByRole('dialog', { name: document })
  }

  async open(): Promise<void> {
    await this.page.goto('/')
    await this.expectComposer()
  }

  /** Until then nothing can be sent: the page is asking what can be searched. */
  async expectComposer(): Promise<void> {
    await expect(this.page.getByRole('button', { name: /^What is searched/ })).toBeVisible()
  }

  /** Sends a question; resolves when it has its place in a conversation. */
  async ask(text: string): Promise<void> {
    await this.expectComposer()
    await this.question.fill(text)
    await this.sendButton.click()
    await expect(this.questions.last()).toHaveText(text)
    await this.expectConversation()
  }

  /** The conversation has its page; until then a reload would begin a new one. */
  async expectConversation(): Promise<void> {
    await expect(this.page).toHaveURL(/\/c\//)
  }

  async chooseModel(name: string): Promise<void> {
    await this.page.getByRole('button', { name: /^Model/ }).click()
    await this.page.getByRole('menuitemradio', { name }).click()
  }

  /** Chooses what is searched: this base and no other. */
  async searchOnly(base: string): Promise<void> {
    await this.page.getByRole('button', { name: /^What is searched/ }).click()
    const chosen = this.page.getByRole('listitem').getByRole('checkbox', { checked: true })
    for (let left = await chosen.count(); left > 0; left -= 1) await chosen.first().uncheck()
    await this.page.getByRole('checkbox', { name: base }).check()
    await this.page.keyboard.press('Escape')
  }

  /** The newest answer is whole, or has ended otherwise. */
  async expectEnded(timeout = 20_000): Promise<void> {
    await expect(this.answer).toHaveAttribute('aria-busy', 'false', { timeout })
  }
}

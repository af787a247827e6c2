import { expect, type Locator, type Page } from '@playwright/test'

/** The retrieval lab of a base: its columns, the passages that were expected, and the test set. */
export class Lab {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  get question() {
    return this.page.getByLabel('Question', { exact: true })
  }

  get expected() {
    return this.page.getByRole('region', { name: 'Expected passages' })
  }

  /** The runs of the test set that are complete, the newest first. */
  get completeRuns() {
    return this.page.getByRole('checkbox', { name: /^Compare the run of/ })
  }

  column(name: 'A' | 'B') {
    return this.page.getByRole('region', { name: `Column ${name}`, exact: true })
  }

  /** The passages that a column sends. */
  hits(name: 'A' | 'B') {
    return this.column(name).getByRole('listitem').filter({ has: this.page.getByRole('link') })
  }

  /** Opens the lab of the base at `path`. */
  async open(path: string): Promise<void> {
    await this.page.goto(`${path}/test`)
    await expect(this.question).toBeFocused()
  }

  async ask(question: string): Promise<void> {
    await this.question.fill(question)
    await this.question.press('Enter')
    await expect(this.hits('A').first()).toBeVisible()
  }

  /** Opens or closes the settings of a column. */
  async toggleSettings(name: 'A' | 'B'): Promise<void> {
    await this.column(name).getByRole('button', { name: 'Settings', exact: true }).click()
  }

  async set(name: 'A' | 'B', setting: string, value: string): Promise<void> {
    await this.toggleSettings(name)
    await this.column(name).getByLabel(setting, { exact: true }).fill(value)
    await this.toggleSettings(name)
  }

  /** Says of a passage of a column that it was expected. */
  async expectPassage(passage: Locator): Promise<void> {
    await passage.getByRole('button', { name: 'I expected this passage' }).click()
  }

  /** Keeps the question with its expected passages. */
  async saveQuestion(): Promise<void> {
    await this.page.getByRole('button', { name: 'Save as test question' }).click()
    const dialog = this.page.getByRole('dialog', { name: 'Save as test question' })
    await dialog.getByRole('button', { name: 'Save the question' }).click()
    await expect(dialog).toBeHidden()
  }

  async openTests(): Promise<void> {
    await this.page.getByRole('tab', { name: 'Test set' }).click()
  }

  /** Runs the test set, and waits until it is complete. */
  async run(settings: 'base' | 'A' | 'B', count: number): Promise<void> {
    await this.page.getByLabel('Run with').selectOption(settings)
    await this.page.getByRole('button', { name: 'Run with these settings' }).click()
    await expect(this.completeRuns).toHaveCount(count)
  }
}

import { expect, type Page } from '@playwright/test'

/** A file to upload. */
export interface Upload {
  readonly name: string
  readonly bytes: Uint8Array
}

/** The list of knowledge bases, and a base with its documents. */
export class Knowledge {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  /** Files that were not taken, each with its reason. */
  get refusedUploads() {
    return this.page.getByRole('region', { name: 'Uploads' }).getByRole('alert')
  }

  get rows() {
    return this.page.getByRole('table', { name: 'Documents' }).getByRole('row').filter({ has: this.page.getByRole('link') })
  }

  row(name: string) {
    return this.rows.filter({ has: this.page.getByRole('link', { name, exact: true }) })
  }

  /** Creates a base and opens it; resolves to its path. */
  async create(name: string): Promise<string> {
    await this.page.goto('/knowledge')
    await this.page.getByRole('button', { name: 'New knowledge base' }).click()
    const dialog = this.page.getByRole('dialog', { name: 'New knowledge base' })
    await dialog.getByLabel('Name').fill(name)
    await dialog.getByRole('button', { name: 'Create the base' }).click()
    await this.expectOpen(name)
    return new URL(this.page.url()).pathname
  }

  async expectOpen(name: string): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1, name })).toBeVisible()
  }

  async upload(files: readonly Upload[]): Promise<void> {
    const chosen = files.map(({ name, bytes }) => ({ name, mimeType: '', buffer: Buffer.from(bytes) }))
    await this.page.getByLabel('Upload files').setInputFiles(chosen)
  }

  /** Uploads files of this machine, for those that are too large to be handed over. */
  async uploadPaths(paths: readonly string[]): Promise<void> {
    await this.page.getByLabel('Upload files').setInputFiles([...paths])
  }

  /** Opens the dialog of another way to add. */
  async add(what: 'Web page' | 'Text'): Promise<void> {
    await this.page.getByRole('button', { name: 'Add', exact: true }).click()
    await this.page.getByRole('menuitem', { name: what }).click()
  }

  /** Pastes a text onto the page, where no field has the focus. */
  async paste(text: string): Promise<void> {
    await this.page.evaluate((pasted) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', pasted)
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
    }, text)
  }

  /** Forgets a file that was not taken. */
  async dismiss(name: string): Promise<void> {
    await this.page.getByRole('button', { name: `Dismiss ${name}` }).click()
  }

  async expectReady(names: readonly string[], timeout = 30_000): Promise<void> {
    for (const name of names) await expect(this.row(name)).toContainText('Ready', { timeout })
  }

  /** Chooses a verb from the menu of the open base. */
  async act(verb: 'Rename' | 'Delete'): Promise<void> {
    await this.page.getByRole('button', { name: 'More actions' }).click()
    await this.page.getByRole('menuitem', { name: verb }).click()
  }

  /** Chooses a verb from the menu of a document. */
  async actOn(name: string, verb: 'Try again' | 'Delete'): Promise<void> {
    await this.page.getByRole('button', { name: `Actions for ${name}` }).click()
    await this.page.getByRole('menuitem', { name: verb }).click()
  }
}

import type { Locator, Page } from '@playwright/test'

/** Places, conversations and their verbs. */
export class Sidebar {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  get conversations() {
    return this.page.getByRole('region', { name: 'Conversations' })
  }

  get search() {
    return this.conversations.getByRole('searchbox', { name: 'Search chats' })
  }

  conversation(title: string): Locator {
    return this.conversations.getByRole('link', { name: title })
  }

  async goTo(place: 'New chat' | 'Chat' | 'Assistants' | 'Knowledge' | 'Settings' | 'Administration'): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: place, exact: true }).click()
  }

  async rename(title: string, to: string): Promise<void> {
    await this.act(title, 'Rename')
    const dialog = this.page.getByRole('dialog', { name: 'Rename the chat' })
    await dialog.getByLabel('Title').fill(to)
    await dialog.getByRole('button', { name: 'Save the title' }).click()
  }

  async remove(title: string): Promise<void> {
    await this.act(title, 'Delete')
    await this.page.getByRole('alertdialog').getByRole('button', { name: 'Delete the chat' }).click()
  }

  /** Chooses a verb from the menu of a conversation. */
  async act(title: string, verb: string): Promise<void> {
    await this.conversations.getByRole('button', { name: `Actions for ${title}` }).click()
    await this.page.getByRole('menuitem', { name: verb }).click()
  }
}

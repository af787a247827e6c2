import { expect, type Page } from '@playwright/test'
import { hydrated } from '@/e2e/pages/hydrated'

export interface Person {
  readonly username: string
  readonly password: string
}

let people = 0

/** Sign-up, sign-in and sign-out. */
export class Account {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  get username() {
    return this.page.getByLabel('Username')
  }

  get password() {
    return this.page.getByLabel('Password', { exact: true })
  }

  /** Why a form was not accepted. */
  get refusal() {
    return this.page.getByRole('main').getByRole('alert')
  }

  /** Creates an account that nobody has yet, and is signed in. */
  async signUp(): Promise<Person> {
    people += 1
    const person = { username: `person ${process.pid} ${people}`, password: 'correct horse battery' }
    await this.fillSignUp(person)
    await this.expectGreeting(person)
    return person
  }

  /** Opens the sign-up page, fills it in and sends it. */
  async fillSignUp({ username, password }: Person): Promise<void> {
    await this.page.goto('/sign-up')
    await hydrated(this.page)
    await this.username.fill(username)
    await this.password.fill(password)
    await this.page.getByRole('button', { name: 'Create account' }).click()
  }

  /** Opens the sign-in page, which leads on to `path`. */
  async openSignIn(path = '/'): Promise<void> {
    await this.page.goto(`/sign-in?callbackUrl=${encodeURIComponent(path)}`)
    await hydrated(this.page)
  }

  /** Fills in and sends the form of the sign-in page, which is open. */
  async signIn({ username, password }: Person): Promise<void> {
    await this.username.fill(username)
    await this.password.fill(password)
    await this.page.getByRole('button', { name: 'Sign in' }).click()
  }

  async expectGreeting({ username }: Person): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1 })).toHaveText(`What would you like to know, ${username}?`)
  }

  async openMenu(): Promise<void> {
    await this.page.getByRole('button', { name: /^Account of|的账户$/ }).click()
  }

  async signOut(): Promise<void> {
    await this.openMenu()
    await this.page.getByRole('menuitem', { name: 'Sign out' }).click()
    await expect(this.page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  }
}

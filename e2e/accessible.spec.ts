// Every page, looked at by axe (WCAG 2.2 AA and its good practices), light and dark.
import { globSync } from 'node:fs'
import type { Page } from '@playwright/test'
import axe, { type AxeResults, type RunOptions } from 'axe-core'
import { z } from 'zod'
import { mutate } from '@/e2e/api'
import { tramway } from '@/e2e/facts'
import { importChat, inTurn } from '@/e2e/importChat'
// On a server of its own: who signs up first is its administrator.
import { expect, mortalTest as test } from '@/e2e/test'
import { root } from '@/scripts/paths'

/** What is wrong with the page as it stands: the rule, and where. */
async function wrongs(page: Page, options: RunOptions): Promise<string[]> {
  // Nothing is judged in the middle of its appearing; what moves without end is left to move.
  await page.evaluate(() => {
    for (const animation of document.getAnimations()) if (animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY) animation.finish()
  })
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate<AxeResults>(`axe.run(document, ${JSON.stringify(options)})`)
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary = '' }) => `${id}: ${target.join(' ')}: ${failureSummary.replaceAll(/\s+/g, ' ')}`))
}

async function expectAccessible(page: Page, what: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' })
  expect.soft(await wrongs(page, {}), `${what}, light`).toEqual([])
  // In the dark nothing but the colours is another.
  await page.emulateMedia({ colorScheme: 'dark' })
  expect.soft(await wrongs(page, { runOnly: ['color-contrast', 'link-in-text-block'] }), `${what}, dark`).toEqual([])
}

/** The pages of the product, as their folders name them. */
const pages = globSync('app/**/page.tsx', { cwd: root() }).map((file) => file.replace(/^app/, '').replace(/\/page\.tsx$/, '').replaceAll(/\/\([^)]+\)/g, '') || '/')

test('C151 axe finds nothing wrong on any page', async ({ page, account, sidebar, knowledge, documents, chat }) => {
  test.setTimeout(300_000)
  const looked = new Set<string>()
  const look = async (route: string, ready: () => Promise<void>, what = ''): Promise<void> => {
    looked.add(route)
    await ready()
    await expectAccessible(page, `${route} ${what}`)
  }
  const heading = (name: string | RegExp) => expect(page.getByRole('heading', { level: 1, name })).toBeVisible()

  await account.openSignIn()
  await look('/sign-in', () => heading('Sign in'))
  await page.goto('/sign-up')
  await look('/sign-up', () => heading(/account/i))
  await account.signUp()
  await look('/', () => chat.expectComposer())
  await page.goto('/knowledge')
  await look('/knowledge', () => expect(page.getByText('Answers from your own documents')).toBeVisible(), 'empty')

  const basePath = await knowledge.create('Looked at')
  await look('/knowledge/[id]', () => knowledge.expectOpen('Looked at'), 'empty')
  await knowledge.upload([tramway.file])
  await knowledge.expectReady([tramway.file.name])
  await look('/knowledge/[id]', () => knowledge.expectReady([tramway.file.name]))
  await page.goto('/knowledge')
  await look('/knowledge', () => expect(page.getByRole('link', { name: 'Looked at' })).toBeVisible())
  await page.goto(`${basePath}/settings`)
  await look('/knowledge/[id]/settings', () => heading(/Settings/))
  await page.goto(`${basePath}/test?q=${encodeURIComponent(tramway.question)}`)
  await look('/knowledge/[id]/test', () => expect(page.getByRole('main').getByRole('link', { name: tramway.file.name }).first()).toBeVisible())

  await sidebar.goTo('New chat')
  await chat.ask(tramway.question)
  await chat.expectEnded()
  await look('/c/[id]', () => expect(chat.sources.first()).toBeVisible())
  await chat.answer.getByRole('button', { name: /passages? in “Looked at”/ }).click()
  await look('/c/[id]', () => expect(page.getByRole('dialog', { name: 'How this answer was made' }).getByText('cited as [1]')).toBeVisible(), 'with how an answer was made')
  await page.keyboard.press('Escape')
  const conversation = page.url()
  await chat.marker(tramway.sentence).click()
  await look('/c/[id]', () => documents.expectMarked(tramway.sentence), 'with a source')
  await chat.source.getByRole('link', { name: 'Open the document' }).click()
  await look('/knowledge/[id]/documents/[documentId]', () => documents.expectMarked(tramway.sentence))
  const ways = Array.from({ length: 5 }, (_, at) => ({ id: `w${at}`, parentId: 'm9', role: 'user' as const, content: `Way ${at}?` }))
  const long = await importChat(page, 'Long', [...inTurn(Array.from({ length: 10 }, (_, at) => `How high was the water on day ${at}?`)), ...ways])
  await page.goto(`/c/${long}`)
  await expect(chat.questions.last()).toContainText('Way 4?')
  await page.keyboard.press('Control+f')
  const search = page.getByRole('search').filter({ has: page.getByRole('textbox', { name: 'Find in this chat' }) })
  await page.getByRole('textbox', { name: 'Find in this chat' }).fill('water')
  await look('/c/[id]', () => expect(search.getByRole('status')).toHaveText(/of 10/), 'with its questions and what was found')
  await page.keyboard.press('Control+Shift+B')
  await look('/c/[id]', () => expect(page.getByRole('dialog', { name: 'Branches of this chat' }).getByRole('listitem')).toHaveCount(6), 'with its branches')
  await page.keyboard.press('Escape')
  await chat.question.pressSequentially('#')
  await look('/c/[id]', () => expect(page.getByRole('option')).toHaveCount(2), 'while a document is named')
  await page.keyboard.press('Enter')
  await look('/c/[id]', () => expect(page.getByRole('list', { name: 'Searched for this question alone' })).toBeVisible(), 'with a named document')
  const conversationId = new URL(conversation).pathname.split('/').at(-1)
  await page.goto(`/print/${conversationId}`)
  await look('/print/[id]', () => expect(page.getByText(tramway.question).first()).toBeVisible())
  const { token } = await mutate(page, 'shares.create', { conversationId }, z.object({ token: z.string() }))
  await page.goto(`/share/${token}`)
  await look('/share/[token]', () => expect(page.getByText(tramway.question).first()).toBeVisible())
  await page.goto('/assistants')
  await look('/assistants', () => expect(page.getByText('Set it up once, ask it often')).toBeVisible(), 'empty')
  const { id } = await mutate(page, 'assistants.create', { name: 'Reader' }, z.object({ id: z.string() }))
  await page.goto(`/assistants/${id}`)
  await look('/assistants/[id]', () => heading('Reader'))
  await page.goto('/archive')
  await look('/archive', () => heading(/./))
  await page.goto('/help')
  await look('/help', () => heading('Help'))
  await page.goto('/settings')
  await look('/settings', () => heading('Profile'))
  for (const [section, title] of [['profile', 'Profile'], ['security', 'Security'], ['keys', 'API keys'], ['models', 'Models'], ['usage', 'Usage'], ['data', 'Data and sharing']] as const) {
    await page.goto(`/settings/${section}`)
    await look(`/settings/${section}`, () => heading(title))
  }
  for (const [path, title] of [['', 'State of the server'], ['/users', 'Users'], ['/invitations', 'Invitations'], ['/models', /./], ['/tools', 'Tools'], ['/usage', 'Usage of everybody'], ['/audit', 'Audit log'], ['/settings', 'Settings for everybody']] as const) {
    await page.goto(`/admin${path}`)
    await look(`/admin${path}`, () => heading(title))
  }
  await page.goto('/admin/users')
  await page.getByRole('table').getByRole('button').first().click()
  await look('/admin/users', () => expect(page.getByRole('dialog')).toBeVisible(), 'with one of them')
  await page.goto('/admin/models')
  await expect(page.getByRole('heading', { level: 2, name: 'Usual models' })).toBeVisible()
  await page.getByRole('button', { name: 'Add a provider' }).click()
  await look('/admin/models', () => expect(page.getByRole('dialog')).toBeVisible(), 'with a new provider')
  await page.goto('/settings/keys')
  await page.getByRole('button', { name: 'New key' }).click()
  await look('/settings/keys', () => expect(page.getByRole('dialog')).toBeVisible(), 'with a new one')
  await page.goto('/reference')
  await page.getByText('/knowledge-bases', { exact: true }).first().click()
  await look('/reference', () => expect(page.getByRole('button', { name: 'Send' })).toBeVisible())
  await page.goto('/settings/team')
  await look('/settings/team', () => heading('Teams'))
  const team = await mutate(page, 'teams.create', { name: 'Readers' }, z.object({ id: z.string() }))
  await page.goto(`/settings/team/${team.id}`)
  await look('/settings/team/[id]', () => heading('Readers'))
  const invitation = await mutate(page, 'teams.invite', { teamId: team.id }, z.object({ token: z.string() }))
  await page.goto(`/join/${invitation.token}`)
  await look('/join/[token]', () => expect(page.getByText('You are in this team already')).toBeVisible())

  expect([...looked].toSorted()).toEqual(pages.toSorted())
})

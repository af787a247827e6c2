// The `test` of every journey: a server that the tests of a worker share, or one for a test that kills it, and a browser that may talk
// to nobody else.
import { type BrowserContext, expect, test as base } from '@playwright/test'
import { Account } from '@/e2e/pages/Account'
import { Chat } from '@/e2e/pages/Chat'
import { Documents } from '@/e2e/pages/Documents'
import { Knowledge } from '@/e2e/pages/Knowledge'
import { Lab } from '@/e2e/pages/Lab'
import { Sidebar } from '@/e2e/pages/Sidebar'
import { type Parley, startParley } from '@/e2e/server'
import { type FakeProvider, startFakeProvider } from '@/server/testing/fakeProvider'
import { type SearchServer, startSearchServer } from '@/server/testing/searchServer'

interface WorkerFixtures {
  /** builtin: no key and no network. connected: the fake provider for chat and embeddings. */
  world: 'builtin' | 'connected'
  provider: FakeProvider
  /** What questions that search the internet find, in the connected world. */
  internet: SearchServer
  /** The server of the worker. */
  shared: Parley
}

interface TestFixtures {
  /** The server that `page` belongs to; relative addresses mean it. */
  parley: Parley
  /** Fails the test when a page throws, or asks anybody but its own server for anything. */
  guard: void
  account: Account
  sidebar: Sidebar
  knowledge: Knowledge
  documents: Documents
  lab: Lab
  chat: Chat
}

/** The models of the connected world; what each does is in server/testing/fakeProvider.ts. */
const chatModels = ['fake-chat', 'fake-held', 'fake-hang', 'fake-error-midstream', 'fake-429', 'fake-vision'] as const

function environment(world: WorkerFixtures['world'], provider: FakeProvider, internet: SearchServer): Record<string, string> {
  const everywhere = { PROVIDER_ALLOW_PRIVATE: '127.0.0.1', TRUSTED_PROXIES: '1' }
  if (world === 'builtin') return { ...everywhere, WEB_SEARCH: 'off' }
  return {
    ...everywhere,
    OPENAI_BASE_URL: provider.url,
    OPENAI_API_KEY: 'secret-key-of-the-tests',
    CHAT_MODEL: chatModels.join(','),
    EMBEDDING_MODEL: 'fake-embedding',
    EMBEDDING_DIMENSIONS: '64',
    AGENT_MODULES: 'docs/examples/echoAgent.mjs',
    SEARXNG_URL: internet.url,
    WEB_ALLOW_PRIVATE: '127.0.0.1',
  }
}

const startTimeout = 180_000

export const test = base.extend<TestFixtures, WorkerFixtures>({
  world: ['builtin', { option: true, scope: 'worker' }],
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from its first parameter
  provider: [({}, use) => serving(startFakeProvider(), use), { scope: 'worker' }],
  // oxlint-disable-next-line no-empty-pattern -- as above
  internet: [({}, use) => serving(startSearchServer(), use), { scope: 'worker' }],
  shared: [({ world, provider, internet }, use) => serving(startParley(environment(world, provider, internet)), use), { scope: 'worker', timeout: startTimeout }],
  parley: ({ shared }, use) => use(shared),
  baseURL: ({ parley }, use) => use(parley.url),
  // Every test comes from an address of its own, as people do: sign-ups from one are counted.
  // oxlint-disable-next-line no-empty-pattern -- as above
  extraHTTPHeaders: ({}, use) => use({ 'x-forwarded-for': nextAddress() }),
  guard: [
    async ({ context, parley }, use, testInfo) => {
      const wrong = watched(context, parley.url)
      await use()
      if (testInfo.status !== testInfo.expectedStatus) await testInfo.attach('server output', { body: parley.output(), contentType: 'text/plain' })
      expect(wrong, 'errors in pages, and requests to other servers').toEqual([])
    },
    { auto: true },
  ],
  account: ({ page }, use) => use(new Account(page)),
  sidebar: ({ page }, use) => use(new Sidebar(page)),
  knowledge: ({ page }, use) => use(new Knowledge(page)),
  documents: ({ page }, use) => use(new Documents(page)),
  lab: ({ page }, use) => use(new Lab(page)),
  chat: ({ page }, use) => use(new Chat(page)),
})

/** With a server for each test, which may be killed. */
export const mortalTest = test.extend({
  parley: [({ world, provider, internet }, use) => serving(startParley(environment(world, provider, internet)), use), { scope: 'test', timeout: startTimeout }],
})

export { expect }

async function serving<S extends { close(): Promise<void> }>(starting: Promise<S>, use: (server: S) => Promise<void>): Promise<void> {
  const server = await starting
  try {
    await use(server)
  } finally {
    await server.close()
  }
}

let addresses = 0
function nextAddress(): string {
  addresses += 1
  return `10.0.${addresses >> 8}.${addresses & 255}`
}

/** What goes wrong in the pages of a context, as it happens. */
function watched(context: BrowserContext, url: string): string[] {
  const wrong: string[] = []
  context.on('weberror', (error) => wrong.push(String(error.error().stack)))
  context.on('request', (request) => {
    if (/^(https?|wss?):/.test(request.url()) && !request.url().startsWith(`${url}/`)) wrong.push(`asked for ${request.url()}`)
  })
  return wrong
}

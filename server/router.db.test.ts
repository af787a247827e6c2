import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { GET, POST } from '@/app/api/trpc/[trpc]/route'
import type { Actor } from '@/server/auth/actor'
import * as auth from '@/server/auth/service'
import { newId } from '@/server/ids'
import { appRouter } from '@/server/router'
import { createPerson } from '@/server/testing/people'
import { createRecords, type Records } from '@/server/testing/records'
import { post, request, signIn } from '@/server/testing/requests'
import { startWebServer } from '@/server/testing/webServer'

vi.hoisted(() => {
  process.env.WEB_ALLOW_PRIVATE = '127.0.0.1'
})

/** A page for everybody. */
const page = await startWebServer((_request, response) => response.setHeader('content-type', 'text/plain').end('A page.'))
afterAll(() => page.close())

/** Somebody who has a password. */
const credentials = { username: `known-${newId()}`, password: 'long enough' }
await auth.register(credentials, newId())
const { refreshToken } = await auth.signInForTokens(credentials, newId())

/** Who a procedure answers, and an input that its owner may send. A procedure that is not in this table fails the test below. */
type Access =
  | { readonly for: 'anybody'; readonly input?: unknown }
  /** Nothing in the input belongs to anybody. */
  | { readonly for: 'user'; readonly input?: unknown }
  /** Answers administrators alone. */
  | { readonly for: 'admin'; readonly input?: unknown }
  /** The input names records; `inputs` are to be refused when any of them is somebody else's. */
  | { readonly for: 'owner'; readonly inputs: (theirs: Records, own: Records) => unknown[] }

const owner = (input: (records: Records) => unknown): Access => ({ for: 'owner', inputs: (theirs) => [input(theirs)] })

/** One document of theirs, and one of theirs beside one's own. */
const ofDocuments = (pick: (records: Records) => string): Access => ({ for: 'owner', inputs: (theirs, own) => [[pick(theirs)], [pick(own), pick(theirs)]].map((ids) => ({ ids })) })

const table: Record<string, Access> = {
  'assistants.list': { for: 'user' },
  'assistants.get': owner(({ assistant }) => ({ id: assistant })),
  'assistants.create': {
    for: 'owner',
    inputs: (theirs, own) => [
      { name: `New ${newId()}`, knowledgeBaseIds: [theirs.base] },
      { name: `New ${newId()}`, knowledgeBaseIds: [own.base, theirs.base] },
    ],
  },
  'assistants.update': {
    for: 'owner',
    inputs: (theirs, own) => [
      { id: theirs.assistant, name: 'Stolen' },
      { id: own.assistant, knowledgeBaseIds: [theirs.base] },
    ],
  },
  'assistants.remove': owner(({ assistant }) => ({ id: assistant })),
  'assistants.share': {
    for: 'owner',
    inputs: (theirs, own) => [
      { id: theirs.assistant, team: null },
      { id: own.assistant, team: { id: theirs.team, access: 'read' } },
    ],
  },
  'assistants.prompts.list': owner(({ assistant }) => ({ id: assistant })),
  'assistants.prompts.restore': owner(({ assistant }) => ({ id: assistant, version: 1 })),
  'assistants.conversations.list': owner(({ assistant }) => ({ id: assistant })),
  'assistants.conversations.create': owner(({ assistant }) => ({ assistantId: assistant })),
  'assistants.agentModules': { for: 'user' },
  'attachments.list': {
    for: 'owner',
    inputs: (theirs, own) => [{ ids: [theirs.attachment] }, { ids: [own.attachment, theirs.attachment] }],
  },
  'attachments.retry': owner(({ attachment }) => ({ id: attachment })),
  'attachments.remove': owner(({ attachment }) => ({ id: attachment })),
  'audit.list': { for: 'admin', input: {} },
  'auth.me': { for: 'anybody' },
  'auth.register': { for: 'anybody', input: { username: `new-${newId()}`, password: 'long enough' } },
  'auth.signIn': { for: 'anybody', input: credentials },
  'auth.refresh': { for: 'anybody', input: { refreshToken } },
  'auth.signOut': { for: 'user' },
  'auth.keys.list': { for: 'user' },
  'auth.keys.create': { for: 'user', input: { name: 'Mine', scopes: ['chat'] } },
  'auth.keys.revoke': owner(({ key }) => ({ id: key })),
  'chat.stop': owner(({ answer }) => ({ answerId: answer })),
  'chat.sendNow': owner(({ queued }) => ({ answerId: queued })),
  'chat.previewPrompt': {
    for: 'owner',
    inputs: (theirs, own) => [
      { question: 'canary', knowledgeBaseIds: [theirs.base] },
      { question: 'canary', knowledgeBaseIds: [own.base], indexId: theirs.index },
    ],
  },
  'chunks.list': owner(({ ready }) => ({ documentId: ready })),
  'chunks.get': owner(({ chunk }) => ({ id: chunk })),
  'chunks.getByIndex': owner(({ ready }) => ({ documentId: ready, index: 0 })),
  'chunks.at': owner(({ ready }) => ({ documentId: ready, offset: 0 })),
  'chunks.add': owner(({ ready }) => ({ documentId: ready, text: 'Stolen' })),
  'chunks.edit': owner(({ chunk }) => ({ id: chunk, text: 'Stolen' })),
  'chunks.remove': owner(({ ready, chunk }) => ({ documentId: ready, ids: [chunk] })),
  'citations.compare': owner(({ answer }) => ({ answerId: answer, ordinal: 1 })),
  'citations.mark': owner(({ answer }) => ({ answerId: answer, ordinal: 1, isWrong: true })),
  'citations.details': owner(({ conversation }) => ({ conversationId: conversation })),
  'conversations.list': { for: 'user', input: {} },
  'conversations.get': owner(({ conversation }) => ({ id: conversation })),
  'conversations.pulse': owner(({ conversation }) => ({ id: conversation })),
  'conversations.editQueued': owner(({ queued }) => ({ id: queued, text: 'Stolen' })),
  'conversations.removeQueued': owner(({ queued }) => ({ id: queued })),
  'conversations.editQuestion': owner(({ question }) => ({ id: question, text: 'Stolen' })),
  'conversations.showVersion': owner(({ answer }) => ({ id: answer })),
  'conversations.removeExchange': owner(({ question }) => ({ id: question })),
  'conversations.rate': owner(({ answer }) => ({ id: answer, feedback: 'down', text: 'Stolen' })),
  'conversations.rename': owner(({ conversation }) => ({ id: conversation, title: 'Stolen' })),
  'conversations.instruct': owner(({ conversation }) => ({ id: conversation, systemPrompt: 'Stolen' })),
  'conversations.remove': owner(({ conversation }) => ({ id: conversation })),
  'conversations.place': {
    for: 'owner',
    inputs: (theirs, own) => [
      { ids: [theirs.conversation], isArchived: true },
      { ids: [own.conversation, theirs.conversation], isPinned: true },
      { ids: [own.conversation], folderId: theirs.folder },
    ],
  },
  'conversations.removeMany': { for: 'owner', inputs: (theirs, own) => [{ ids: [theirs.conversation] }, { ids: [own.conversation, theirs.conversation] }] },
  'documents.list': owner(({ base }) => ({ knowledgeBaseId: base })),
  'documents.get': owner(({ document }) => ({ id: document })),
  'documents.blocks': owner(({ document }) => ({ id: document })),
  'documents.blockAt': owner(({ document }) => ({ id: document, offset: 0 })),
  'documents.importPage': owner(({ base }) => ({ knowledgeBaseId: base, url: `http://127.0.0.1:${page.port}/` })),
  'documents.pasteText': owner(({ base }) => ({ knowledgeBaseId: base, text: 'Stolen' })),
  'documents.update': owner(({ document }) => ({ id: document, isEnabled: false })),
  'documents.attempts': owner(({ document }) => ({ id: document })),
  'documents.preview': owner(({ document }) => ({ id: document, chunking: {} })),
  'documents.retry': ofDocuments(({ failed }) => failed),
  'documents.retryFailed': owner(({ base }) => ({ knowledgeBaseId: base })),
  'documents.reread': ofDocuments(({ ready }) => ready),
  'documents.cancel': ofDocuments(({ document }) => document),
  'documents.setEnabled': { for: 'owner', inputs: (theirs, own) => [[theirs.document], [own.document, theirs.document]].map((ids) => ({ ids, isEnabled: false })) },
  'documents.remove': ofDocuments(({ document }) => document),
  'evaluation.questions.list': owner(({ base }) => ({ knowledgeBaseId: base })),
  'evaluation.questions.create': {
    for: 'owner',
    inputs: (theirs, own) => [
      { knowledgeBaseId: theirs.base, question: 'Stolen?', expected: [{ chunkId: theirs.chunk }] },
      { knowledgeBaseId: own.base, question: 'Stolen?', expected: [{ chunkId: theirs.chunk }] },
      { knowledgeBaseId: own.base, question: 'Stolen?', expected: [{ documentId: theirs.ready, start: 0, end: 6 }] },
    ],
  },
  'evaluation.questions.update': {
    for: 'owner',
    inputs: (theirs, own) => [
      { id: theirs.testQuestion, question: 'Stolen?' },
      { id: own.testQuestion, expected: [{ chunkId: theirs.chunk }] },
    ],
  },
  'evaluation.questions.remove': owner(({ testQuestion }) => ({ id: testQuestion })),
  'evaluation.questions.suggest': owner(({ base }) => ({ knowledgeBaseId: base })),
  'evaluation.questions.export': owner(({ base }) => ({ knowledgeBaseId: base })),
  'evaluation.questions.import': owner(({ base }) => ({ knowledgeBaseId: base, jsonl: '' })),
  'evaluation.runs.list': owner(({ base }) => ({ knowledgeBaseId: base })),
  'evaluation.runs.get': owner(({ testRun }) => ({ id: testRun })),
  'evaluation.runs.start': {
    for: 'owner',
    inputs: (theirs, own) => [{ knowledgeBaseId: theirs.base }, { knowledgeBaseId: own.base, indexId: theirs.index }],
  },
  'evaluation.runs.remove': owner(({ testRun }) => ({ id: testRun })),
  'evaluation.runs.compare': {
    for: 'owner',
    inputs: (theirs, own) => [
      { a: theirs.testRun, b: theirs.testRun },
      { a: own.testRun, b: theirs.testRun },
    ],
  },
  'folders.list': { for: 'user' },
  'folders.create': { for: 'user', input: { name: 'Mine' } },
  'folders.rename': owner(({ folder }) => ({ id: folder, name: 'Stolen' })),
  'folders.remove': owner(({ folder }) => ({ id: folder })),
  'knowledge.list': { for: 'user' },
  'knowledge.get': owner(({ base }) => ({ id: base })),
  'knowledge.create': { for: 'user', input: { name: 'Mine' } },
  'knowledge.createSample': { for: 'user' },
  'knowledge.update': owner(({ base }) => ({ id: base, name: 'Stolen' })),
  'knowledge.indexes.list': owner(({ base }) => ({ id: base })),
  'knowledge.indexes.build': owner(({ base }) => ({ knowledgeBaseId: base, chunking: {} })),
  'knowledge.indexes.switchTo': owner(({ index }) => ({ id: index })),
  'knowledge.indexes.discard': owner(({ index }) => ({ id: index })),
  'knowledge.share': {
    for: 'owner',
    inputs: (theirs, own) => [
      { id: theirs.base, team: null },
      { id: own.base, team: { id: theirs.team, access: 'read' } },
    ],
  },
  'knowledge.remove': owner(({ base }) => ({ id: base })),
  'models.overview': { for: 'user' },
  'receipts.list': { for: 'user' },
  'search.messages': { for: 'user', input: { search: 'canary' } },
  'search.titles': { for: 'user', input: { search: 'sings' } },
  'settings.get': { for: 'admin' },
  'settings.update': { for: 'admin', input: { registration: 'open' } },
  'shares.list': { for: 'user', input: {} },
  'shares.create': owner(({ conversation }) => ({ conversationId: conversation })),
  'shares.revoke': owner(({ share }) => ({ id: share })),
  'teams.list': { for: 'user' },
  'teams.get': owner(({ team }) => ({ id: team })),
  'teams.create': { for: 'user', input: { name: 'Mine' } },
  'teams.rename': owner(({ team }) => ({ id: team, name: 'Stolen' })),
  'teams.remove': owner(({ team }) => ({ id: team })),
  'teams.leave': owner(({ left }) => ({ id: left })),
  'teams.setRole': owner(({ team, member }) => ({ teamId: team, userId: member, role: 'admin' })),
  'teams.removeMember': owner(({ team, member }) => ({ teamId: team, userId: member })),
  'teams.invite': owner(({ team }) => ({ teamId: team })),
  'teams.revoke': owner(({ invitation }) => ({ id: invitation })),
  'teams.offer': { for: 'user', input: { token: offered } },
  'teams.join': { for: 'user', input: { token: offered } },
  'retrieval.explain': {
    for: 'owner',
    inputs: (theirs, own) => [
      { question: 'canary', knowledgeBaseIds: [theirs.base], chunkId: theirs.chunk },
      { question: 'canary', knowledgeBaseIds: [own.base], chunkId: theirs.chunk },
      { question: 'canary', knowledgeBaseIds: [own.base], indexId: theirs.index, chunkId: own.chunk },
    ],
  },
  'retrieval.search': {
    for: 'owner',
    inputs: (theirs, own) => [
      { question: 'canary', knowledgeBaseIds: [theirs.base] },
      { question: 'canary', knowledgeBaseIds: [own.base, theirs.base] },
      { question: 'canary', knowledgeBaseIds: [own.base], indexId: theirs.index },
      { question: 'canary', knowledgeBaseIds: [own.base], settings: { filters: { documentIds: [theirs.ready] } } },
    ],
  },
}

const procedureSchema = z.object({ _def: z.object({ type: z.enum(['query', 'mutation']), output: z.unknown().optional() }) })
const procedures = Object.entries(appRouter._def.procedures).map(([path, procedure]) => {
  const { type, output } = procedureSchema.parse(Object.assign({}, procedure))._def
  return { path, type, hasOutput: output !== undefined }
})
const owned = procedures.flatMap(({ path, type }) => {
  const access = table[path]
  return access?.for === 'owner' ? [{ path, type, inputs: access.inputs }] : []
})

let ownerOf: Actor
let theirs: Records
let own: Records
let ownerCookie: string
let strangerCookie: string
/** Two people who have everything that one can have. */
async function newPeople(): Promise<void> {
  ownerOf = await createPerson()
  const stranger = await createPerson()
  theirs = await createRecords(ownerOf)
  own = await createRecords(stranger)
  ownerCookie = await signIn(ownerOf)
  strangerCookie = await signIn(stranger)
}

const answerSchema = z.union([
  z.object({ error: z.object({ message: z.string(), code: z.number(), data: z.object({ kind: z.string(), code: z.string() }) }) }),
  z.object({ result: z.object({ data: z.unknown().optional() }) }),
])

/** A call over the route, as the page makes it. */
async function call(path: string, type: string, input: unknown, cookie: string | null) {
  const context = { params: Promise.resolve({}) }
  const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`
  const response = type === 'query' ? await GET(request(`/api/trpc/${path}${query}`, cookie), context) : await POST(post(`/api/trpc/${path}`, cookie, input), context)
  const text = await response.text()
  return { status: response.status, text, body: answerSchema.parse(JSON.parse(text)) }
}

const data = ({ body }: Awaited<ReturnType<typeof call>>): string => JSON.stringify('result' in body ? body.result.data : expect.fail(JSON.stringify(body)))

describe('every procedure', () => {
  beforeAll(newPeople)

  test('is in the table of this test', () => {
    expect(procedures.map(({ path }) => path).toSorted()).toEqual(Object.keys(table).toSorted())
  })

  test.each(procedures)('$path says what it gives, so that no column leaks', ({ hasOutput }) => {
    expect(hasOutput).toBe(true)
  })

  test.each(procedures.filter(({ path }) => table[path]?.for === 'anybody'))('$path answers nobody in particular', async ({ path, type }) => {
    const access = table[path]
    const input = access !== undefined && 'input' in access ? access.input : undefined
    expect((await call(path, type, input, null)).status).toBe(200)
  })

  test.each(procedures.filter(({ path }) => table[path]?.for !== 'anybody'))('$path refuses who has not signed in', async ({ path, type }) => {
    const access = table[path]
    const input = access?.for === 'owner' ? access.inputs(theirs, own)[0] : access?.input
    const { status, body } = await call(path, type, input, null)
    expect(status).toBe(401)
    expect(body).toMatchObject({ error: { message: 'Sign in first', data: { kind: 'unauthenticated' } } })
  })
})

describe('what only administrators may do', () => {
  const admins = procedures.flatMap(({ path, type }) => {
    const access = table[path]
    return access?.for === 'admin' ? [{ path, type, input: access.input }] : []
  })

  test('is refused to everybody else, and works for them', async () => {
    const adminCookie = await signIn(await createPerson(undefined, 'admin'))
    const cookie = await signIn(await createPerson())
    for (const { path, type, input } of admins) {
      const { status, body } = await call(path, type, input, cookie)
      expect([path, status]).toEqual([path, 403])
      expect(body).toMatchObject({ error: { message: 'Only administrators may do this', data: { kind: 'forbidden' } } })
      expect([path, (await call(path, type, input, adminCookie)).status]).toEqual([path, 200])
    }
  })
})

describe('what belongs to somebody else', () => {
  // A change may take away what the next one is about; what only reads does not.
  describe.each([
    ['is read', 'query', beforeAll],
    ['is changed', 'mutation', beforeEach],
  ] as const)('when it %s', (_name, kind, before) => {
    before(newPeople)

    test.each(owned.filter(({ type }) => type === kind))('does not exist for $path, and its owner has it', async ({ path, type, inputs }) => {
      for (const input of inputs(theirs, own)) {
        const foreign = await call(path, type, input, strangerCookie)
        expect(foreign.status).toBe(404)
        expect(foreign.body).toMatchObject({ error: { data: { kind: 'not_found' } } })
        // Byte for byte what is said of an id that never was.
        const never = JSON.parse(Object.values(theirs).reduce((text, id) => text.replaceAll(id, newId()), JSON.stringify(input)))
        expect(foreign.text).toBe((await call(path, type, never, strangerCookie)).text)
      }
      // The positive twin: the same input works for who owns it all.
      expect((await call(path, type, inputs(theirs, theirs)[0], ownerCookie)).status).toBe(200)
    })
  })

  describe('when it is listed', () => {
    beforeAll(newPeople)

    test('is in no list', async () => {
      const lists = [
        await call('conversations.list', 'query', {}, strangerCookie),
        await call('conversations.list', 'query', { folderId: theirs.folder }, strangerCookie),
        await call('knowledge.list', 'query', undefined, strangerCookie),
        await call('documents.list', 'query', { knowledgeBaseId: own.base }, strangerCookie),
        await call('assistants.list', 'query', undefined, strangerCookie),
        await call('search.messages', 'query', { search: 'sings' }, strangerCookie),
        await call('search.titles', 'query', { search: 'sings' }, strangerCookie),
        await call('folders.list', 'query', undefined, strangerCookie),
        await call('shares.list', 'query', { conversationId: theirs.conversation }, strangerCookie),
      ]
      const [conversations, , bases, documents, assistants, messages, titles, folders] = lists.map(data)
      expect(messages).toContain(own.question)
      expect(titles).toContain(own.conversation)
      expect(folders).toContain(own.folder)
      expect(conversations).toContain(own.conversation)
      expect(bases).toContain(own.base)
      expect(documents).toContain(own.document)
      expect(assistants).toContain(own.assistant)
      for (const id of Object.values(theirs)) expect(lists.map(data).join()).not.toContain(id)
    })

    test('is counted in no count', async () => {
      expect(data(await call('knowledge.get', 'query', { id: own.base }, strangerCookie))).toContain('"documentCount":3')
    })
  })
})

describe('what a request may say', () => {
  beforeAll(newPeople)

  test.each([
    ['a field that is not asked for', { id: newId(), ownerId: newId() }],
    ['an operator in the place of an id', { id: { contains: '' } }],
    ['an id with a condition', { id: "x' OR '1'='1" }],
    ['null', null],
    ['a list', [newId()]],
  ])('not %s', async (_name, input) => {
    const { status, text } = await call('documents.get', 'query', input, strangerCookie)
    expect(status).toBe(400)
    expect(text).not.toMatch(/stack|prisma/i)
  })

  test('NUL in a text is no failure of the server', async () => {
    const nul = 'a\0b'
    const calls = [
      await call('knowledge.create', 'mutation', { name: nul }, strangerCookie),
      await call('knowledge.update', 'mutation', { id: own.base, name: `${nul}c` }, strangerCookie),
      await call('conversations.rename', 'mutation', { id: own.conversation, title: nul }, strangerCookie),
      await call('search.messages', 'query', { search: nul }, strangerCookie),
      await call('search.titles', 'query', { search: nul }, strangerCookie),
      await call('folders.create', 'mutation', { name: nul }, strangerCookie),
      await call('retrieval.search', 'query', { question: nul, knowledgeBaseIds: [own.base] }, strangerCookie),
      await call('auth.register', 'mutation', { username: nul, password: 'long enough' }, strangerCookie),
    ]
    for (const { status } of calls) expect([200, 400]).toContain(status)
  })

  test('eleven calls in one batch are refused, ten are not', async () => {
    const batch = async (size: number): Promise<number> => {
      const paths = Array.from({ length: size }, () => 'auth.me').join(',')
      return (await GET(request(`/api/trpc/${paths}?batch=1&input=${encodeURIComponent('{}')}`, null), { params: Promise.resolve({}) })).status
    }
    expect(await batch(10)).toBe(200)
    expect(await batch(11)).toBe(400)
  })

  test('nor more than two megabytes', async () => {
    const { status } = await call('knowledge.create', 'mutation', { name: 'x'.repeat(2_000_001) }, strangerCookie)
    expect(status).toBe(413)
  })

  test('the same name for two bases at once is one base and one refusal', async () => {
    const results = await Promise.all(Array.from({ length: 6 }, () => call('knowledge.create', 'mutation', { name: 'Twice' }, strangerCookie)))
    expect(results.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409, 409, 409])
    const renamed = await call('knowledge.update', 'mutation', { id: own.base, name: 'ＴＷＩＣＥ' }, strangerCookie)
    expect(renamed.status).toBe(409)
  })
})

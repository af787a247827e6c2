import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { GET, POST } from '@/app/api/trpc/[trpc]/route'
import type { Actor } from '@/server/auth/actor'
import { newId } from '@/server/ids'
import { appRouter } from '@/server/router'
import { createWorld, memberStatus, procedureAccess } from '@/server/testing/access/procedures'
import { createPerson } from '@/server/testing/people'
import { createRecords, type Records } from '@/server/testing/records'
import { post, request, signIn } from '@/server/testing/requests'

vi.hoisted(() => {
  process.env.WEB_ALLOW_PRIVATE = '127.0.0.1'
})

const world = await createWorld()
afterAll(world.close)
/** A new procedure is entered in server/testing/access/procedures.ts. */
const table = procedureAccess(world)

const procedureSchema = z.object({ _def: z.object({ type: z.enum(['query', 'mutation']), output: z.unknown().optional() }) })
const procedures = Object.entries(appRouter._def.procedures).map(([path, procedure]) => {
  const { type, output } = procedureSchema.parse(Object.assign({}, procedure))._def
  return { path, type, hasOutput: output !== undefined }
})
const owned = procedures.flatMap(({ path, type }) => {
  const access = table[path]
  return access?.for === 'owner' ? [{ path, type, ...access }] : []
})

let ownerOf: Actor
let theirs: Records
let own: Records
let ownerCookie: string
let strangerCookie: string
let memberCookie: string
/** Two people who have everything that one can have, and a member of the team that the first one shares it with, to be read. */
async function newPeople(): Promise<void> {
  ownerOf = await createPerson()
  const stranger = await createPerson()
  const member = await createPerson()
  theirs = await createRecords(ownerOf, member)
  own = await createRecords(stranger)
  ownerCookie = await signIn(ownerOf)
  strangerCookie = await signIn(stranger)
  memberCookie = await signIn(member)
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

    test.each(owned.filter(({ type }) => type === kind))('does not exist for $path, and its owner has it', async ({ path, type, inputs, shared }) => {
      for (const input of inputs(theirs, own)) {
        const foreign = await call(path, type, input, strangerCookie)
        expect(foreign.status).toBe(404)
        expect(foreign.body).toMatchObject({ error: { data: { kind: 'not_found' } } })
        // Byte for byte what is said of an id that never was.
        const never = JSON.parse(Object.values(theirs).reduce((text, id) => text.replaceAll(id, newId()), JSON.stringify(input)))
        expect(foreign.text).toBe((await call(path, type, never, strangerCookie)).text)
      }
      // What a member could change would not be there for its owner any more.
      if (kind === 'query' || shared !== 'read') expect((await call(path, type, inputs(theirs, theirs)[0], memberCookie)).status).toBe(memberStatus(shared, 'read'))
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

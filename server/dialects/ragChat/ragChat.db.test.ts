import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import type { Actor } from '@/server/auth/actor'
import { db } from '@/server/database'
import { newId } from '@/server/ids'
import { purge } from '@/server/ingestion/purge'
import { ingestAndSettle } from '@/server/ingestion/settleIndex'
import { startWorker } from '@/server/jobs/worker'
import { type Ask, bodyOf, clientOf, formWith, tokenOf } from '@/server/testing/dialectClient'
import { startDialectServer } from '@/server/testing/dialectServer'
import { createBase } from '@/server/testing/documents'
import { typeset, writePdf } from '@/server/testing/pdf'
import { createPerson } from '@/server/testing/people'
import { eventsIn, type ServerEvent } from '@/server/testing/sse'

const provider = await vi.hoisted(async () => {
  process.env.EMBEDDING_DIMENSIONS = '64'
  process.env.MAX_FILE_SIZE = '1'
  process.env.CHAT_MODEL = 'fake-chat,fake-500,fake-error-midstream,fake-held'
  return (await import('@/server/testing/fakeProvider')).useFakeProvider({ embedding: 'fake-embedding', reranker: 'fake-rerank' })
})
const server = await startDialectServer()
const worker = startWorker({ ingest: ingestAndSettle, purge })
afterAll(async () => {
  await worker.stop()
  await Promise.all([server.close(), provider.close()])
})

const heron = 'The heron of the Lune stands 94 centimetres tall and waits for eels.'
const ferry = 'The ferry to the island leaves every forty minutes from the quay.'

let person: Actor
let me: Ask
let stranger: Ask
let document: string
const uploadedSchema = z.strictObject({
  id: z.uuid(),
  filename: z.string(),
  content: z.string(),
  created_at: z.iso.datetime(),
  metadata: z.strictObject({ filename: z.string(), file_type: z.string(), page_count: z.int().nullable(), additional_metadata: z.unknown() }),
})
beforeAll(async () => {
  person = await createPerson()
  ;[me, stranger] = await Promise.all([clientOf(server.url, person), clientOf(server.url, await createPerson())])
  const form = formWith({}, { 'lune.pdf': writePdf([typeset(heron), typeset(ferry)]) })
  document = uploadedSchema.parse(await bodyOf(await me('/documents/upload', { form }))).id
})

const dataOf = (events: readonly ServerEvent[]) => events.map(({ name, data }): [string, Record<string, unknown>] => [name, z.record(z.string(), z.unknown()).parse(JSON.parse(data))])
const tokensOf = (events: readonly ServerEvent[]): string => dataOf(events).map(([, { token }]) => (typeof token === 'string' ? token : '')).join('')
const send = async (body: Record<string, unknown>, status = 200) => {
  const response = await me('/chat/send', { body, headers: { accept: 'text/event-stream' } })
  return status === 200 ? eventsIn(z.string().parse(await bodyOf(response))) : response
}
const events = async (body: Record<string, unknown>): Promise<ServerEvent[]> => {
  const sent = await send(body)
  return Array.isArray(sent) ? sent : []
}
const sessionOf = (sent: readonly ServerEvent[]): string => z.object({ session_id: z.uuid() }).parse(JSON.parse(sent[0]?.data ?? '{}')).session_id
const question = 'How tall is the heron of the Lune?'

describe('sending', () => {
  test('S2-10 S2-12 S2-13 C23 C24 C37 C39 C40 C69 X33 tells session, status, tokens, citations, the whole and done, in this order, and the citations lead to their passages', async () => {
    const sent = await events({ message: question, session_id: null, search_options: { score_threshold: 0.5 }, dataset_id: null })
    const all = dataOf(sent)
    const kinds = all.map(([name, data]) => (name === 'message' ? (Object.keys(data)[0] ?? '') : name)).filter((kind, at, list) => kind !== list[at - 1])
    expect(kinds).toEqual(['session_id', 'status', 'token', 'citation', 'content', 'done'])
    expect(all[0]).toEqual(['message', { session_id: expect.any(String), title: question }])
    const statuses = all.flatMap(([, { status }]) => (status === undefined ? [] : [status]))
    expect(statuses).toEqual(['Retrieving documents', expect.stringMatching(/^\d passages were found\. Generating the answer$/)])
    const citation = { document_id: document, filename: 'lune.pdf', chunk_index: 0, page_number: 1 }
    expect(all.filter(([name]) => name === 'citation')).toEqual([['citation', citation]])
    expect(all.at(-2)).toEqual(['message', { content: tokensOf(sent), citations: [citation] }])
    expect(all.at(-1)).toEqual(['done', {}])
    expect(tokensOf(sent)).toContain('94 centimetres tall and waits for eels. [1]')
    expect(await bodyOf(await me(`/documents/${citation.document_id}/chunks/${citation.chunk_index}`))).toMatchObject({ content: expect.stringContaining(heron) })
    // The second question begins no session.
    const second = await events({ message: 'And now?', session_id: sessionOf(sent), event_names: true })
    expect(dataOf(second).map(([name]) => name).filter((name, at, list) => name !== list[at - 1])).toEqual(['status', 'token', 'citation', 'final', 'done'])
  })

  test('S2-11 S2-02 C06 C38 by GET, with its token in the query there and nowhere else', async () => {
    const token = await tokenOf(person)
    const address = (path: string, query: Record<string, string>): string => `${server.url}${path}?${new URLSearchParams(query).toString()}`
    const asked = { message: question, session_id: '', search_options: '{"k":1,"search_type":"HYBRID","score_threshold":0.5}', auth_token: token }
    const response = await fetch(address('/chat/send', asked), { headers: { accept: 'text/event-stream' } })
    expect(response.headers.get('content-type')).toContain('text/event-stream')
    const sent = eventsIn(await response.text())
    expect(tokensOf(sent)).toContain('94 centimetres')
    expect(dataOf(sent).at(-1)).toEqual(['done', {}])
    const refused = [
      fetch(address('/chat/sessions', { auth_token: token })),
      fetch(address('/chat/send', asked), { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"message":"x"}' }),
      fetch(address('/chat/send', { ...asked, auth_token: 'forged' })),
      fetch(address('/chat/send', { message: 'x' })),
    ]
    for (const wrong of await Promise.all(refused)) expect([wrong.status, await wrong.json()]).toEqual([401, { detail: expect.stringMatching(/./) }])
    const bad = [{ search_options: '{k:4}' }, { search_options: '{"k":0}' }, { message: '' }, { message: 'x'.repeat(9_000) }]
    for (const change of bad) {
      const wrong = await fetch(address('/chat/send', { ...asked, ...change }))
      expect([wrong.status, await wrong.json()]).toEqual([400, { detail: expect.stringMatching(/./) }])
    }
  })

  test('S2-25 C42 a reader that comes back goes on where it was, nothing is asked twice, and who has seen the end is told to stay away', async () => {
    const sent = await events({ message: question, search_options: { score_threshold: 0.5 } })
    const session = sessionOf(sent)
    for (const [at, { id = '' }] of sent.entries()) {
      const again = await me('/chat/send?message=ignored&auth_token=', { headers: { 'last-event-id': id } })
      const rest = again.status === 204 ? [] : eventsIn(await again.text())
      const joined = [...sent.slice(0, at + 1), ...rest]
      expect(tokensOf(joined)).toBe(tokensOf(sent))
      expect(joined.filter(({ name }) => name === 'citation')).toHaveLength(1)
      expect(joined.filter(({ name }) => name === 'done')).toHaveLength(1)
      expect(again.status).toBe(at === sent.length - 1 ? 204 : 200)
      expect((await stranger('/chat/send?message=x', { headers: { 'last-event-id': id } })).status).toBe(404)
    }
    expect(await db.message.count({ where: { conversationId: session } })).toBe(2)
  })

  test('S2-12 C41 a model that fails is an error event and the end, and gives away no key', async () => {
    const { id } = await db.conversation.create({ data: { id: newId(), tenantId: person.tenantId, ownerId: person.userId, title: 'Failing', modelId: 'openai/fake-error-midstream' } })
    const sent = dataOf(await events({ message: 'Hello', session_id: id, dataset_id: await createBase(person) }))
    expect(sent.slice(-2)).toEqual([['error', { error: expect.stringMatching(/provider/i) }], ['done', {}]])
    expect(JSON.stringify(sent)).not.toMatch(/secret-/)
  })

  test.each([
    [{}, 400],
    [{ message: '   ' }, 400],
    [{ message: 'x', search_options: { k: 0 } }, 400],
    [{ message: 'x', search_options: { k: '4' } }, 400],
    [{ message: 'x', search_options: { score_threshold: 1.2 } }, 400],
    [{ message: 'x', search_options: { lambda_mult: -1 } }, 400],
    [{ message: 'x', search_options: { search_type: 'FUZZY' } }, 400],
    [{ message: 'x', search_options: { k: 10, fetch_k: 5 } }, 400],
    [{ message: 'x', search_options: { rerank: 'yes' } }, 400],
    [{ message: 'x', search_options: { unknown: 1 } }, 400],
    [{ message: 'x', session_id: newId() }, 404],
    [{ message: 'x', session_id: 'no-id' }, 404],
    [{ message: 'x', dataset_id: newId() }, 404],
  ])('S2-03 S2-05 S2-20 C97 C99 C118 refuses %j with %i', async (body, status) => {
    const response = await me('/chat/send', { body })
    expect([response.status, await response.json()]).toEqual([status, { detail: expect.stringMatching(/./) }])
  })

  test('S2-20 C94 C95 C96 C98 C99 searches as its options say', async () => {
    const settings = async (search_options: Record<string, unknown> | undefined, dataset_id: string | null = null) => {
      const session = sessionOf(await events({ message: question, dataset_id, ...(search_options === undefined ? {} : { search_options }) }))
      const { messages } = z.object({ messages: z.array(z.object({ id: z.uuid() })) }).parse(await bodyOf(await me(`/chat/sessions/${session}`)))
      const { activity } = await db.message.findUniqueOrThrow({ where: { id: messages.at(-1)?.id ?? '' } })
      return z.object({ retrieval: z.object({ knowledgeBaseIds: z.array(z.string()), settings: z.record(z.string(), z.unknown()), rerank: z.object({ status: z.string() }) }) }).parse(activity).retrieval
    }
    expect((await settings(undefined)).settings).toMatchObject({ mode: 'similarity', limit: 4, scoreThreshold: expect.closeTo(0.4), lambda: 0.5, rerank: 'auto' })
    expect((await settings({ search_type: 'MMR', k: 2, fetch_k: 7, lambda_mult: 0.2, score_threshold: 0 })).settings).toMatchObject({ mode: 'mmr', limit: 2, candidates: 7, lambda: 0.2, scoreThreshold: 0 })
    expect((await settings({ search_type: 'MMR' })).settings).toMatchObject({ candidates: 20 })
    const reranked = await settings({ search_type: 'HYBRID', rerank: true, score_threshold: 0 })
    expect(reranked).toMatchObject({ settings: { mode: 'hybrid', rerank: 'rerank/fake-rerank' }, rerank: { status: 'done' } })
    const own = await createBase(person)
    expect((await settings(undefined, own)).knowledgeBaseIds).toEqual([own])
  })
})

const sessionSchema = z.strictObject({
  id: z.uuid(),
  user_id: z.uuid(),
  system_prompt: z.string().nullable(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  title: z.string().nullable(),
  memory_key: z.string().nullable(),
  last_context: z.record(z.string(), z.unknown()).nullable(),
  metadata: z.record(z.string(), z.unknown()),
  relevant_documents: z.array(z.strictObject({ document_id: z.uuid(), filename: z.string(), chunk_index: z.int(), page_number: z.int().nullable() })),
})
const messageSchema = z.strictObject({
  id: z.uuid(),
  session_id: z.uuid(),
  role: z.enum(['user', 'assistant', 'system']),
  content: z.string(),
  metadata: z.record(z.string(), z.unknown()),
  created_at: z.iso.datetime(),
  memory_key: z.string().nullable(),
  sources: z.array(z.record(z.string(), z.unknown())).nullable(),
  context_ids: z.array(z.string()).nullable(),
  relevance_score: z.number().min(0).max(1).nullable(),
  user_id: z.uuid(),
  cited_documents: z.array(z.record(z.string(), z.unknown())).nullable(),
})

test('S2-14 S2-15 S2-16 S2-21 C16 C17 C20 C25 C26 C83 C129 sessions are listed, read with all that they carry, and deleted with their messages', async () => {
  const id = sessionOf(await events({ message: question, search_options: { score_threshold: 0.5 } }))
  await db.conversation.update({ where: { id }, data: { systemPrompt: 'Be brief.' } })
  const passage = { document_id: document, filename: 'lune.pdf', chunk_index: 0, page_number: 1 }
  const { sessions, total_count } = z.strictObject({ sessions: z.array(sessionSchema), total_count: z.int() }).parse(await bodyOf(await me('/chat/sessions')))
  expect(total_count).toBe(sessions.length)
  expect(sessions.find((session) => session.id === id)).toMatchObject({ title: question, user_id: person.userId, system_prompt: 'Be brief.', relevant_documents: [passage], last_context: { question } })
  const { session, messages } = z.strictObject({ session: sessionSchema, messages: z.array(messageSchema) }).parse(await bodyOf(await me(`/chat/sessions/${id}`)))
  expect(session).toEqual(sessions.find((listed) => listed.id === id))
  expect(messages).toMatchObject([
    { role: 'user', content: question, session_id: id, sources: null, context_ids: null, relevance_score: null, cited_documents: null },
    { role: 'assistant', content: expect.stringContaining('94 centimetres'), user_id: person.userId, cited_documents: [passage], sources: [{ document_id: document, content: expect.stringContaining('heron') }] },
  ])
  expect(messages[1]?.context_ids?.length).toBeGreaterThan(0)
  expect(messages[1]?.relevance_score).toBeGreaterThan(0.5)
  expect(await bodyOf(await me(`/documents/session/${id}`))).toEqual({ documents: [{ document_id: document, chunk_index: 0, document_name: 'lune.pdf', page_number: 1 }], total_count: 1 })
  expect(await bodyOf(await me(`/chat/sessions/${id}`, { method: 'DELETE' }))).toEqual({ message: 'Chat session deleted successfully' })
  expect(await db.message.count({ where: { conversationId: id } })).toBe(0)
  for (const gone of [me(`/chat/sessions/${id}`), me(`/chat/sessions/${id}`, { method: 'DELETE' }), me(`/documents/session/${id}`)]) expect((await gone).status).toBe(404)
})

describe('documents', () => {
  test('S2-17 S2-18 S2-19 C69 C74 C82 C88 X08 are uploaded into the default base and answer with their text; passages are read by their numbers', async () => {
    const form = formWith({}, { '鹭.md': '# 鹭\n\n苍鹭站立时高九十四厘米。' })
    const uploaded = uploadedSchema.parse(await bodyOf(await me('/documents/upload', { form })))
    expect(uploaded).toMatchObject({ filename: '鹭.md', content: expect.stringContaining('苍鹭站立时高九十四厘米。'), metadata: { file_type: 'md', page_count: null } })
    expect(uploadedSchema.parse(await bodyOf(await me(`/documents/${uploaded.id}`)))).toEqual(uploaded)
    expect(uploadedSchema.parse(await bodyOf(await me(`/documents/${document}`)))).toMatchObject({ content: expect.stringContaining(ferry), metadata: { file_type: 'pdf', page_count: 2 } })
    expect(await bodyOf(await me(`/documents/${document}/chunks/0`))).toMatchObject({ document_id: document, chunk_index: 0, metadata: { filename: 'lune.pdf', document_id: document, chunk_index: 0, page_number: 1, total_chunks: expect.any(Number) } })
    const statuses = [`/documents/${document}/chunks/999`, `/documents/${document}/chunks/one`, `/documents/${document}/chunks/-1`, `/documents/${newId()}`, '/documents/no-id'].map(async (path) => (await me(path)).status)
    expect(await Promise.all(statuses)).toEqual([404, 400, 400, 404, 404])
  })

  test('C71 C72 that are empty, unknown or too large are refused', async () => {
    const refused = async (form: FormData) => {
      const response = await me('/documents/upload', { form })
      return [response.status, z.strictObject({ detail: z.string() }).parse(await response.json()).detail !== '']
    }
    expect(await refused(formWith({}, { 'broken.pdf': '%PDF-1.7 nothing' }))).toEqual([400, true])
    expect(await refused(formWith({}, { 'film.mp4': 'x' }))).toEqual([415, true])
    expect(await refused(formWith({}, { 'large.txt': 'x'.repeat(1_100_000) }))).toEqual([413, true])
    expect(await refused(formWith({ nothing: 'x' }))).toEqual([400, true])
  })
})

test('C08 nothing of somebody else is there, and nobody is answered without a token', async () => {
  const id = sessionOf(await events({ message: 'Mine?' }))
  const nobody = await clientOf(server.url, null)
  const base = await createBase(person)
  const tries = [
    (by: Ask) => by(`/chat/sessions/${id}`),
    (by: Ask) => by(`/chat/sessions/${id}`, { method: 'DELETE' }),
    (by: Ask) => by('/chat/send', { body: { message: 'x', session_id: id } }),
    (by: Ask) => by('/chat/send', { body: { message: 'x', dataset_id: base } }),
    (by: Ask) => by(`/chat/send?message=x&session_id=${id}`),
    (by: Ask) => by(`/documents/${document}`),
    (by: Ask) => by(`/documents/${document}/chunks/0`),
    (by: Ask) => by(`/documents/session/${id}`),
  ]
  for (const attempt of tries) {
    const [known, unknown] = [await attempt(stranger), await attempt(nobody)]
    expect([known.status, await known.json(), unknown.status, await unknown.json()]).toEqual([404, { detail: expect.stringContaining('does not exist') }, 401, { detail: 'Authorization header missing' }])
  }
  expect(await bodyOf(await stranger('/chat/sessions'))).toEqual({ sessions: [], total_count: 0 })
})

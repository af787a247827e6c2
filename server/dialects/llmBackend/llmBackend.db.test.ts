import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import type { Actor } from '@/server/auth/actor'
import * as answers from '@/server/conversations/answers'
import { db } from '@/server/database'
import { ingestAndSettle } from '@/server/ingestion/settleIndex'
import { purge } from '@/server/ingestion/purge'
import { startWorker } from '@/server/jobs/worker'
import { newId } from '@/server/ids'
import { chatBodySchema } from '@/server/testing/fakeProvider'
import { type Ask, bodyOf, clientOf, formWith } from '@/server/testing/dialectClient'
import { startDialectServer } from '@/server/testing/dialectServer'
import { docxEntries, paragraph } from '@/server/testing/fixtures'
import { createPerson } from '@/server/testing/people'
import { writeZip } from '@/server/testing/zip'

const provider = await vi.hoisted(async () => {
  process.env.EMBEDDING_DIMENSIONS = '64'
  process.env.MAX_FILE_SIZE = '1'
  return (await import('@/server/testing/fakeProvider')).useFakeProvider({ embedding: 'zhipu-embedding-3' })
})
const server = await startDialectServer()
const worker = startWorker({ ingest: ingestAndSettle, purge })
afterAll(async () => {
  await worker.stop()
  await Promise.all([server.close(), provider.close()])
})

let person: Actor
let me: Ask
let stranger: Ask
let nobody: Ask
beforeAll(async () => {
  person = await createPerson()
  ;[me, stranger, nobody] = await Promise.all([clientOf(server.url, person), clientOf(server.url, await createPerson()), clientOf(server.url, null)])
})

const conversationSchema = z.object({ conversation_id: z.int(), title: z.string(), model: z.string(), created_time: z.int() })
const begin = async (model = 'openai/fake-chat', title = 'My New Conversation') => conversationSchema.parse(await bodyOf(await me('/api/conversations/create', { body: { title, model } }))).conversation_id
const historySchema = z.object({ messages: z.array(z.object({ role: z.string(), content: z.string(), message_id: z.int() })), created_time: z.int(), title: z.string(), model: z.string() })
const history = async (id: number) => historySchema.parse(await bodyOf(await me(`/api/conversations/history/${id}`)))

/** The objects of a stream, a line each with an empty line behind it. */
async function objectsOf(response: Response): Promise<{ event: string; data: string }[]> {
  const text = await response.text()
  expect(text.endsWith('\n\n')).toBe(true)
  return text.slice(0, -2).split('\n\n').map((line) => z.strictObject({ event: z.string(), data: z.string() }).parse(JSON.parse(line)))
}
const messagesIn = (objects: readonly { event: string; data: string }[]): string => objects.filter(({ event }) => event === 'message').map(({ data }) => data).join('')

describe('users', () => {
  const account = () => ({ username: `john_${newId()}`, password: 'SecureP@ssw0rd!' })

  test('S0-10 S0-11 S0-04 S0-05 C01 C02 C10 register once in any letter case, sign in, and are known by their token', async () => {
    const { username, password } = account()
    expect(await bodyOf(await nobody('/api/users/register', { body: { username, password } }), 201)).toEqual({ message: 'User registered successfully' })
    const again = await nobody('/api/users/register', { body: { username: username.toUpperCase(), password } })
    expect([again.status, await again.json()]).toEqual([400, { error: expect.stringContaining('taken') }])
    const { token } = z.object({ token: z.string() }).parse(await bodyOf(await nobody('/api/users/login', { body: { username, password } })))
    expect(await bodyOf(await nobody('/api/conversations/list', { headers: { authorization: `Bearer ${token}` } }))).toEqual([])
    const { passwordHash } = await db.user.findFirstOrThrow({ where: { username } })
    expect(passwordHash).toMatch(/^\$argon2id\$/)
  })

  test('S0-11 C02 a wrong password and an unknown name sound the same', async () => {
    const { username, password } = account()
    await bodyOf(await nobody('/api/users/register', { body: { username, password } }), 201)
    const wrong = await nobody('/api/users/login', { body: { username, password: 'another one' } })
    const unknown = await nobody('/api/users/login', { body: { username: `x${username}`, password } })
    expect([wrong.status, unknown.status]).toEqual([401, 401])
    expect(await wrong.json()).toEqual(await unknown.json())
  })

  test.each([
    ['/api/users/register', { username: 'x' }],
    ['/api/users/register', { password: 'long enough' }],
    ['/api/users/register', { username: 'x', password: 'short' }],
    ['/api/users/login', { username: 'x' }],
    ['/api/users/login', 'not an object'],
  ])('S0-06 C01 C02 %s refuses %j with 400', async (path, body) => {
    const response = await nobody(path, { body })
    expect([response.status, await response.json()]).toEqual([400, { error: expect.stringMatching(/./) }])
  })

  test.each([
    [{}, 'Authorization header missing'],
    [{ authorization: 'Basic abc' }, 'Invalid token format'],
    [{ authorization: 'Bearer' }, 'Invalid token format'],
    [{ authorization: 'Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6.nothing.x' }, 'Invalid or expired token'],
  ])('S0-04 S0-06 C03 are refused with %j', async (headers, error) => {
    for (const path of ['/api/conversations/list', '/api/rag/kb/list', '/api/rag/models']) {
      const response = await nobody(path, { headers })
      expect([response.status, await response.json()]).toEqual([401, { error }])
    }
  })
})

describe('conversations', () => {
  test('S0-12 S0-13 S0-14 S0-15 C14 C16 C18 C20 C129 are begun, listed the newest first, read and deleted', async () => {
    const now = Math.floor(Date.now() / 1_000)
    const created = conversationSchema.parse(await bodyOf(await me('/api/conversations/create', { body: { title: 'First', model: 'openai/fake-chat' } })))
    expect(created).toMatchObject({ title: 'First', model: 'openai/fake-chat' })
    const withKey = await me('/api/conversations/create', { body: { title: 'Mine', model: 'glm-4', api_key: 'canary-key-of-mine-4321' } })
    expect(await withKey.json()).toMatchObject({ model: 'glm-4', api_key: '****4321' })
    expect(await db.providerKey.count({ where: { providerId: 'zhipu', last4: '4321', conversationId: { not: null } } })).toBe(1)
    await db.conversation.deleteMany({ where: { title: 'Mine' } })
    expect(created.created_time - now).toBeLessThanOrEqual(5)
    const second = await begin('openai/fake-chat', 'Second')
    expect(await bodyOf(await me('/api/conversations/list'))).toMatchObject([{ conversation_id: second, title: 'Second' }, { conversation_id: created.conversation_id, title: 'First', created_time: created.created_time }])
    expect(await bodyOf(await me('/api/conversations/list?page_size=1&page=2'))).toMatchObject([{ title: 'First' }])
    expect(await bodyOf(await me(`/api/conversations/history/${second}`))).toEqual({ conversation_id: second, title: 'Second', model: 'fake-chat', messages: [], created_time: expect.any(Number) })
    expect(await bodyOf(await me(`/api/conversations/del/${second}`, { method: 'POST' }))).toEqual({ message: 'Conversation deleted successfully' })
    expect((await me(`/api/conversations/del/${second}`, { method: 'POST' })).status).toBe(404)
    expect((await me(`/api/conversations/history/${second}`)).status).toBe(404)
    await bodyOf(await me(`/api/conversations/del/${created.conversation_id}`, { method: 'POST' }))
    expect(await bodyOf(await me('/api/conversations/list'))).toEqual([])
  })

  test('C16 X32 are all listed, however many', async () => {
    const many = await createPerson()
    await db.conversation.createMany({ data: Array.from({ length: 130 }, () => ({ id: newId(), tenantId: many.tenantId, ownerId: many.userId, title: 'One of many' })) })
    const list = z.array(z.object({ conversation_id: z.int() })).parse(await bodyOf(await (await clientOf(server.url, many))('/api/conversations/list')))
    expect(new Set(list.map(({ conversation_id }) => conversation_id)).size).toBe(130)
  })

  test.each([{}, { title: 'No model' }, { model: 'openai/fake-chat' }, { title: '  ', model: 'openai/fake-chat' }, { title: 'Unknown', model: 'nothing-like-it' }])('S0-12 C14 C53 are not begun with %j', async (body) => {
    const response = await me('/api/conversations/create', { body })
    expect([response.status, await response.json()]).toEqual([400, { error: expect.stringMatching(/./) }])
  })

  test.each([
    ['GET', '/api/conversations/history/abc', 400],
    ['GET', '/api/conversations/history/1.5', 400],
    ['GET', '/api/conversations/history/99999999999999', 400],
    ['GET', '/api/conversations/history/2147483000', 404],
    ['POST', '/api/conversations/del/-1', 400],
    ['POST', '/api/chat/xyz', 400],
    ['POST', '/api/chat/2147483000', 404],
  ])('S0-06 C17 %s %s is %i', async (method, path, status) => {
    const response = await me(path, { method, ...(method === 'POST' ? { body: { message: 'x' } } : {}) })
    expect([response.status, await response.json()]).toEqual([status, { error: expect.stringMatching(/./) }])
  })
})

describe('chat', () => {
  test('S0-16 S0-17 S0-07 C32 C18 C30 streams messages, one done and the full response, in any characters, and remembers', async () => {
    const id = await begin()
    const text = 'Say "quotes"\nand 介绍一下RUST 🦀'
    const response = await me(`/api/chat/${id}`, { body: { message: text } })
    expect(Object.fromEntries(response.headers)).toMatchObject({ 'content-type': expect.stringContaining('text/event-stream'), 'x-accel-buffering': 'no' })
    const objects = await objectsOf(response)
    const answer = `You asked: ${text} (2 messages)`
    expect(messagesIn(objects)).toBe(answer)
    expect(objects.slice(-2)).toEqual([{ event: 'done', data: 'Stream finished' }, { event: 'full_response', data: answer }])
    expect(objects.filter(({ event }) => event !== 'message')).toHaveLength(2)
    expect(messagesIn(await objectsOf(await me(`/api/chat/${id}`, { body: { message: 'And now?' } })))).toBe('You asked: And now? (4 messages)')
    expect((await history(id)).messages).toEqual([
      { role: 'user', content: text, message_id: 1 },
      { role: 'assistant', content: answer, message_id: 2 },
      { role: 'user', content: 'And now?', message_id: 3 },
      { role: 'assistant', content: 'You asked: And now? (4 messages)', message_id: 4 },
    ])
  })

  test('S0-17 C32 is real SSE when that is asked for', async () => {
    const lines = (await (await me(`/api/chat/${await begin()}?sse=1`, { body: { message: 'Hello' }, headers: { accept: 'text/event-stream' } })).text()).trimEnd().split('\n\n')
    expect(lines.every((line) => line.startsWith('data: {'))).toBe(true)
    expect(lines.at(-1)).toBe('data: {"event":"full_response","data":"You asked: Hello (2 messages)"}')
  })

  test('S0-16 C41 says what failed: as a status before the first word, as an event after it; the question stays, and no key leaks', async () => {
    const before = await begin('openai/fake-500')
    const response = await me(`/api/chat/${before}`, { body: { message: 'Hello?' } })
    const refusal = await response.text()
    expect([response.status, JSON.parse(refusal)]).toEqual([500, { error: expect.stringMatching(/provider/i) }])
    expect((await history(before)).messages).toEqual([{ role: 'user', content: 'Hello?', message_id: 1 }])
    const midway = await objectsOf(await me(`/api/chat/${await begin('openai/fake-error-midstream')}`, { body: { message: 'Hello?' } }))
    expect(messagesIn(midway)).toBe('t0 t1 t2 t3 t4 ')
    expect(midway.filter(({ event }) => event !== 'message')).toEqual([{ event: 'error', data: expect.stringMatching(/provider/i) }])
    expect(refusal + JSON.stringify(midway)).not.toMatch(/secret-/)
  })

  test('C46 ends when its reader leaves, and keeps what was written', async () => {
    const id = await begin('openai/fake-slow')
    const leaving = new AbortController()
    const response = await me(`/api/chat/${id}`, { body: { message: 'Count' }, signal: leaving.signal })
    await response.body?.getReader().read()
    leaving.abort()
    await vi.waitFor(async () => {
      const { id: answerId } = await db.message.findFirstOrThrow({ where: { conversation: { number: { number: id } }, role: 'assistant' } })
      expect(await answers.get(person, answerId)).toMatchObject({ status: 'stopped', content: expect.stringMatching(/^t0 /) })
    }, 10_000)
  })

  test.each([{}, { message: '' }, { message: 7 }])('S0-16 refuses %j', async (body) => {
    const response = await me(`/api/chat/${await begin()}`, { body })
    expect([response.status, await response.json()]).toEqual([400, { error: expect.stringMatching(/./) }])
  })
})

const uploadSchema = z.object({ success: z.literal(true), doc_id: z.uuid(), message: z.string() })

describe('knowledge bases', () => {
  const force = '不可抗力条款是指合同中约定的因不可预见、不可避免、不可克服的客观情况，导致合同无法履行时，免除当事人责任的条款。'
  const beginBase = async (name = `法律知识库 ${newId()}`) => z.object({ kb_id: z.uuid() }).parse(await bodyOf(await me('/api/rag/kb/create', { body: { kb_name: name } }))).kb_id
  const upload = async (kb: string, files: Parameters<typeof formWith>[1]) => uploadSchema.parse(await bodyOf(await me('/api/rag/doc/upload', { form: formWith({ kb_id: kb }, files) })))

  test('S0-18 S0-19 S0-20 S0-26 C61 C52 X16 are made with a model, listed and deleted, in Chinese unless English is asked for', async () => {
    const kb_name = `法律知识库 ${newId()}`
    const { kb_id, message } = z.object({ success: z.literal(true), kb_id: z.uuid(), message: z.string() }).parse(await bodyOf(await me('/api/rag/kb/create', { body: { kb_name, embedding_model: 'zhipu-embedding-3' } })))
    expect(message).toBe('知识库创建成功，使用模型: zhipu-embedding-3')
    expect(await bodyOf(await me('/api/rag/kb/list'))).toEqual({ success: true, kbs: [{ kb_id, kb_name, embedding_model: 'zhipu-embedding-3' }], message: '知识库列表获取成功' })
    expect(await bodyOf(await me('/api/rag/models'))).toMatchObject({ success: true, models: ['zhipu-embedding-3', 'lexical'], default: 'zhipu-embedding-3', message: '支持的Embedding模型列表获取成功' })
    for (const body of [{ kb_name }, {}, { kb_name: 'Another', embedding_model: 'nothing-like-it' }]) expect((await me('/api/rag/kb/create', { body })).status).toBe(400)
    expect(await bodyOf(await me('/api/rag/kb/delete', { body: { kb_id }, headers: { 'accept-language': 'en' } }))).toEqual({ success: true, message: 'Knowledge base deleted' })
    expect((await me('/api/rag/kb/delete', { body: { kb_id } })).status).toBe(404)
    expect(await bodyOf(await me('/api/rag/kb/list'))).toMatchObject({ kbs: [] })
  })

  test('S0-21 S0-22 S0-23 S0-24 S0-25 C68 C73 C77 C87 C100 C33 take documents, wait until they can be searched, answer from them, and lose them again', async () => {
    const kb_id = await beginBase()
    const contract = await upload(kb_id, { '合同协议.docx': writeZip(docxEntries(paragraph(force))) })
    expect(contract.message).toBe('文档上传处理成功，共分割并添加 1 个文本块')
    const terms = await upload(kb_id, { '法律条款.txt': '租金应当每月支付。' })
    expect(await bodyOf(await me(`/api/rag/doc/list?kb_id=${kb_id}`))).toMatchObject({
      success: true,
      docs: expect.arrayContaining([{ doc_id: contract.doc_id, kb_id, doc_name: '合同协议.docx', file_type: 'docx' }, { doc_id: terms.doc_id, kb_id, doc_name: '法律条款.txt', file_type: 'txt' }]),
      message: '文档列表获取成功',
    })
    const query = '什么是不可抗力条款？'
    const found = z.object({ results: z.array(z.object({ content: z.string(), score: z.number(), doc_id: z.uuid(), doc_name: z.string() })), message: z.literal('检索成功') })
    const retrieve = async (top_k?: number) => found.parse(await bodyOf(await me('/api/rag/retrieve', { body: { kb_id, query, top_k } }))).results
    const results = await retrieve()
    expect(results[0]).toMatchObject({ doc_id: contract.doc_id, doc_name: '合同协议.docx', content: expect.stringContaining('不可抗力') })
    expect(results.map(({ score }) => score)).toEqual(results.map(({ score }) => score).toSorted((a, b) => b - a))
    expect(await retrieve(1)).toHaveLength(1)
    expect(await retrieve(0)).toEqual(results)

    const conversation_id = await begin()
    const objects = await objectsOf(await me('/api/rag/chat', { body: { conversation_id, kb_id, message: query, top_k: 3 } }))
    expect(messagesIn(objects)).toContain('不可抗力条款是指')
    expect(objects.at(-1)).toEqual({ event: 'full_response', data: messagesIn(objects) })
    expect((await history(conversation_id)).messages[0]).toEqual({ role: 'user', content: query, message_id: 1 })
    // The next plain question searches nothing.
    expect(messagesIn(await objectsOf(await me(`/api/chat/${conversation_id}`, { body: { message: '谢谢' } })))).toBe('You asked: 谢谢 (4 messages)')
    const [asked] = provider.bodies('/v1/chat/completions', chatBodySchema).slice(-1)
    expect(JSON.stringify(asked)).not.toContain('Passages:')

    expect(await bodyOf(await me('/api/rag/doc/delete', { body: { kb_id, doc_id: contract.doc_id } }))).toEqual({ success: true, message: '文档删除成功' })
    expect((await retrieve()).map(({ doc_id }) => doc_id)).not.toContain(contract.doc_id)
    expect((await me('/api/rag/doc/delete', { body: { kb_id, doc_id: contract.doc_id } })).status).toBe(404)
  })

  test('S0-21 C68 C71 C72 X08 refuse what cannot be read, and keep nothing of it', async () => {
    const kb_id = await beginBase()
    const refused = async (form: FormData) => {
      const response = await me('/api/rag/doc/upload', { form })
      return [response.status, z.object({ error: z.string() }).parse(await response.json()).error]
    }
    expect(await refused(formWith({}, { 'a.txt': 'x' }))).toEqual([400, '缺少知识库 ID'])
    expect(await refused(formWith({ kb_id }))).toEqual([400, expect.stringMatching(/file/)])
    expect(await refused(formWith({ kb_id }, { 'broken.docx': 'no archive' }))).toEqual([400, expect.stringMatching(/./)])
    expect(await refused(formWith({ kb_id }, { 'film.mp4': 'x' }))).toEqual([415, expect.stringContaining('film.mp4')])
    expect(await refused(formWith({ kb_id }, { 'large.txt': 'x'.repeat(1_100_000) }))).toEqual([413, expect.stringMatching(/1 MB/)])
    expect(await bodyOf(await me(`/api/rag/doc/list?kb_id=${kb_id}`))).toMatchObject({ docs: [] })
    expect((await me('/api/rag/doc/list')).status).toBe(400)
  })
})

test('C08 S0-13 S0-15 S0-22 S0-24 nothing of somebody else is there, whatever is asked', async () => {
  const id = await begin()
  const kb_id = z.object({ kb_id: z.uuid() }).parse(await bodyOf(await me('/api/rag/kb/create', { body: { kb_name: newId() } }))).kb_id
  const { doc_id } = uploadSchema.parse(await bodyOf(await me('/api/rag/doc/upload', { form: formWith({ kb_id }, { 'a.txt': 'Mine.' }) })))
  const own = z.object({ conversation_id: z.int() }).parse(await bodyOf(await stranger('/api/conversations/create', { body: { title: 'x', model: 'openai/fake-chat' } }))).conversation_id
  const tries = await Promise.all([
    stranger(`/api/conversations/history/${id}`),
    stranger(`/api/conversations/del/${id}`, { method: 'POST' }),
    stranger(`/api/chat/${id}`, { body: { message: 'x' } }),
    stranger('/api/rag/chat', { body: { conversation_id: id, kb_id, message: 'x' } }),
    stranger('/api/rag/chat', { body: { conversation_id: own, kb_id, message: 'x' } }),
    stranger('/api/rag/kb/delete', { body: { kb_id } }),
    stranger(`/api/rag/doc/list?kb_id=${kb_id}`),
    stranger('/api/rag/doc/upload', { form: formWith({ kb_id }, { 'b.txt': 'Theirs.' }) }),
    stranger('/api/rag/doc/delete', { body: { kb_id, doc_id } }),
    stranger('/api/rag/retrieve', { body: { kb_id, query: 'Mine' } }),
  ])
  for (const response of tries) expect([response.url, response.status, await response.json()]).toEqual([response.url, 404, { error: expect.stringContaining('does not exist') }])
  expect(await bodyOf(await me(`/api/rag/doc/list?kb_id=${kb_id}`))).toMatchObject({ docs: [{ doc_id }] })
})

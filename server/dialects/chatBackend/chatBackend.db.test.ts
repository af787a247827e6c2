// Chat-Backend as its reference describes it, over a real socket and real HTTP: the same frames, with our ids in the place of theirs.
import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { z } from 'zod'
import type { Actor } from '@/server/auth/actor'
import * as keys from '@/server/auth/keys'
import { db } from '@/server/database'
import * as access from '@/server/models/access'
import { startDialectServer } from '@/server/testing/dialectServer'
import { workOff } from '@/server/testing/documents'
import { chatBodySchema } from '@/server/testing/fakeProvider'
import { createPerson } from '@/server/testing/people'
import { signIn } from '@/server/testing/requests'
import { storedFiles } from '@/server/testing/uploads'
import { adjust } from '@/server/usage/ledger'

const provider = await vi.hoisted(async () => {
  const { useFakeProvider } = await import('@/server/testing/fakeProvider')
  process.env.DIALECTS = 'chat-backend'
  process.env.MAX_FILE_SIZE = '1'
  return useFakeProvider()
})
const server = await startDialectServer()

const [MessageCodeUserDetails, MessageCodeListSessions, MessageCodeChatsBySessionId, MessageCodeChatMessage, MessageCodeSessionDelete, MessageCodeGetAIModels, MessageCodeBalance] = [0, 1, 2, 3, 4, 5, 6]

/** A connection of a client that waits for each answer. */
interface Client {
  /** The next frame, or `closed`. */
  next(): Promise<unknown>
  send(text: string): void
  ask(type: number, data: object): Promise<unknown>
}

function clientOf(socket: WebSocket): Client {
  const frames: unknown[] = []
  const waiting: ((frame: unknown) => void)[] = []
  const arrive = (frame: unknown): void => {
    const take = waiting.shift()
    if (take === undefined) frames.push(frame)
    else take(frame)
  }
  socket.on('message', (data) => arrive(Buffer.isBuffer(data) ? JSON.parse(data.toString()) : data))
  socket.on('close', () => arrive('closed'))
  const next = (): Promise<unknown> => (frames.length > 0 ? Promise.resolve(frames.shift()) : new Promise((resolve) => waiting.push(resolve)))
  const send = (text: string): void => socket.send(text)
  return { next, send, ask: (type, data) => (send(JSON.stringify({ type, data })), next()) }
}

async function open(headers: Record<string, string>, query = ''): Promise<Client | number> {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/ws${query}`, { headers })
  return new Promise((resolve) => {
    socket.on('open', () => resolve(clientOf(socket)))
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0))
    socket.on('error', () => {})
  })
}

let admin: Actor
let person: Actor
let secret: string
let client: Client
let user_id: string

beforeAll(async () => {
  admin = await createPerson(undefined, 'admin')
  person = await createPerson('Test User')
  user_id = person.userId
  secret = (await keys.create(person, { name: 'socket', scopes: ['chat'], expiresAt: null })).secret
  // insert into user_data(username, models, balance) VALUES ('Test User', array[4,5,8], 1), without SQL and without a restart.
  await access.allow(admin, person.userId, ['4', '5', '8'])
  await db.user.update({ where: { id: person.userId }, data: { isUnlimited: false } })
  await adjust(admin, { userId: person.userId, amountMicros: 1_000_000 })
  const opened = await open({ authorization: `Bearer ${secret}` })
  if (typeof opened === 'number') throw new Error(`refused with ${opened}`)
  client = opened
})
afterAll(async () => {
  await server.close()
  await provider.close()
})

const chatSchema = z.object({ type: z.literal(3), data: z.object({ user_id: z.string(), session_id: z.uuid(), session_name: z.string(), message: z.string() }) })
const say = async (data: object) => chatSchema.parse(await client.ask(MessageCodeChatMessage, { user_id, session_id: 'NEW', model_id: 4, session_prompt: '', file_name: '', ...data })).data

describe('S3-07 the socket', () => {
  test('C07 C06 X05 is opened by who signed in, and not by the page of another site', async () => {
    expect(await open({})).toBe(401)
    expect(await open({ authorization: 'Bearer nonsense' })).toBe(401)
    expect(await open({}, `?auth_token=${secret}`)).toBeTypeOf('object')
    const cookie = await signIn(person)
    expect(await open({ cookie, origin: 'https://evil.example.com' })).toBe(403)
    expect(await open({ cookie, origin: server.url })).toBeTypeOf('object')
  })

  test('C44 C118 stays open after a bad frame, and ends with an unknown type', async () => {
    const other = await open({ authorization: `Bearer ${secret}` })
    if (typeof other === 'number') throw new Error(`refused with ${other}`)
    other.send('{"type": 0,')
    expect(await other.next()).toEqual({ error: 'JSON Parsing Error' })
    expect(await other.ask(MessageCodeChatMessage, { user_id, session_id: 'NEW', message: ' ' })).toEqual({ error: 'JSON Parsing Error', detail: 'message: Write a message' })
    expect(await other.ask(MessageCodeUserDetails, { user_id })).toMatchObject({ type: 0 })
    expect(await other.ask(99, { user_id })).toEqual({ error: 'Unknown Message' })
    expect(await other.next()).toBe('closed')
  })

  test('is not opened at a path that is no address, and the server goes on', async () => {
    const socket = connect(server.port, '127.0.0.1')
    socket.write('GET // HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n')
    socket.on('error', () => {})
    await once(socket.resume(), 'close')
    expect(await client.ask(MessageCodeUserDetails, { user_id })).toMatchObject({ type: 0 })
  })

  test('is opened so often and no more', async () => {
    const somebody = await keys.create(await createPerson(), { name: 'many', scopes: ['chat'], expiresAt: null })
    const opened = []
    for (let count = 0; count < 21; count += 1) opened.push(await open({ authorization: `Bearer ${somebody.secret}` }))
    expect(opened.filter((one) => typeof one === 'object')).toHaveLength(20)
    expect(opened.at(-1)).toBe(429)
  })

  test('ends when its key is revoked', async () => {
    const brief = await keys.create(person, { name: 'brief', scopes: ['chat'], expiresAt: null })
    const other = await open({ authorization: `Bearer ${brief.secret}` })
    if (typeof other === 'number') throw new Error(`refused with ${other}`)
    await keys.revoke(person, brief.id)
    expect(await other.ask(MessageCodeUserDetails, { user_id })).toEqual({ error: 'User Does Not Exists' })
    expect(await other.next()).toBe('closed')
  })
})

describe('an account', () => {
  test('S3-08 S3-04 C12 C13 getUserDetails', async () => {
    expect(await client.ask(MessageCodeUserDetails, { user_id })).toEqual({ type: 0, data: { user_id, username: 'Test User' } })
    expect(await client.ask(MessageCodeUserDetails, { user_id: admin.userId })).toEqual({ error: 'User Does Not Exists' })
    expect(await client.ask(MessageCodeListSessions, { user_id: admin.userId })).toEqual({ error: 'User Does Not Exists' })
  })

  test('S3-13 C51 C54 modelList names what it may use', async () => {
    expect(await client.ask(MessageCodeGetAIModels, { user_id })).toEqual({ type: 5, data: { models: expect.arrayContaining(['gpt-4-turbo', 'gpt-4-turbo-2024-04-09']) } })
    expect(await client.ask(MessageCodeChatMessage, { user_id, session_id: 'NEW', model_id: 6, message: 'Hello' })).toMatchObject({ error: 'User Does Not Have Model Access' })
    expect(await client.ask(MessageCodeChatMessage, { user_id, session_id: 'NEW', model_name: 'nobody', message: 'Hello' })).toMatchObject({ error: 'User Does Not Have Model Access' })
  })
})

describe('sessions', () => {
  test('S3-11 S3-05 C23 C24 C25 C29 C48 X24 X39 getUserChatsResponse begins a session and goes on in it', async () => {
    const first = await say({ message: 'What is the weather going\0 to be tomorrow?', session_prompt: 'You are a\0 sailor.' })
    expect(first).toMatchObject({ user_id, session_name: 'What is the weather', message: expect.stringContaining('You asked: What is the weather') })
    const [asked] = provider.bodies('/v1/chat/completions', chatBodySchema).filter(({ model }) => model === 'gpt-4-turbo')
    expect(asked?.messages[0]).toMatchObject({ role: 'system', content: expect.stringContaining('You are a sailor.') })
    const second = await say({ session_id: first.session_id, model_id: undefined, model_name: 'gpt-4-turbo-2024-04-09', message: 'And the day after?' })
    expect(second).toMatchObject({ session_id: first.session_id, session_name: 'What is the weather' })
    const last = provider.bodies('/v1/chat/completions', chatBodySchema).findLast(({ model }) => model === 'gpt-4-turbo-2024-04-09')
    expect(last?.messages.map(({ content }) => content).join('\n')).toContain('What is the weather going to be tomorrow?')
    expect((await say({ message: '请用三十个汉字以上的一句话介绍一下你自己以及你能够做些什么事情好吗' })).session_name).toBe('请用三十个汉字以上的一句话介绍一下你自己')
    expect(await client.ask(MessageCodeChatMessage, { user_id, session_id: '01a1fea9-0000-7000-8000-000000000000', model_id: 4, message: 'Hello' })).toMatchObject({ error: 'Unable to Load Session' })
  })

  test('X39 shows an answer as it grows to who wants that', async () => {
    client.send(JSON.stringify({ type: MessageCodeChatMessage, data: { user_id, session_id: 'NEW', model_id: 4, message: 'Count', stream: true } }))
    const deltaSchema = z.object({ data: z.object({ delta: z.string() }) })
    let text = ''
    let frame = await client.next()
    for (let delta = deltaSchema.safeParse(frame); delta.success; delta = deltaSchema.safeParse(frame)) {
      text += delta.data.data.delta
      frame = await client.next()
    }
    expect(chatSchema.parse(frame).data.message).toBe(text)
  })

  test('S3-02 S3-09 S3-10 S3-12 C16 C18 C20 are listed, read and deleted', async () => {
    const { session_id } = await say({ message: 'Remember the milk' })
    expect(await client.ask(MessageCodeListSessions, { user_id })).toMatchObject({ type: 1, data: { user_id, session_info: expect.arrayContaining([{ session_id, session_name: 'Remember the milk' }]) } })
    const chats = z.object({ type: z.literal(2), data: z.object({ user_id: z.literal(user_id), session_id: z.literal(session_id), chat: z.string() }) })
    const { chat } = chats.parse(await client.ask(MessageCodeChatsBySessionId, { user_id, session_id })).data
    expect(JSON.parse(chat)).toEqual([
      { role: 'user', content: 'Remember the milk' },
      { role: 'assistant', content: expect.stringContaining('Remember the milk') },
    ])
    expect(await client.ask(MessageCodeSessionDelete, { user_id, session_id })).toEqual({ type: 4, data: { user_id } })
    expect(await client.ask(MessageCodeSessionDelete, { user_id, session_id })).toEqual({ error: 'Unable to Delete Session' })
    expect(await client.ask(MessageCodeChatsBySessionId, { user_id, session_id })).toEqual({ error: 'Unable to Load Chats' })
  })
})

describe('what is kept', () => {
  test('S3-20 S3-04 C13 is what an open connection sees: a model that an administrator takes away is gone with the next frame', async () => {
    await access.allow(admin, person.userId, ['4'])
    expect(await client.ask(MessageCodeGetAIModels, { user_id })).toEqual({ type: 5, data: { models: ['gpt-4-turbo'] } })
    expect(await client.ask(MessageCodeChatMessage, { user_id, session_id: 'NEW', model_id: 5, message: 'Hello' })).toMatchObject({ error: 'User Does Not Have Model Access' })
    await access.allow(admin, person.userId, ['4', '5', '8'])
  })

  test('S3-21 S3-12 C20 goes with its session: chats, files and their passages', async () => {
    const { sessionId, fileName } = await keepFile()
    const [{ session_name }] = await Promise.all([say({ session_id: sessionId, message: 'How does the otter sleep?', file_name: fileName }), workOff()])
    expect(session_name).toBe('New Chat')
    const kept = async () => [
      await db.conversation.count({ where: { id: sessionId } }),
      await db.message.count({ where: { conversationId: sessionId } }),
      await db.attachment.count({ where: { conversationId: sessionId } }),
      await db.chunk.count({ where: { indexedDocument: { document: { knowledgeBase: { conversationId: sessionId } } } } }),
    ]
    expect(await kept()).toEqual([1, 2, 1, 1])
    const files = (await storedFiles()).whole.length
    expect(await client.ask(MessageCodeSessionDelete, { user_id, session_id: sessionId })).toEqual({ type: 4, data: { user_id } })
    await workOff()
    expect([await kept(), (await storedFiles()).whole.length]).toEqual([[0, 0, 0, 0], files - 1])
  })
})

const uploaded = z.object({ message: z.literal('File uploaded successfully'), data: z.object({ fileName: z.string().regex(/^[0-9a-f]{32}\.\w+$/), sessionId: z.uuid(), imageUrl: z.url(), header: z.looseObject({}), size: z.int() }) })

async function upload(fields: Record<string, string>, file: { name: string; content: string } | null = { name: '笔记.txt', content: 'The otter sleeps on its back.' }) {
  const form = new FormData()
  for (const [name, value] of Object.entries({ session_id: 'NEW', user_id, model_name: 'gpt-4-turbo', session_prompt: '', ...fields })) form.append(name, value)
  if (file !== null) form.append('file', new Blob([file.content]), file.name)
  const response = await fetch(`${server.url}/upload`, { method: 'POST', headers: { authorization: `Bearer ${secret}` }, body: form })
  return { status: response.status, body: await response.json() }
}

/** A file in a session of its own. */
const keepFile = async () => uploaded.parse((await upload({})).body).data

describe('uploads', () => {
  test('S3-15 S3-16 S3-19 X34 C84 C85 C87 are used by the message that names them, and by those after it', async () => {
    const { status, body } = await upload({})
    const { fileName, sessionId, imageUrl, size } = uploaded.parse(body).data
    expect({ status, size }).toEqual({ status: 202, size: 29 })
    expect(await client.ask(MessageCodeListSessions, { user_id })).toMatchObject({ data: { session_info: expect.arrayContaining([{ session_id: sessionId, session_name: 'New Chat' }]) } })

    const file = await fetch(imageUrl, { headers: { authorization: `Bearer ${secret}` } })
    expect([file.status, file.headers.get('content-type'), await file.text()]).toEqual([200, 'application/octet-stream', 'The otter sleeps on its back.'])
    const stranger = await keys.create(admin, { name: 'other', scopes: ['chat'], expiresAt: null })
    for (const [path, key, expected] of [[imageUrl, stranger.secret, 404], [imageUrl, '', 401], [`${server.url}/uploads/..%2F..%2Fparley.db`, secret, 404]] as const) {
      expect((await fetch(path, { headers: { authorization: `Bearer ${key}` } })).status).toBe(expected)
    }

    // The file is read while the message waits for it.
    const [answer] = await Promise.all([say({ session_id: sessionId, message: 'How does the otter sleep?', file_name: fileName }), workOff()])
    expect(answer.message).toContain('The otter sleeps on its back.')
    expect((await say({ session_id: sessionId, message: 'Where does the otter sleep then?' })).message).toContain('The otter sleeps on its back.')
    const chats = z.object({ data: z.object({ chat: z.string() }) }).parse(await client.ask(MessageCodeChatsBySessionId, { user_id, session_id: sessionId }))
    expect(z.array(z.object({ role: z.string(), content: z.string() })).parse(JSON.parse(chats.data.chat)).slice(0, 3)).toEqual([{ role: 'user', content: 'How does the otter sleep?' }, { role: 'assistant', content: answer.message }, { role: 'file', content: fileName }])
    expect(await client.ask(MessageCodeChatMessage, { user_id, session_id: 'NEW', model_id: 4, message: 'Hello', file_name: fileName })).toMatchObject({ error: 'Unable to Load Session' })
  })

  test('S3-24 C72 are refused in its words', async () => {
    expect(await upload({ session_id: '' })).toEqual({ status: 400, body: { message: 'session ID is required', data: null } })
    expect(await upload({ user_id: '' })).toEqual({ status: 400, body: { message: 'user ID is required', data: null } })
    expect(await upload({ model_name: '' })).toEqual({ status: 400, body: { message: 'model Name is required', data: null } })
    expect(await upload({ user_id: admin.userId })).toEqual({ status: 403, body: { message: 'User Does Not Exists', data: null } })
    expect(await upload({}, null)).toMatchObject({ status: 400, body: { data: null } })
    expect(await upload({}, { name: 'large.txt', content: 'x'.repeat(1_000_001) })).toMatchObject({ status: 400, body: { message: expect.stringContaining('1 MB'), data: null } })
  })

  test('C86 are taken back when their message gets no answer', async () => {
    const before = (await storedFiles()).whole.length
    const { fileName, sessionId } = await keepFile()
    expect(await client.ask(MessageCodeChatMessage, { user_id, session_id: sessionId, model_id: 6, message: 'Hello', file_name: fileName })).toMatchObject({ error: 'User Does Not Have Model Access' })
    await workOff()
    expect(await db.attachment.count({ where: { conversationId: sessionId } })).toBe(0)
    expect((await storedFiles()).whole).toHaveLength(before)
  })
})

describe('money', () => {
  test('S3-14 S3-18 C55 C56 a balance goes down with each answer, and nothing is asked without one', async () => {
    const balanceSchema = z.object({ type: z.literal(6), data: z.object({ balance: z.number() }) })
    const balance = async () => balanceSchema.parse(await client.ask(MessageCodeBalance, { user_id })).data.balance
    const before = await balance()
    expect(before).toBeLessThan(1)
    await say({ message: 'What does this cost?' })
    const after = await balance()
    expect(after).toBeLessThan(before)
    expect(after).toBeGreaterThan(0)
    await adjust(admin, { userId: person.userId, amountMicros: -Math.round(after * 1_000_000) })
    const asked = provider.bodies('/v1/chat/completions', chatBodySchema).length
    expect(await client.ask(MessageCodeChatMessage, { user_id, session_id: 'NEW', model_id: 4, message: 'And this?' })).toMatchObject({ error: 'Insufficient balance' })
    expect(provider.bodies('/v1/chat/completions', chatBodySchema)).toHaveLength(asked)
  })
})

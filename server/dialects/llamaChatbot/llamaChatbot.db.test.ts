import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import type { Actor } from '@/server/auth/actor'
import { append } from '@/server/conversations/append'
import * as conversations from '@/server/conversations/service'
import { newId } from '@/server/ids'
import { createConversation } from '@/server/testing/conversations'
import { type Ask, bodyOf, clientOf } from '@/server/testing/dialectClient'
import { startDialectServer } from '@/server/testing/dialectServer'
import { createPerson } from '@/server/testing/people'

const provider = await vi.hoisted(async () => (await import('@/server/testing/fakeProvider')).useFakeProvider())
const internet = await vi.hoisted(async () => (await import('@/server/testing/searchServer')).useSearchServer())
const server = await startDialectServer()
afterAll(() => Promise.all([server.close(), internet.close(), provider.close()]))

let person: Actor
let me: Ask
let stranger: Ask
beforeAll(async () => {
  person = await createPerson()
  ;[me, stranger] = await Promise.all([clientOf(server.url, person), clientOf(server.url, await createPerson())])
})

const chatSchema = z.strictObject({ id: z.uuid(), name: z.string(), created_at: z.iso.datetime(), updated_at: z.iso.datetime() })
const messageSchema = z.strictObject({ id: z.uuid(), role: z.enum(['Human', 'Assistant']), chat_id: z.uuid(), message: z.string(), created_at: z.iso.datetime(), updated_at: z.iso.datetime() })
const begin = async (name = 'Chat 1') => chatSchema.parse(await bodyOf(await me('/chats/create', { body: { name } }), 201))
const say = async (chat_id: string, role: string, message: string) => messageSchema.parse(await bodyOf(await me('/conversations/create', { body: { chat_id, role, message } }), 201))
const messagesOf = async (id: string) => z.array(messageSchema).parse(await bodyOf(await me(`/conversations/?chat_id=${id}`))).map(({ role, message }) => [role, message])

/** The data of unnamed events, and those that have a name, as a browser takes them apart. */
async function eventsOf(response: Response): Promise<{ data: string[]; named: Record<string, string> }> {
  const blocks = (await response.text()).split('\n\n').filter((block) => block !== '')
  const parsed = blocks.map((block) => {
    const lines = block.split('\n')
    return { name: lines.find((line) => line.startsWith('event:'))?.slice(6).trim(), data: lines.filter((line) => line.startsWith('data:')).map((line) => line.slice(5).replace(/^ /, '')).join('\n') }
  })
  return { data: parsed.filter(({ name }) => name === undefined).map(({ data }) => data), named: Object.fromEntries(parsed.flatMap(({ name, data }) => (name === undefined ? [] : [[name, data]]))) }
}

describe('chats', () => {
  test('S1-01 S1-03 S1-04 S1-05 S1-06 S1-07 C15 C16 C17 C19 C20 X42 C129 are made by name alone, listed, read, renamed with a time of their own, and deleted with their messages', async () => {
    const chat = await begin()
    expect(chat.name).toBe('Chat 1')
    await say(chat.id, 'Human', 'Hello')
    expect(z.array(chatSchema).parse(await bodyOf(await me('/chats/'))).map(({ id }) => id)).toContain(chat.id)
    expect(chatSchema.parse(await bodyOf(await me(`/chats/${chat.id}`)))).toMatchObject({ id: chat.id, created_at: chat.created_at })
    const update = { name: 'Renamed', updated_at: '2023-08-05T14:48:00.000Z' }
    expect(chatSchema.parse(await bodyOf(await me(`/chats/update/${chat.id}`, { method: 'PUT', body: update })))).toEqual({ ...chat, ...update })
    expect(chatSchema.parse(await bodyOf(await me(`/chats/${chat.id}`)))).toEqual({ ...chat, ...update })
    expect((await me(`/chats/update/${chat.id}`, { method: 'PUT', body: { ...update, updated_at: '0000-01-01T00:00:00Z' } })).status).toBe(400)
    expect(chatSchema.parse(await bodyOf(await me(`/chats/delete/${chat.id}`, { method: 'DELETE' })))).toEqual({ ...chat, ...update })
    expect((await me(`/chats/delete/${chat.id}`, { method: 'DELETE' })).status).toBe(404)
    expect((await me(`/conversations/?chat_id=${chat.id}`)).status).toBe(404)
  })

  test('C16 X32 are all listed, however many', async () => {
    const many = await createPerson()
    for (let count = 0; count < 25; count += 1) await createConversation(many, { title: `Chat ${count}` })
    const list = await clientOf(server.url, many)
    expect(await bodyOf(await list('/chats'))).toHaveLength(25)
    expect(await bodyOf(await list('/chats?page=2&page_size=20'))).toHaveLength(5)
    expect((await list('/chats?page_size=all')).status).toBe(400)
  })

  test.each([
    ['POST', '/chats/create', {}],
    ['POST', '/chats/create', { name: ' ' }],
    ['POST', '/chats/create', { name: 'x'.repeat(256) }],
    ['GET', '/chats/no-id', undefined],
    ['PUT', '/chats/update/:id', { name: 'x', updated_at: 'yesterday' }],
    ['PUT', '/chats/update/:id', { name: 'x', updated_at: '2999-01-01T00:00:00Z' }],
    ['PUT', '/chats/update/:id', { updated_at: '2023-08-05T14:48:00.000Z' }],
    ['POST', '/conversations/create', { chat_id: ':id', role: 'system', message: 'x' }],
    ['POST', '/conversations/create', { chat_id: ':id', role: 'Human', message: '' }],
    ['GET', '/conversations/inference/no-id', undefined],
  ])('S1-08 C17 C19 C21 C118 %s %s refuses %j as plain text', async (method, path, body) => {
    const { id } = await begin()
    const response = await me(path.replace(':id', id), { method, ...(body === undefined ? {} : { body: JSON.parse(JSON.stringify(body).replace(':id', id)) }) })
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([400, 'text/plain; charset=utf-8', expect.stringMatching(/./)])
  })
})

describe('messages and inference', () => {
  test('S1-02 S1-08 S1-09 S1-11 C21 C22 C30 C34 X19 X41 are added without an answer and without greetings; the answer streams as bare events, is kept, and is there once', async () => {
    const { id } = await begin()
    await say(id, 'Human', 'Hello')
    await say(id, 'Assistant', 'Hello, how can I help?')
    expect(await say(id, 'Human', 'Two\nlines?')).toMatchObject({ role: 'Human', chat_id: id, message: 'Two\nlines?' })
    const response = await me(`/conversations/inference/${id}`)
    expect(response.headers.get('content-type')).toContain('text/event-stream')
    const { data, named } = await eventsOf(response)
    expect([data.join(''), named]).toEqual(['You asked: Two\nlines? (4 messages)', {}])
    const kept = [['Human', 'Hello'], ['Assistant', 'Hello, how can I help?'], ['Human', 'Two\nlines?'], ['Assistant', 'You asked: Two\nlines? (4 messages)']]
    expect(await messagesOf(id)).toEqual(kept)
    await say(id, 'Assistant', 'You asked: Two\nlines? (4 messages)')
    expect(await messagesOf(id)).toEqual(kept)
    // An EventSource that comes back is told to stay away, and nothing is asked twice.
    expect((await me(`/conversations/inference/${id}`)).status).toBe(409)
    expect(z.array(messageSchema).parse(await bodyOf(await me('/conversations/'))).filter(({ chat_id }) => chat_id === id)).toHaveLength(4)
  })

  test('S1-09 C34 an empty chat says so in one event', async () => {
    for (const kind of ['inference', 'inference_internet']) {
      expect(await eventsOf(await me(`/conversations/${kind}/${(await begin()).id}`))).toEqual({ data: ['No messages found in database'], named: {} })
    }
  })

  test('S1-10 C35 C36 the internet is searched for the last message, and its addresses come with the answer', async () => {
    internet.pages.set('/herons', '<title>The heron book</title><main><p>The heron of the Lune stands 94 centimetres tall.</p></main>')
    // One that is dead fails nothing.
    internet.found = ['/gone', '/herons']
    const { id } = await begin()
    await say(id, 'Human', 'How tall is the heron of the Lune?')
    const whole = (await eventsOf(await me(`/conversations/inference_internet/${id}`))).data.join('')
    expect(whole).toContain('94 centimetres tall. [1]')
    expect(whole).toMatch(new RegExp(`\n\n\\[1\\] The heron book ${internet.url}/herons$`))
    internet.found = []
    await say(id, 'Human', 'And the otter of the Lune?')
    expect((await eventsOf(await me(`/conversations/inference_internet/${id}`))).data.join('')).toContain('And the otter of the Lune?')
  })

  test('C41 a failure is a status before the first word and a named event after it', async () => {
    const { data, named } = await eventsOf(await askedOf('openai/fake-error-midstream'))
    expect([data.join(''), named]).toEqual(['t0 t1 t2 t3 t4 ', { error: expect.stringMatching(/provider/i) }])
    const before = await askedOf('openai/fake-500')
    expect([before.status, before.headers.get('content-type')]).toEqual([502, 'text/plain; charset=utf-8'])
  })

  async function askedOf(modelId: string): Promise<Response> {
    const { id: conversationId } = await conversations.create(person, { title: 'Failing', modelId })
    await append(person, { conversationId, role: 'user', text: 'Hello?' })
    return me(`/conversations/inference/${conversationId}`)
  }
})

test('S1-12 C07 C08 nobody is answered without saying who they are, and nothing of somebody else is there', async () => {
  const { id } = await begin()
  await say(id, 'Human', 'Mine?')
  const nobody = await clientOf(server.url, null)
  const tries = [
    (by: Ask) => by(`/chats/${id}`),
    (by: Ask) => by(`/chats/update/${id}`, { method: 'PUT', body: { name: 'Theirs' } }),
    (by: Ask) => by(`/chats/delete/${id}`, { method: 'DELETE' }),
    (by: Ask) => by(`/conversations/?chat_id=${id}`),
    (by: Ask) => by('/conversations/create', { body: { chat_id: id, role: 'Human', message: 'Theirs' } }),
    (by: Ask) => by(`/conversations/inference/${id}`),
    (by: Ask) => by(`/conversations/inference_internet/${id}`),
    (by: Ask) => by(`/chats/${newId()}`),
  ]
  for (const attempt of tries) {
    const [known, unknown] = [await attempt(stranger), await attempt(nobody)]
    expect([known.status, await known.text(), unknown.status]).toEqual([404, expect.stringContaining('does not exist'), 401])
  }
  expect(await bodyOf(await stranger('/chats/'))).toEqual([])
  expect(await bodyOf(await stranger('/conversations/'))).toEqual([])
  expect(await messagesOf(id)).toEqual([['Human', 'Mine?']])
})

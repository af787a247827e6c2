// Every endpoint of llama_internet_chatbot's document, in its order, with the bodies that it shows; it has no commands to run.
import { afterAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { bodyOf, clientOf } from '@/server/testing/dialectClient'
import { startDialectServer } from '@/server/testing/dialectServer'
import { createPerson } from '@/server/testing/people'
import { eventsIn } from '@/server/testing/sse'

const provider = await vi.hoisted(async () => {
  Object.assign(process.env, { DIALECTS: 'llama-chatbot', CHAT_MODEL: 'fake-chat' })
  return (await import('@/server/testing/fakeProvider')).useFakeProvider()
})
const server = await startDialectServer()
afterAll(() => Promise.all([server.close(), provider.close()]))

const chatSchema = z.strictObject({ id: z.uuid(), name: z.string(), created_at: z.iso.datetime(), updated_at: z.iso.datetime() })

const said = async (response: Response): Promise<string> => eventsIn(await response.text()).map(({ data }) => data).join('')

test('S1-01 S1-02 S1-03 S1-04 S1-05 S1-06 S1-07 S1-08 S1-09 S1-10 every documented endpoint answers as it is documented', async () => {
  const ask = await clientOf(server.url, await createPerson())
  const { id } = chatSchema.parse(await bodyOf(await ask('/chats/create', { body: { name: 'string' } }), 201))
  expect(z.array(chatSchema).parse(await bodyOf(await ask('/chats/')))).toMatchObject([{ id, name: 'string' }])
  expect(chatSchema.parse(await bodyOf(await ask(`/chats/${id}`)))).toMatchObject({ id })
  expect(await bodyOf(await ask(`/chats/update/${id}`, { method: 'PUT', body: { name: 'Chat 1', updated_at: '2023-08-05T14:48:00.000Z' } }))).toMatchObject({ name: 'Chat 1', updated_at: '2023-08-05T14:48:00.000Z' })
  const message = await bodyOf(await ask('/conversations/create', { body: { chat_id: id, role: 'Human', message: 'string' } }), 201)
  expect(message).toEqual({ id: expect.any(String), role: 'Human', chat_id: id, message: 'string', created_at: expect.any(String), updated_at: expect.any(String) })
  expect(await said(await ask(`/conversations/inference/${id}`))).toBe('You asked: string (2 messages)')
  await bodyOf(await ask('/conversations/create', { body: { chat_id: id, role: 'Human', message: 'And on the internet?' } }), 201)
  expect(await said(await ask(`/conversations/inference_internet/${id}`))).toContain('And on the internet?')
  expect(await bodyOf(await ask(`/chats/delete/${id}`, { method: 'DELETE' }))).toMatchObject({ id, name: 'Chat 1' })
  expect(await bodyOf(await ask('/chats/'))).toEqual([])
})

// Every curl example of llm-backend-api's document, in its order, with our address, our token and the ids that we gave in the place of theirs.
import { afterAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { db } from '@/server/database'
import { purge } from '@/server/ingestion/purge'
import { ingestAndSettle } from '@/server/ingestion/settleIndex'
import { startWorker } from '@/server/jobs/worker'
import { curl } from '@/server/testing/curl'
import { bodyOf } from '@/server/testing/dialectClient'
import { startDialectServer } from '@/server/testing/dialectServer'
import { docxEntries, paragraph } from '@/server/testing/fixtures'
import { writeZip } from '@/server/testing/zip'

const provider = await vi.hoisted(async () => {
  Object.assign(process.env, { DIALECTS: 'llm-backend', CHAT_MODEL: 'gpt-4o', EMBEDDING_DIMENSIONS: '64' })
  return (await import('@/server/testing/fakeProvider')).useFakeProvider({ embedding: 'zhipu-embedding-3' })
})
const server = await startDialectServer()
const worker = startWorker({ ingest: ingestAndSettle, purge })
afterAll(async () => {
  await worker.stop()
  await Promise.all([server.close(), provider.close()])
})

const force = '不可抗力条款是指合同中约定的因不可预见、不可避免、不可克服的客观情况，导致合同无法履行时，免除当事人责任的条款。'
const files = { '/path/to/your/document.docx': writeZip(docxEntries(paragraph(force))) }
const ours = new Map([['http://localhost:8080', server.url]])
const run = (command: string): Promise<Response> => curl([...ours].reduce((text, [theirs, own]) => text.replaceAll(theirs, own), command), files)

/** The conversation that they call 329629, so that it can be called that here. */
async function call329629(response: Response): Promise<unknown> {
  const body = z.object({ conversation_id: z.int() }).loose().parse(await bodyOf(response))
  await db.conversationNumber.update({ where: { number: body.conversation_id }, data: { number: 329_629 } })
  return body
}
const eventsOf = async (response: Response) => (await response.text()).trimEnd().split('\n\n').map((line) => z.object({ event: z.string(), data: z.string() }).parse(JSON.parse(line)))

const createConversation = `curl -X POST http://localhost:8080/api/conversations/create \\
-H "Content-Type: application/json" \\
-H "Authorization: Bearer YOUR_JWT_TOKEN" \\
-d '{
    "title": "My New Conversation",
    "model": "gpt-4o",
    "api_key": "your-api-key-here"
}'`

test('S0-09 S0-01 S0-10 S0-11 C125 register and sign in', async () => {
  const register = await run(`curl -X POST http://localhost:8080/api/users/register \\
-H "Content-Type: application/json" \\
-d '{
    "username": "john_doe",
    "password": "SecureP@ssw0rd!"
}'`)
  expect(await bodyOf(register, 201)).toEqual({ message: 'User registered successfully' })
  const login = await run(`curl -X POST http://localhost:8080/api/users/login \\
-H "Content-Type: application/json" \\
-d '{
    "username": "john_doe",
    "password": "SecureP@ssw0rd!"
}'`)
  ours.set('YOUR_JWT_TOKEN', z.object({ token: z.string() }).parse(await bodyOf(login)).token)
})

test('S0-09 S0-12 C11 C125 C14 create a conversation, with a key that is said no more and used for it', async () => {
  expect(await call329629(await run(createConversation))).toEqual({ conversation_id: expect.any(Number), title: 'My New Conversation', model: 'gpt-4o', api_key: expect.stringMatching(/^\*+here$/), created_time: expect.any(Number) })
})

test('S0-09 S0-16 S0-17 C57 C125 stream chat messages', async () => {
  const events = await eventsOf(
    await run(`curl -X POST http://localhost:8080/api/chat/329629 \\
-H "Content-Type: application/json" \\
-H "Authorization: Bearer YOUR_JWT_TOKEN" \\
-d '{
    "message": "介绍一下RUST"
}'`),
  )
  expect(events.at(-1)).toEqual({ event: 'full_response', data: 'You asked: 介绍一下RUST (2 messages)' })
  expect(events.at(-2)).toEqual({ event: 'done', data: 'Stream finished' })
  expect(provider.requests.findLast(({ path }) => path === '/v1/chat/completions')?.headers.authorization).toBe('Bearer your-api-key-here')
})

test('S0-09 S0-13 S0-14 S0-15 C125 history, list and delete', async () => {
  const history = await run(`curl -X GET http://localhost:8080/api/conversations/history/329629 \\
-H "Content-Type: application/json" \\
-H "Authorization: Bearer YOUR_JWT_TOKEN"`)
  expect(await bodyOf(history)).toEqual({
    conversation_id: 329_629,
    title: 'My New Conversation',
    model: 'gpt-4o',
    messages: [{ role: 'user', content: '介绍一下RUST', message_id: 1 }, { role: 'assistant', content: 'You asked: 介绍一下RUST (2 messages)', message_id: 2 }],
    created_time: expect.any(Number),
  })
  const list = await run(`curl -X GET http://localhost:8080/api/conversations/list \\
-H "Content-Type: application/json" \\
-H "Authorization: Bearer YOUR_JWT_TOKEN"`)
  expect(await bodyOf(list)).toEqual([{ conversation_id: 329_629, title: 'My New Conversation', created_time: expect.any(Number) }])
  const removal = await run(`curl -X POST http://localhost:8080/api/conversations/del/329629 \\
-H "Content-Type: application/json" \\
-H "Authorization: Bearer YOUR_JWT_TOKEN"`)
  expect(await bodyOf(removal)).toEqual({ message: 'Conversation deleted successfully' })
})

test('S0-09 S0-18 S0-19 S0-21 S0-24 S0-25 C87 C125 make a knowledge base, fill it, search it and chat with it', async () => {
  const creation = await run(`curl -X POST http://localhost:8080/api/rag/kb/create \\
-H "Content-Type: application/json" \\
-H "Authorization: Bearer YOUR_JWT_TOKEN" \\
-d '{
    "kb_name": "法律知识库",
    "embedding_model": "zhipu-embedding-3"
}'`)
  const { kb_id, message } = z.object({ success: z.literal(true), kb_id: z.uuid(), message: z.string() }).parse(await bodyOf(creation))
  expect(message).toBe('知识库创建成功，使用模型: zhipu-embedding-3')
  ours.set('a1b2c3d4-5678-90ab-cdef-123456789abc', kb_id)
  const list = await run(`curl -X GET http://localhost:8080/api/rag/kb/list \\
-H "Authorization: Bearer YOUR_JWT_TOKEN"`)
  expect(await bodyOf(list)).toEqual({ success: true, kbs: [{ kb_id, kb_name: '法律知识库', embedding_model: 'zhipu-embedding-3' }], message: '知识库列表获取成功' })
  const upload = await run(`curl -X POST http://localhost:8080/api/rag/doc/upload \\
-H "Authorization: Bearer YOUR_JWT_TOKEN" \\
-F "kb_id=a1b2c3d4-5678-90ab-cdef-123456789abc" \\
-F "file=@/path/to/your/document.docx"`)
  expect(await bodyOf(upload)).toEqual({ success: true, doc_id: expect.any(String), message: '文档上传处理成功，共分割并添加 1 个文本块' })
  const retrieval = await run(`curl -X POST http://localhost:8080/api/rag/retrieve \\
-H "Content-Type: application/json" \\
-H "Authorization: Bearer YOUR_JWT_TOKEN" \\
-d '{
    "kb_id": "a1b2c3d4-5678-90ab-cdef-123456789abc",
    "query": "什么是不可抗力条款？",
    "top_k": 5
}'`)
  expect(await bodyOf(retrieval)).toEqual({ success: true, results: [{ content: force, score: expect.any(Number), doc_id: expect.any(String), doc_name: 'document.docx' }], message: '检索成功' })
  await call329629(await run(createConversation))
  const events = await eventsOf(
    await run(`curl -X POST http://localhost:8080/api/rag/chat \\
-H "Content-Type: application/json" \\
-H "Authorization: Bearer YOUR_JWT_TOKEN" \\
-d '{
    "conversation_id": 329629,
    "kb_id": "a1b2c3d4-5678-90ab-cdef-123456789abc",
    "message": "什么是不可抗力条款？",
    "top_k": 3
}'`),
  )
  expect(events.at(-1)).toEqual({ event: 'full_response', data: expect.stringContaining('不可抗力条款是指') })
})

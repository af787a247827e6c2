import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import type { Actor } from '@/server/auth/actor'
import * as keys from '@/server/auth/keys'
import type { Scope } from '@/server/auth/schema'
import { db } from '@/server/database'
import { newId } from '@/server/ids'
import { createAssistant } from '@/server/testing/assistants'
import { addReadyDocument, createBase } from '@/server/testing/documents'
import { startDoorServer } from '@/server/testing/doorServer'
import { createPerson } from '@/server/testing/people'

vi.hoisted(() => {
  process.env.REQUESTS_PER_MINUTE = '40'
})
const provider = await vi.hoisted(async () => (await import('@/server/testing/fakeProvider')).useFakeProvider())
const server = await startDoorServer()
afterAll(() => Promise.all([server.close(), provider.close()]))

let person: Actor
let base: string
beforeAll(async () => {
  person = await createPerson()
  base = await createBase(person, 'Rules')
  await addReadyDocument(person, base, '# Holidays\n\nEverybody has thirty days of holiday a year.', 'handbook.md')
})

const question = 'How many days of holiday are there?'
const textSchema = z.array(z.object({ text: z.string() }))

/** The official client, connected with a key of these scopes. */
async function connected(actor: Actor, ...scopes: Scope[]) {
  const { secret } = await keys.create(actor, { name: 'test', scopes, expiresAt: null })
  const client = new Client({ name: 'test', version: '1' })
  await client.connect(new StreamableHTTPClientTransport(new URL(`${server.url}/api/mcp`), { requestInit: { headers: { authorization: `Bearer ${secret}` } } }))
  return client
}

test('the tools say what they take and give, and that they change nothing', async () => {
  const client = await connected(person, 'knowledge:read')
  const { tools } = await client.listTools()
  expect(tools.map(({ name }) => name)).toEqual(['list_knowledge_bases', 'search_knowledge_base', 'read_passage', 'ask_assistant'])
  for (const tool of tools) expect(tool).toMatchObject({ title: expect.any(String), description: expect.any(String), inputSchema: { type: 'object' }, outputSchema: { type: 'object' }, annotations: { readOnlyHint: true } })
  await client.close()
})

test('a passage is found and read, and a question answered with its sources', async () => {
  const assistant = await createAssistant(person, { name: 'Clerk', knowledgeBaseIds: [base], modelId: 'openai/fake-chat', instructions: 'Know:\n{knowledge}' })
  const client = await connected(person, 'knowledge:read', 'chat')
  expect((await client.callTool({ name: 'list_knowledge_bases', arguments: {} })).structuredContent).toMatchObject({ knowledgeBases: [{ id: base, name: 'Rules', documentCount: 1 }], assistants: [{ id: assistant, name: 'Clerk' }] })

  const found = await client.callTool({ name: 'search_knowledge_base', arguments: { question } })
  const { passages } = z.object({ passages: z.array(z.object({ passageId: z.string(), documentName: z.string(), text: z.string() })) }).parse(found.structuredContent)
  expect(passages).toMatchObject([{ documentName: 'handbook.md', text: expect.stringContaining('thirty days') }])
  expect(JSON.parse(textSchema.parse(found.content)[0]?.text ?? '')).toEqual(found.structuredContent)
  expect((await client.callTool({ name: 'read_passage', arguments: { passageId: passages[0]?.passageId } })).structuredContent).toMatchObject({ documentName: 'handbook.md', text: passages[0]?.text, before: null })

  const asked = await client.callTool({ name: 'ask_assistant', arguments: { question, assistantId: assistant } })
  expect(asked.structuredContent).toMatchObject({ answer: expect.stringContaining('thirty days of holiday a year. [1]'), citations: [{ ordinal: 1, documentName: 'handbook.md', passageId: passages[0]?.passageId }] })
  expect(await db.conversation.count({ where: { ownerId: person.userId, isTemporary: false } })).toBe(0)
  await client.close()
})

test('what is refused is an error of the tool, in a sentence', async () => {
  const client = await connected(await createPerson(), 'knowledge:read')
  const refused = async (name: string, input: Record<string, unknown>): Promise<string> => {
    const { isError, content } = await client.callTool({ name, arguments: input })
    expect(isError).toBe(true)
    return textSchema.parse(content)[0]?.text ?? ''
  }
  expect(await refused('search_knowledge_base', { question, knowledgeBaseIds: [base] })).toBe('This knowledge base does not exist')
  expect(await refused('search_knowledge_base', { question })).toContain('There is no knowledge base yet')
  expect(await refused('read_passage', { passageId: newId() })).toMatch(/does not exist/)
  expect(await refused('ask_assistant', { question })).toContain('lacks the scope chat')
  expect(await refused('search_knowledge_base', { question: '' })).toMatch(/question/)
  await client.close()
})

test('calls that come in one request are counted one by one', async () => {
  const { secret } = await keys.create(await createPerson(), { name: 'test', scopes: ['knowledge:read'], expiresAt: null })
  const calls = Array.from({ length: 90 }, (_, id) => ({ jsonrpc: '2.0', id, method: 'tools/call', params: { name: 'list_knowledge_bases', arguments: {} } }))
  const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream', authorization: `Bearer ${secret}` }
  const answers = await (await fetch(`${server.url}/api/mcp`, { method: 'POST', headers, body: JSON.stringify(calls) })).text()
  // The minute may end in the middle of it.
  expect([40, 80]).toContain(answers.split('structuredContent').length - 1)
  expect(answers).toContain('You may make 40 requests in a minute')
})

test('nobody without a key gets in', async () => {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' })
  const response = await fetch(`${server.url}/api/mcp`, { method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', authorization: 'Bearer sk-nothing' }, body })
  expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="parley"'])
})

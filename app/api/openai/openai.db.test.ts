import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { createOpenAI } from '@ai-sdk/openai'
import { embedMany, generateText, streamText } from 'ai'
import OpenAI, { APIError } from 'openai'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import type { Actor } from '@/server/auth/actor'
import * as keys from '@/server/auth/keys'
import type { Scope } from '@/server/auth/schema'
import * as conversations from '@/server/conversations/listing'
import { conversationListSchema } from '@/server/conversations/schema'
import { db } from '@/server/database'
import { newId } from '@/server/ids'
import { createAssistant } from '@/server/testing/assistants'
import { addReadyDocument, createBase } from '@/server/testing/documents'
import { startDoorServer } from '@/server/testing/doorServer'
import { createPerson } from '@/server/testing/people'

const provider = await vi.hoisted(async () => (await import('@/server/testing/fakeProvider')).useFakeProvider({ embedding: 'fake-embedding' }))
const server = await startDoorServer()
afterAll(() => Promise.all([server.close(), provider.close()]))

const baseURL = `${server.url}/api/openai/v1`
const model = 'openai/fake-chat'
const question = 'How many days of holiday are there?'

let person: Actor
let openai: OpenAI
let apiKey: string
let base: string
const keyOf = async (actor: Actor, ...scopes: Scope[]): Promise<string> => (await keys.create(actor, { name: 'test', scopes, expiresAt: null })).secret
beforeAll(async () => {
  person = await createPerson()
  apiKey = await keyOf(person, 'chat', 'models')
  openai = new OpenAI({ baseURL, apiKey, maxRetries: 0 })
  base = await createBase(person, 'Rules')
  await addReadyDocument(person, base, 'Everybody has thirty days of holiday a year.', 'handbook.md')
})

const annotationsSchema = z.array(
  z.object({ type: z.literal('url_citation'), url_citation: z.object({ url: z.url(), title: z.string(), start_index: z.int(), end_index: z.int() }), parley: z.object({ ordinal: z.int(), quote: z.string(), knowledge_base_id: z.string() }) }),
)

/** What the provider was sent last. */
const sentSchema = z.looseObject({ model: z.string(), messages: z.array(z.object({ role: z.string(), content: z.unknown() })) })
const lastSent = () => provider.bodies('/v1/chat/completions', sentSchema).at(-1)

describe("OpenAI's own client", () => {
  test('lists the models and the assistants, and finds one by its id', async () => {
    const assistant = await createAssistant(person, { name: 'Clerk' })
    const listed = (await openai.models.list()).data
    expect(listed.map(({ id }) => id)).toEqual(expect.arrayContaining([model, `assistant/${assistant}`, 'openai/fake-embedding']))
    expect(await openai.models.retrieve(model)).toMatchObject({ id: model, object: 'model' })
    await expect(openai.models.retrieve('openai/nothing')).rejects.toMatchObject({ status: 404, code: 'not_found', type: 'invalid_request_error' })
    await expect(openai.models.retrieve('%')).rejects.toMatchObject({ status: 404 })
  })

  test('C48 C49 C108 is answered whole, with what was said before, and with its parameters', async () => {
    const completion = await openai.chat.completions.create({
      model,
      messages: [{ role: 'system', content: 'Be brief.' }, { role: 'user', content: 'Hello' }, { role: 'assistant', content: 'Hello you' }, { role: 'user', content: [{ type: 'text', text: 'And now?' }] }],
      temperature: 0.7,
      max_tokens: 99,
    })
    expect(completion).toMatchObject({ object: 'chat.completion', model, choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: expect.stringContaining('You asked: And now?') } }] })
    expect(completion.usage?.total_tokens).toBe((completion.usage?.prompt_tokens ?? 0) + (completion.usage?.completion_tokens ?? 0))
    expect(lastSent()).toMatchObject({ model: 'fake-chat', temperature: 0.7, messages: [{ content: expect.stringContaining('Be brief.') }, { role: 'user', content: 'Hello' }, { role: 'assistant', content: 'Hello you' }, { role: 'user', content: 'And now?' }] })
    expect(JSON.stringify(lastSent())).toMatch(/"max_(completion_)?tokens":99/)
    // The client keeps its conversations: none is in the list.
    expect((await conversations.list(person, conversationListSchema.parse({}))).items).toEqual([])
  })

  test('C49 streams an assistant, with its sources in the annotations', async () => {
    const assistant = await createAssistant(person, { name: 'Librarian', knowledgeBaseIds: [base], modelId: model, instructions: 'Know:\n{knowledge}' })
    const stream = await openai.chat.completions.create({ model: `assistant/${assistant}`, messages: [{ role: 'user', content: question }], stream: true, stream_options: { include_usage: true } })
    let text = ''
    const annotations: unknown[] = []
    const ends: unknown[] = []
    let total = 0
    for await (const { choices, usage } of stream) {
      text += choices[0]?.delta.content ?? ''
      annotations.push(...z.object({ annotations: z.array(z.unknown()).default([]) }).parse(choices[0]?.delta ?? {}).annotations)
      if (choices[0]?.finish_reason != null) ends.push(choices[0].finish_reason)
      total += usage?.total_tokens ?? 0
    }
    expect(text).toContain('thirty days of holiday a year. [1]')
    const [citation] = annotationsSchema.parse(annotations)
    expect(citation).toMatchObject({ url_citation: { title: 'handbook.md', start_index: text.indexOf('[1]') }, parley: { ordinal: 1, knowledge_base_id: base } })
    expect(ends).toEqual(['stop'])
    expect(total).toBeGreaterThan(0)
  })

  test('can name knowledge bases itself, and none of somebody else', async () => {
    const ask = (client: OpenAI) => client.chat.completions.create({ model, messages: [{ role: 'user', content: question }], ...{ knowledge_base_ids: [base] } })
    const { message } = (await ask(openai)).choices[0] ?? {}
    expect(annotationsSchema.parse(message?.annotations)).toHaveLength(1)
    const stranger = new OpenAI({ baseURL, apiKey: await keyOf(await createPerson(), 'chat'), maxRetries: 0 })
    await expect(ask(stranger)).rejects.toMatchObject({ status: 404, error: { message: 'This knowledge base does not exist' } })
    await expect(stranger.chat.completions.create({ model: `assistant/${await createAssistant(person, { name: newId() })}`, messages: [{ role: 'user', content: 'x' }] })).rejects.toMatchObject({ status: 404 })
  })

  test('gets embeddings, as numbers and in base64', async () => {
    const { data, usage } = await openai.embeddings.create({ model: 'openai/fake-embedding', input: ['one', 'two words'] })
    expect(data.map(({ embedding }) => embedding.length)).toEqual([64, 64])
    expect(usage.total_tokens).toBeGreaterThan(0)
    const [plain] = (await openai.embeddings.create({ model: 'fake-embedding', input: 'one', encoding_format: 'float' })).data
    expect(data[0]?.embedding).toEqual(plain?.embedding)
    await expect(openai.embeddings.create({ model: 'fake-chat', input: 'one' })).rejects.toMatchObject({ status: 404 })
  })

  test.each<[string, object, number, string | null]>([
    ['tools', { tools: [{ type: 'function', function: { name: 'x' } }] }, 400, 'tools'],
    ['two answers', { n: 2 }, 400, 'n'],
    ['a temperature of 9', { temperature: 9 }, 400, 'temperature'],
    ['no messages', { messages: [] }, 400, 'messages'],
    ['an answer as the last message', { messages: [{ role: 'assistant', content: 'x' }] }, 400, 'messages'],
    ['an image', { messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'data:,' } }] }] }, 400, null],
    ['a model that is not', { model: 'gpt-99' }, 404, null],
    ['a model that its provider refuses', { model: 'openai/fake-500' }, 502, null],
  ])('is refused with %s in the shape that it knows', async (_name, body, status, param) => {
    const asked = { model, messages: [{ role: 'user', content: 'Hello' }], ...body }
    const response = await fetch(`${baseURL}/chat/completions`, { method: 'POST', headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' }, body: JSON.stringify(asked) })
    const { error } = z.object({ error: z.object({ message: z.string().min(1), type: z.string(), param: z.string().nullable(), code: z.string().nullable() }) }).parse(await response.json())
    expect([response.status, error.message]).toEqual([status, expect.not.stringContaining('secret')])
    expect(param === null || error.param === null || error.param.startsWith(param)).toBe(true)
  })

  test('without a key, or with one that lacks the scope, is told so', async () => {
    const refused = async (key: string): Promise<APIError> =>
      new OpenAI({ baseURL, apiKey: key, maxRetries: 0 }).chat.completions.create({ model, messages: [{ role: 'user', content: 'x' }] }).then(
        () => expect.fail('it was answered'),
        (error: unknown) => (error instanceof APIError ? error : expect.fail(String(error))),
      )
    expect(await refused('sk-nothing')).toMatchObject({ status: 401, code: 'invalid_api_key' })
    expect(await refused(await keyOf(person, 'models'))).toMatchObject({ status: 403, type: 'permission_error' })
  })

  test('C46 that leaves ends the answer', async () => {
    const stream = await openai.chat.completions.create({ model: 'openai/fake-slow-200', messages: [{ role: 'user', content: 'Slowly' }], stream: true })
    for await (const { choices } of stream) if ((choices[0]?.delta.content ?? '') !== '') break
    await vi.waitFor(async () => expect(await db.message.findFirst({ where: { ownerId: person.userId, role: 'assistant' }, orderBy: { id: 'desc' } })).toMatchObject({ status: 'stopped' }), { timeout: 10_000 })
  })

  test('learns of a failure in the middle of a stream', async () => {
    const stream = await openai.chat.completions.create({ model: 'openai/fake-error-midstream', messages: [{ role: 'user', content: 'x' }], stream: true })
    const readToEnd = async (): Promise<void> => {
      for await (const _chunk of stream);
    }
    await expect(readToEnd()).rejects.toThrow(/provider/)
  })
})

describe("the AI SDK's provider", () => {
  test('for compatible servers is answered, streams and embeds', async () => {
    const compatible = createOpenAICompatible({ name: 'parley', baseURL, apiKey })
    expect((await generateText({ model: compatible.chatModel(model), prompt: 'Hello' })).text).toContain('You asked: Hello')
    const streamed = streamText({ model: compatible.chatModel(model), prompt: 'Hello again' })
    expect(await streamed.text).toContain('You asked: Hello again')
    expect((await embedMany({ model: compatible.embeddingModel('openai/fake-embedding'), values: ['one', 'two'] })).embeddings).toHaveLength(2)
  })

  test('for OpenAI reads the sources too', async () => {
    const assistant = await createAssistant(person, { name: 'Sourcerer', knowledgeBaseIds: [base], modelId: model, instructions: 'Know:\n{knowledge}' })
    const { text, sources } = await generateText({ model: createOpenAI({ baseURL, apiKey }).chat(`assistant/${assistant}`), prompt: question })
    expect(text).toContain('thirty days')
    expect(sources).toMatchObject([{ sourceType: 'url', title: 'handbook.md' }])
  })
})

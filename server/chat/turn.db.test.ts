import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Actor } from '@/server/auth/actor'
import { startTurn } from '@/server/chat/turn'
import { stop } from '@/server/chat/stop'
import * as answers from '@/server/conversations/answers'
import * as conversations from '@/server/conversations/service'
import { db } from '@/server/database'
import { newId } from '@/server/ids'
import * as knowledge from '@/server/knowledge/service'
import { retrievalSettingsSchema } from '@/server/retrieval/schema'
import { ask, eventsOf, question, textOf, untilWritten } from '@/server/testing/chat'
import { createCitation } from '@/server/testing/citations'
import { addReadyDocument, createBase, documentText } from '@/server/testing/documents'
import { createPerson } from '@/server/testing/people'
import { vectors } from '@/server/vectors/store'

const provider = await vi.hoisted(async () => (await import('@/server/testing/fakeProvider')).useFakeProvider())

let person: Actor
beforeEach(async () => {
  person = await createPerson()
})
afterAll(async () => {
  await provider.close()
  await (await vectors()).close()
})

const sent = async () => {
  const { chatBodySchema } = await import('@/server/testing/fakeProvider')
  return provider.bodies('/v1/chat/completions', chatBodySchema)
}
const lastRequest = () => provider.requests.findLast((request) => request.path === '/v1/chat/completions')

const guide = `# Otters

The otter of the Lune valley sleeps in a holt under the bank. It eats about a kilogram of fish every day, mostly trout.

# 水獭

水獭每天吃大约一公斤的鱼。它住在河岸下的洞穴里。
`

describe('an answer', () => {
  test('streams in pieces, and its row holds what was streamed', async () => {
    const answerId = await startTurn(person, question('How are you?', { modelId: 'openai/fake-slow-20' }))
    const events = await eventsOf(person, answerId)
    expect(events.filter((event) => event.type === 'delta').length).toBeGreaterThan(1)
    expect(textOf(events)).toBe(Array.from({ length: 20 }, (_, index) => `t${index} `).join(''))
    expect(events[0]).toMatchObject({ type: 'session', answerId, title: 'How are you?', modelId: 'openai/fake-slow-20' })
    expect(events.at(-1)).toMatchObject({ type: 'done', status: 'complete' })
    const row = await answers.get(person, answerId)
    expect(row).toMatchObject({ status: 'complete', content: textOf(events), errorText: null, outputTokens: 7 })
    expect(row.durationMs).toBeGreaterThanOrEqual(row.firstTokenMs ?? Number.NaN)
    expect(row.activity).toMatchObject({ phase: 'done' })
  })

  test('C31 the question is saved before the provider hears of it', async () => {
    const asked = provider.asked('/v1/chat/completions').length
    const request = question('Is this kept?', { modelId: 'openai/fake-hang' })
    const answerId = await startTurn(person, request)
    expect(await db.message.findUnique({ where: { id: request.requestId } })).toMatchObject({ content: 'Is this kept?', role: 'user' })
    await vi.waitFor(() => expect(provider.asked('/v1/chat/completions').length).toBeGreaterThan(asked), { timeout: 20_000 })
    await stop(person, answerId)
  })

  test('goes on to its end when nobody reads it', async () => {
    const answerId = await startTurn(person, question('Alone', { modelId: 'openai/fake-slow-20' }))
    await vi.waitFor(async () => expect((await answers.get(person, answerId)).status).toBe('complete'), { timeout: 5_000 })
    expect((await answers.get(person, answerId)).content).toContain('t19 ')
  })

  test('without documents is left as the model wrote it, brackets and all', async () => {
    const { content, citations, activity } = await ask(person, 'Sort [3, 1, 2] and show a[0]')
    expect(content).toBe('You asked: Sort [3, 1, 2] and show a[0] (2 messages)')
    expect(citations).toEqual([])
    expect(activity).toMatchObject({ searched: [], engine: null, passageCount: 0 })
  })
})

describe('sources', () => {
  test('C40 a quote is the text of the document at its offsets, and an invented marker reaches nobody', async () => {
    const base = await createBase(person, 'Animals')
    const document = await addReadyDocument(person, base, guide)
    const answerId = await startTurn(person, question('What does an otter eat?', { knowledgeBaseIds: [base] }))
    const events = await eventsOf(person, answerId)
    const row = await answers.get(person, answerId)
    expect(row.status).toBe('complete')
    expect(textOf(events)).toBe(row.content)
    expect(JSON.stringify(events)).not.toContain('[99]')
    expect(row.content).toContain(' [1] This was made up.')
    expect(row.citations).toHaveLength(1)
    const [citation] = row.citations
    expect(citation).toMatchObject({ ordinal: 1, documentId: document.id, knowledgeBaseId: base, documentName: 'notes.md', version: document.activeVersion })
    const text = await documentText(document.id, document.activeVersion)
    expect(text.slice(citation?.start, citation?.end)).toBe(citation?.quote)
    expect(citation?.quote.length).toBeGreaterThan(10)
    expect(citation?.passage).toContain(citation?.quote)
    expect(events.filter((event) => event.type === 'citation')).toEqual([{ type: 'citation', citation }])
    expect(row.activity).toMatchObject({ phase: 'done', searched: ['Animals'], engine: 'lexical', passageCount: 1 })
  })

  test('a Chinese question is answered from the Chinese part, with exact offsets', async () => {
    const base = await createBase(person)
    const document = await addReadyDocument(person, base, guide)
    const { citations } = await ask(person, '水獭吃什么？', { knowledgeBaseIds: [base] })
    const text = await documentText(document.id, document.activeVersion)
    expect(citations.map(({ start, end }) => text.slice(start, end))).toEqual(citations.map(({ quote }) => quote))
    expect(citations[0]?.passage).toContain('水獭每天吃大约一公斤的鱼。')
  })

  test('say which sentences they support, at the end of the stream and after it', async () => {
    const base = await createBase(person)
    await addReadyDocument(person, base, guide)
    const answerId = await startTurn(person, question('What does an otter eat?', { knowledgeBaseIds: [base] }))
    const events = await eventsOf(person, answerId)
    const { content, support } = await answers.get(person, answerId)
    expect(support?.map(({ start, end, supported, ordinal }) => ({ text: content.slice(start, end), supported, ordinal }))).toEqual([
      { text: expect.stringMatching(/^The otter .* \[1\]$/), supported: true, ordinal: 1 },
      { text: 'This was made up.', supported: false, ordinal: null },
    ])
    expect(events.at(-1)).toMatchObject({ type: 'done', support })
    expect((await ask(person, 'No documents')).support).toBeNull()
  })

  test('keep the file that they were read from', async () => {
    const base = await createBase(person)
    const { id } = await addReadyDocument(person, base, guide)
    const { citations } = await ask(person, 'What does an otter eat?', { knowledgeBaseIds: [base] })
    expect(citations[0]?.contentHash).toBe((await db.document.findUniqueOrThrow({ where: { id } })).sha256)
  })

  test('the same base named twice is searched once', async () => {
    const base = await createBase(person, 'Twice')
    const { status, activity } = await ask(person, 'otter', { knowledgeBaseIds: [base, base] })
    expect({ status, searched: activity?.searched }).toEqual({ status: 'complete', searched: ['Twice'] })
  })

  test('the model is given the passages of the question and none of anybody else', async () => {
    const stranger = await createPerson()
    await addReadyDocument(stranger, await createBase(stranger), 'The canary of the otter sings at noon.')
    const base = await createBase(person)
    await addReadyDocument(person, base, guide)
    await ask(person, 'otter', { knowledgeBaseIds: [base] })
    expect(JSON.stringify(lastRequest()?.body)).toContain('holt under the bank')
    expect(JSON.stringify(lastRequest()?.body)).not.toContain('canary')
    await expect(startTurn(person, question('otter', { knowledgeBaseIds: [base, newId()] }))).rejects.toMatchObject({ kind: 'not_found' })
  })
})

describe('the conversation so far', () => {
  test('C30 is sent with the next question, without the markers of the earlier answers', async () => {
    const base = await createBase(person)
    await addReadyDocument(person, base, guide)
    const first = await ask(person, 'What does an otter eat?', { knowledgeBaseIds: [base] })
    expect(first.content).toContain('[1]')
    const second = await ask(person, 'And where does it sleep?', { conversationId: first.conversationId, knowledgeBaseIds: [base] })
    expect(second.parentId).not.toBe(first.parentId)
    const [, ...messages] = (await sent()).at(-1)?.messages ?? []
    expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user'])
    expect(messages[0]?.content).toBe('What does an otter eat?')
    expect(messages[1]?.content).toBe(first.content.replace(' [1]', ''))
    expect(messages[2]?.content).toContain('Question: And where does it sleep?')
  })

  test('a follow-up is searched for in words that can be understood alone, and answered as it was asked', async () => {
    const base = await createBase(person)
    await addReadyDocument(person, base, guide)
    const first = await ask(person, 'What does an otter eat?', { knowledgeBaseIds: [base] })
    expect(first.activity?.rewritten).toBeNull()
    const { activity, content } = await ask(person, 'And where exactly?', { conversationId: first.conversationId, knowledgeBaseIds: [base] })
    expect(activity).toMatchObject({ rewritten: 'And where exactly? (What does an otter eat?)', passageCount: 1, retrieval: { question: 'And where exactly? (What does an otter eat?)', hits: [{ stages: { text: { rank: 1 } } }] } })
    expect(content).toContain('[1]')
    expect((await sent()).at(-1)?.messages.at(-1)?.content).toMatch(/Question: And where exactly\?$/)
  })

  test('a follow-up is searched for as it is when that is wanted, or when it is tried again so', async () => {
    const base = await createBase(person)
    await addReadyDocument(person, base, guide)
    const first = await ask(person, 'What does an otter eat?', { knowledgeBaseIds: [base] })
    const second = await ask(person, 'And where exactly?', { conversationId: first.conversationId, knowledgeBaseIds: [base], rewrite: false })
    expect(second.activity).toMatchObject({ rewritten: null, passageCount: 0 })
    const again = await startTurn(person, { retryOf: second.id, modelId: 'openai/fake-chat' })
    await eventsOf(person, again)
    expect((await answers.get(person, again)).activity).toMatchObject({ passageCount: 1 })
  })

  test('a base is searched as its settings say', async () => {
    const base = await createBase(person)
    await addReadyDocument(person, base, guide)
    await knowledge.update(person, { id: base, retrieval: retrievalSettingsSchema.parse({ scoreThreshold: 1 }) })
    expect((await ask(person, 'What does an otter eat on Mondays?', { knowledgeBaseIds: [base] })).activity).toMatchObject({ passageCount: 0, retrieval: { settings: { scoreThreshold: 1 }, cut: { by: 'threshold' } } })
  })

  test('keeps the brackets of an answer that cited nothing', async () => {
    const first = await ask(person, 'What is a[0]?')
    await ask(person, 'Again', { conversationId: first.conversationId })
    expect((await sent()).at(-1)?.messages.map(({ content }) => content)).toContain(first.content)
    expect(first.content).toContain('a[0]')
  })
})

describe('sending twice', () => {
  test('S2-25 C138 the same request twenty times at once is one question with one answer', async () => {
    const request = question('Once, please')
    const ids = await Promise.all(Array.from({ length: 20 }, () => startTurn(person, request)))
    expect(new Set(ids).size).toBe(1)
    await eventsOf(person, ids[0] ?? '')
    expect(await startTurn(person, request)).toBe(ids[0])
    expect(await db.message.count({ where: { ownerId: person.userId } })).toBe(2)
    expect(await db.conversation.count({ where: { ownerId: person.userId } })).toBe(1)
  })

  test('the same request id with another text is refused', async () => {
    const request = question('One thing')
    await eventsOf(person, await startTurn(person, request))
    await expect(startTurn(person, { ...request, text: 'Another thing' })).rejects.toMatchObject({ kind: 'conflict' })
  })
})

describe('stopping', () => {
  test('C46 keeps the text so far and hangs up on the provider within a second', async () => {
    const answerId = await startTurn(person, question('Endless', { modelId: 'openai/fake-slow' }))
    await untilWritten(person, answerId, 20)
    await stop(person, answerId)
    await vi.waitFor(() => expect(lastRequest()?.isCut).toBe(true), { timeout: 1_000 })
    const row = await answers.get(person, answerId)
    expect(row).toMatchObject({ status: 'stopped', errorText: null })
    expect(row.content).toMatch(/^t0 t1 t2 /)
    expect(textOf(await eventsOf(person, answerId))).toBe(row.content)
  })

  test('works from another process, which can only write into the row', async () => {
    const answerId = await startTurn(person, question('Endless', { modelId: 'openai/fake-slow' }))
    await untilWritten(person, answerId, 5)
    await answers.requestStop(person, answerId)
    await vi.waitFor(() => expect(lastRequest()?.isCut).toBe(true), { timeout: 1_000 })
    await vi.waitFor(async () => expect((await answers.get(person, answerId)).status).toBe('stopped'), { timeout: 1_000 })
  })

  test('a silent answer can be stopped too', async () => {
    const answerId = await startTurn(person, question('Hello?', { modelId: 'openai/fake-hang' }))
    await vi.waitFor(() => expect(lastRequest()?.body).toMatchObject({ model: 'fake-hang' }), { timeout: 20_000 })
    await answers.requestStop(person, answerId)
    await vi.waitFor(async () => expect((await answers.get(person, answerId)).status).toBe('stopped'), { timeout: 1_500 })
    expect((await answers.get(person, answerId)).content).toBe('')
  })

  test('a stranger cannot stop it, and a final answer stays as it is', async () => {
    const { id } = await ask(person, 'Done')
    await expect(stop(await createPerson(), id)).rejects.toMatchObject({ kind: 'not_found' })
    await stop(person, id)
    expect(await db.message.findUnique({ where: { id } })).toMatchObject({ status: 'complete', stopRequested: false })
  })
})

describe('a provider that fails', () => {
  test.each([
    ['fake-401', '', /key/],
    ['fake-429', '', /too many requests/],
    ['fake-500', '', /failed \(500\)/],
    ['fake-error-midstream', 't0 t1 t2 t3 t4 ', /broke off/],
    ['fake-cut', 't0 t1 t2 t3 t4 ', /broke off/],
    ['fake-early-end', 't0 t1 t2 t3 t4 ', /broke off/],
    ['fake-bad-json', 't0 t1 t2 t3 t4 ', /broke off/],
  ])('C41 C47 %s ends in one failed answer that keeps %j, and a retry is a sibling', async (model, text, sentence) => {
    const answerId = await startTurn(person, question('Will it work?', { modelId: `openai/${model}` }))
    const events = await eventsOf(person, answerId)
    expect(events.map(({ type }) => type).filter((type) => type === 'error' || type === 'done')).toEqual(['error', 'done'])
    const row = await answers.get(person, answerId)
    expect(row).toMatchObject({ status: 'failed', content: text, errorText: expect.stringMatching(sentence) })
    expect(JSON.stringify(events)).not.toContain('secret')

    const retryId = await startTurn(person, { retryOf: answerId, modelId: 'openai/fake-chat' })
    await eventsOf(person, retryId)
    const retry = await answers.get(person, retryId)
    expect(retry).toMatchObject({ status: 'complete', parentId: row.parentId, conversationId: row.conversationId })
    expect((await answers.get(person, answerId)).status).toBe('failed')
    const { messages } = await conversations.get(person, row.conversationId)
    expect(messages.map(({ id }) => id)).toEqual([row.parentId, retryId])
  })

  test('a refusal that may pass is tried again before it counts', async () => {
    const before = provider.asked('/v1/chat/completions').length
    await ask(person, 'Please', { modelId: 'openai/fake-500' })
    expect(provider.asked('/v1/chat/completions').length - before).toBe(3)
  })
})

describe('an answer that loses its row', () => {
  test('a deleted conversation stops the run', async () => {
    const answerId = await startTurn(person, question('Delete me', { modelId: 'openai/fake-slow' }))
    await untilWritten(person, answerId, 5)
    const { conversationId } = await answers.get(person, answerId)
    await conversations.remove(person, conversationId)
    await vi.waitFor(() => expect(lastRequest()?.isCut).toBe(true), { timeout: 2_000 })
  })

  test('C31 an abandoned one becomes interrupted, keeps its text and can be tried again', async () => {
    const answerId = await startTurn(person, question('Left behind', { modelId: 'openai/fake-slow' }))
    await untilWritten(person, answerId, 5)
    await stop(person, answerId)
    // As a killed process leaves it.
    await db.message.update({ where: { id: answerId }, data: { status: 'streaming', worker: newId(), leaseUntil: new Date(Date.now() - 1), stopRequested: false } })
    expect(await answers.interruptAbandoned()).toBe(1)
    const row = await answers.get(person, answerId)
    expect(row).toMatchObject({ status: 'interrupted', content: expect.stringContaining('t0 ') })
    expect((await eventsOf(person, answerId)).at(-1)).toMatchObject({ type: 'done', status: 'interrupted' })
    const retryId = await startTurn(person, { retryOf: answerId, modelId: 'openai/fake-chat' })
    await eventsOf(person, retryId)
    expect((await answers.get(person, retryId)).parentId).toBe(row.parentId)
  })

  test('its writer is told, and adds neither text nor sources', async () => {
    const { id } = await ask(person, 'Ended')
    const citation = createCitation()
    const { activity } = await answers.get(person, id)
    const draft = { text: 'overwritten', activity: activity ?? expect.fail(), citations: [citation] }
    const lease = { worker: newId(), leaseUntil: new Date() }
    const outcome = { status: 'complete', errorText: null, inputTokens: null, outputTokens: null, durationMs: 1, firstTokenMs: null, support: null } as const
    expect(await answers.save(id, draft, 0, lease)).toMatchObject({ isOurs: false })
    expect(await answers.end(id, draft, 0, lease.worker, outcome)).toBe(false)
    expect(await answers.save(newId(), draft, 0, lease)).toMatchObject({ isOurs: false })
    expect(await answers.get(person, id)).toMatchObject({ content: expect.not.stringContaining('overwritten'), citations: [] })
  })
})

import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import * as assistants from '@/server/assistants/service'
import * as sessions from '@/server/assistants/sessions'
import type { Actor } from '@/server/auth/actor'
import { startTurn } from '@/server/chat/turn'
import * as conversations from '@/server/conversations/service'
import { retrievalSettingsSchema } from '@/server/retrieval/schema'
import { createAssistant } from '@/server/testing/assistants'
import { ask, question } from '@/server/testing/chat'
import { addReadyDocument, createBase } from '@/server/testing/documents'
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

const bodySchema = z.looseObject({ messages: z.array(z.object({ role: z.string(), content: z.string() })) })
/** The body of the last request for an answer. */
const lastBody = () => provider.bodies('/v1/chat/completions', bodySchema).at(-1) ?? expect.fail('Nothing was asked')
const lastSystem = (): string => lastBody().messages.find(({ role }) => role === 'system')?.content ?? ''
const lastQuestion = (): string => lastBody().messages.at(-1)?.content ?? ''

const guide = `# Otters

The otter of the Lune valley sleeps in a holt under the bank. It eats about a kilogram of fish every day, mostly trout.
`

async function readyBase(name?: string): Promise<string> {
  const base = await createBase(person, name)
  await addReadyDocument(person, base, guide)
  return base
}

/** A question that leaves everything to the assistant. */
const free = { modelId: null, knowledgeBaseIds: null } as const

describe('the model of an assistant', () => {
  test('C25 C108 is given its parameters and instructions', async () => {
    const parameters = { temperature: 0.1, topP: 0.3, presencePenalty: 0.4, frequencyPenalty: 0.7, maxTokens: 512 }
    const assistantId = await createAssistant(person, { modelId: 'openai/fake-chat', instructions: 'You are a pirate.', language: 'Cornish', parameters })
    const { modelId } = await ask(person, 'Who are you?', { ...free, assistantId })
    expect(modelId).toBe('openai/fake-chat')
    expect(lastBody()).toMatchObject({ model: 'fake-chat', temperature: 0.1, top_p: 0.3, presence_penalty: 0.4, frequency_penalty: 0.7, max_tokens: 512 })
    expect(lastSystem()).toMatch(/^You are a pirate\.\n\nAnswer in Cornish\./)
  })

  test('is not told of parameters that are left to it', async () => {
    const nothing = { temperature: null, topP: null, presencePenalty: null, frequencyPenalty: null, maxTokens: null }
    await ask(person, 'Hello', { assistantId: await createAssistant(person, { parameters: nothing }) })
    for (const name of ['temperature', 'top_p', 'presence_penalty', 'frequency_penalty', 'max_tokens', 'max_completion_tokens']) expect(lastBody()).not.toHaveProperty(name)
  })

  test('C29 X15 is the one of the message, else of the conversation, else of the assistant', async () => {
    const assistantId = await createAssistant(person, { modelId: 'openai/fake-slow-20' })
    const first = await ask(person, 'One', { ...free, assistantId })
    const second = await ask(person, 'Two', { ...free, conversationId: first.conversationId, modelId: 'openai/fake-chat' })
    const third = await ask(person, 'Three', { ...free, conversationId: first.conversationId })
    expect([first, second, third].map(({ modelId }) => modelId)).toEqual(['openai/fake-slow-20', 'openai/fake-chat', 'openai/fake-chat'])
  })
})

describe('what is found', () => {
  test('C111 stands where the instructions say {knowledge}, and is cited', async () => {
    const assistantId = await createAssistant(person, { knowledgeBaseIds: [await readyBase('Animals')], instructions: 'Know this:\n{knowledge}\nThe end.' })
    const { citations, content, activity } = await ask(person, 'What does an otter eat?', { ...free, modelId: 'openai/fake-chat', assistantId })
    expect(activity?.searched).toEqual(['Animals'])
    expect(lastSystem()).toMatch(/^Know this:\n\[1\] notes\.md › Otters\n[\s\S]*holt under the bank[\s\S]*\nThe end\./)
    expect(lastQuestion()).toBe('What does an otter eat?')
    expect(citations).toHaveLength(1)
    expect(content).toContain('[1]')
  })

  test('is not lost by instructions that do not say where', async () => {
    const assistantId = await createAssistant(person, { knowledgeBaseIds: [await readyBase()], instructions: 'You are brief.' })
    const { citations } = await ask(person, 'What does an otter eat?', { ...free, modelId: 'openai/fake-chat', assistantId })
    expect(lastQuestion()).toMatch(/^Passages:\n\n\[1\] [\s\S]*holt under the bank[\s\S]*\n\nQuestion: What does an otter eat\?$/)
    expect(citations).toHaveLength(1)
  })

  test('C113 is neither cited nor marked when quotes are not wanted', async () => {
    const assistantId = await createAssistant(person, { knowledgeBaseIds: [await readyBase()], showsQuotes: false })
    const { citations, content } = await ask(person, 'What does an otter eat?', { ...free, modelId: 'openai/fake-chat', assistantId })
    expect(citations).toEqual([])
    expect(content).toMatch(/^It eats|^The otter/)
    expect(content).not.toMatch(/\[\d/)
  })

  test('C112 is searched for as the assistant says, before what the base says', async () => {
    const base = await readyBase()
    const settings = retrievalSettingsSchema.parse({ limit: 1, candidates: 7, scoreThreshold: 0.05, vectorWeight: 0.25, rerank: 'none' })
    const assistantId = await createAssistant(person, { knowledgeBaseIds: [base], retrieval: settings })
    const { activity } = await ask(person, 'What does an otter eat?', { ...free, modelId: 'openai/fake-chat', assistantId })
    expect(activity).toMatchObject({ passageCount: 1, retrieval: { settings } })
  })

  test('C112 no more passages than wanted reach the model', async () => {
    const base = await createBase(person)
    for (const number of [1, 2, 3]) await addReadyDocument(person, base, `Otter number ${number} lives at place ${number} of the river.`, `otter${number}.md`)
    const numbersFor = async (limit: number) => {
      await ask(person, 'Where does the otter live?', { ...free, modelId: 'openai/fake-chat', assistantId: await createAssistant(person, { knowledgeBaseIds: [base], retrieval: retrievalSettingsSchema.parse({ limit }) }) })
      return [...lastSystem().matchAll(/^\[(\d+)\] /gm)].map(([, number]) => number)
    }
    expect(await numbersFor(2)).toEqual(['1', '2'])
    expect(await numbersFor(1)).toEqual(['1'])
  })

  test('C110 X21 nothing is answered with the words for that, and no model is asked', async () => {
    const assistantId = await createAssistant(person, { knowledgeBaseIds: [await readyBase()], emptyResponse: 'Not in my books.' })
    const before = provider.asked('/v1/chat/completions').length
    const { content, status, citations, activity } = await ask(person, 'Zeppelin?', { ...free, modelId: 'openai/fake-chat', assistantId })
    expect({ content, status, citations }).toEqual({ content: 'Not in my books.', status: 'complete', citations: [] })
    expect(activity?.isModelAsked).toBe(false)
    expect(provider.asked('/v1/chat/completions')).toHaveLength(before)
  })

  test('C104 C110 nothing is left to the model when there are no words for that', async () => {
    const assistantId = await createAssistant(person, { knowledgeBaseIds: [await readyBase()] })
    const { content } = await ask(person, 'Zeppelin?', { ...free, modelId: 'openai/fake-chat', assistantId })
    expect(content).toContain('You asked: Zeppelin?')
    expect(lastSystem()).toContain('(nothing was found)')
    expect(lastSystem()).toContain('Answer as you can')
  })

  test('comes from the bases of the message when it names some', async () => {
    const base = await readyBase('Of the assistant')
    const other = await readyBase('Of the message')
    const assistantId = await createAssistant(person, { knowledgeBaseIds: [base] })
    const first = await ask(person, 'otter', { assistantId, knowledgeBaseIds: [other] })
    expect(first.activity?.searched).toEqual(['Of the message'])
    const second = await ask(person, 'otter', { conversationId: first.conversationId, knowledgeBaseIds: null })
    expect(second.activity?.searched).toEqual(['Of the message'])
  })
})

describe('the variables of an assistant', () => {
  const draft = { instructions: 'You help {name} of {town}.\n{knowledge}', variables: [{ key: 'name' }, { key: 'town', isOptional: true }] }

  test('C111 are filled with what the conversation was given, the optional ones with nothing', async () => {
    const assistantId = await createAssistant(person, draft)
    const { conversationId } = await ask(person, 'Hello', { assistantId, variables: { name: 'Ada', other: 'ignored' } })
    expect(lastSystem()).toMatch(/^You help Ada of \./)
    await ask(person, 'Again', { conversationId })
    expect(lastSystem()).toMatch(/^You help Ada of \./)
    await ask(person, 'Now from elsewhere', { conversationId, variables: { town: 'Kew' } })
    expect(lastSystem()).toMatch(/^You help Ada of Kew\./)
    expect((await conversations.get(person, conversationId)).variables).toEqual({ name: 'Ada', town: 'Kew' })
  })

  test('are not filled twice', async () => {
    await ask(person, 'Hello', { assistantId: await createAssistant(person, draft), variables: { name: '{town} {knowledge}', town: 'Kew' } })
    expect(lastSystem()).toMatch(/^You help \{town\} \{knowledge\} of Kew\./)
  })

  test.each<Record<string, string>>([{}, { name: ' ' }, { town: 'Kew' }])('that are required are asked for before anything is saved: %o', async (variables) => {
    const assistantId = await createAssistant(person, draft)
    await expect(startTurn(person, question('Hello', { assistantId, variables }))).rejects.toMatchObject({ kind: 'invalid', message: 'The assistant needs to know first: name' })
    expect((await sessions.list(person, assistantId, { limit: 10 })).items).toEqual([])
  })
})

describe('the opener of an assistant', () => {
  test('C109 X19 is the first message of a new conversation, and the model knows it', async () => {
    const assistantId = await createAssistant(person, { opener: 'Which animal shall it be?', knowledgeBaseIds: [await readyBase()] })
    const { conversationId, activity } = await ask(person, 'The otter', { ...free, modelId: 'openai/fake-chat', assistantId })
    const { messages } = await conversations.get(person, conversationId)
    expect(messages.map(({ role, content }) => [role, content]).slice(0, 2)).toEqual([
      ['assistant', 'Which animal shall it be?'],
      ['user', 'The otter'],
    ])
    expect(lastBody().messages.map(({ role }) => role)).toEqual(['system', 'user'])
    expect(lastSystem()).toContain('You began the conversation with these words:\nWhich animal shall it be?')
    // A first question is searched for as it is.
    expect(activity?.rewritten).toBeNull()
  })

  test('is there before the first question of a conversation that was begun without one', async () => {
    const assistantId = await createAssistant(person, { opener: 'Hello' })
    const conversationId = await sessions.create(person, { assistantId, title: 'New session', variables: {} })
    await ask(person, 'Hi', { conversationId, knowledgeBaseIds: null })
    expect((await conversations.get(person, conversationId)).messages.map(({ content }) => content)).toEqual(['Hello', 'Hi', expect.stringContaining('You asked: Hi')])
  })
})

describe('instructions of a conversation', () => {
  test('C25 are said in the place of those of Parley and of the assistant, until they are taken away', async () => {
    const assistantId = await createAssistant(person, { instructions: 'You are a pirate called {name}.', variables: [{ key: 'name' }] })
    const { conversationId } = await ask(person, 'Hello', { assistantId, systemPrompt: 'You are a {kind} nun.' })
    expect(lastSystem()).toMatch(/^You are a \{kind\} nun\./)
    await conversations.instruct(person, conversationId, null)
    await ask(person, 'Hello', { conversationId, variables: { name: 'Ann' } })
    expect(lastSystem()).toMatch(/^You are a pirate called Ann\./)
    const plain = await ask(person, 'Hello')
    expect(lastSystem()).toMatch(/^You are Parley/)
    await conversations.instruct(person, plain.conversationId, 'You rhyme.')
    await ask(person, 'Hello', { conversationId: plain.conversationId })
    expect(lastSystem()).toMatch(/^You rhyme\./)
  })
})

describe('a conversation with an assistant', () => {
  test('goes on without it when it was deleted', async () => {
    const assistantId = await createAssistant(person, { instructions: 'You are a pirate.' })
    const { conversationId } = await ask(person, 'Hello', { assistantId })
    await assistants.remove(person, assistantId)
    expect((await ask(person, 'Still there?', { conversationId })).status).toBe('complete')
    expect(lastSystem()).toMatch(/^You are Parley/)
  })

  test('cannot be had with the assistant of somebody else, nor with two', async () => {
    const assistantId = await createAssistant(await createPerson())
    await expect(startTurn(person, question('Hello', { assistantId }))).rejects.toMatchObject({ kind: 'not_found' })
    const { conversationId } = await ask(person, 'Hello', { assistantId: await createAssistant(person) })
    const other = await createAssistant(person)
    await expect(startTurn(person, question('Hello', { conversationId, assistantId: other }))).rejects.toMatchObject({ kind: 'invalid' })
  })
})

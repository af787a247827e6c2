import { beforeEach, describe, expect, test, vi } from 'vitest'
import * as prompts from '@/server/assistants/prompts'
import { assistantDraftSchema, assistantPatchSchema, type AssistantPatch } from '@/server/assistants/schema'
import * as assistants from '@/server/assistants/service'
import * as sessions from '@/server/assistants/sessions'
import type { Actor } from '@/server/auth/actor'
import * as conversations from '@/server/conversations/service'
import { db } from '@/server/database'
import { createAssistant } from '@/server/testing/assistants'
import { createBase } from '@/server/testing/documents'
import { createPerson } from '@/server/testing/people'

vi.hoisted(() => {
  process.env.AGENT_MODULES = 'docs/examples/echoAgent.mjs'
})

let person: Actor
beforeEach(async () => {
  person = await createPerson()
})

const patch = (change: AssistantPatch) => assistants.update(person, change)
const png = `data:image/png;base64,${'A'.repeat(400)}`

describe('an assistant', () => {
  test('C105 C114 made with all it can have gives all of it back', async () => {
    const bases = [await createBase(person), await createBase(person)]
    const draft = assistantDraftSchema.parse({
      name: 'Miss R',
      avatar: png,
      description: 'A helpful assistant',
      language: 'English',
      knowledgeBaseIds: bases,
      modelId: 'builtin/extractive',
      parameters: { temperature: 1, topP: 0.9, presencePenalty: -1, frequencyPenalty: null, maxTokens: 99 },
      instructions: 'You help {customer} with {topic}.\n{knowledge}',
      variables: [{ key: 'customer' }, { key: 'topic', isOptional: true }],
      opener: 'Hello, what is it about?',
      emptyResponse: 'I do not know.',
      showsQuotes: false,
      searchesWeb: true,
      retrieval: { limit: 3, scoreThreshold: 0.4 },
      agent: { kind: 'module', name: 'echoAgent' },
    })
    const made = await assistants.create(person, draft)
    expect(made).toMatchObject({ ...draft, knowledgeBaseIds: expect.arrayContaining(bases), promptVersion: 1 })
    expect(await assistants.get(person, made.id)).toEqual(made)
    const [listed] = await assistants.list(person)
    expect(listed).toMatchObject({ id: made.id, name: 'Miss R', opener: 'Hello, what is it about?', variables: draft.variables })
  })

  test('made with a name alone gets the usual settings', async () => {
    const made = await assistants.create(person, { name: 'Plain' })
    expect(made).toMatchObject({
      parameters: { temperature: 0.1, topP: 0.3, presencePenalty: 0.4, frequencyPenalty: 0.7, maxTokens: 512 },
      retrieval: { limit: 8, scoreThreshold: 0.2, vectorWeight: 0.3, candidates: 1_024, rerank: 'auto' },
      showsQuotes: true,
      emptyResponse: '',
      modelId: null,
      variables: [],
    })
    expect(made.instructions).toContain('{knowledge}')
  })

  test('C106 has a name that no other of its tenant has, whatever the letter case', async () => {
    const id = await createAssistant(person, { name: 'Miss R' })
    await expect(createAssistant(person, { name: 'ｍiss r' })).rejects.toMatchObject({ kind: 'conflict', message: 'You already have an assistant called “ｍiss r”; choose another name' })
    const other = await createAssistant(person, { name: 'Mister S' })
    await expect(patch({ id: other, name: 'MISS R' })).rejects.toMatchObject({ kind: 'conflict' })
    await expect(patch({ id, name: 'Miss r' })).resolves.toMatchObject({ name: 'Miss r' })
    await expect(createAssistant(await createPerson(), { name: 'Miss R' })).resolves.toBeDefined()
  })

  test('of two with one name at once one is made', async () => {
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => createAssistant(person, { name: 'Twice' })))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await assistants.list(person)).toHaveLength(1)
  })

  test.each([
    ['a variable that is not used', { variables: [{ key: 'customer' }] }, 'The variable “customer” is not used; write it into the instructions in braces, or remove it'],
    ['a placeholder that is not declared', { instructions: 'Help {customer}' }, 'The instructions hold “customer” in braces, which is no variable of this assistant; add the variable, or leave out the braces'],
    ['a model that is not offered', { modelId: 'openai/gone' }, 'The model openai/gone is not available; choose another one'],
    ['an agent module that is not installed', { agent: { kind: 'module', name: '../secret' } }, 'There is no agent “../secret” on this server; the operator adds agents with AGENT_MODULES'],
    ['an agent at a private address', { agent: { kind: 'http', url: 'http://127.0.0.1/' } }, '“127.0.0.1” is not on the public internet, so it is not read; the operator can allow it with WEB_ALLOW_PRIVATE'],
    ['an agent at no address of the web', { agent: { kind: 'http', url: 'file:///etc/passwd' } }, '“file:///etc/passwd” is not the address of a web page; it begins with https:// or http://'],
  ] as const)('is refused with %s, made and changed', async (_name, wrong, message) => {
    const draft = assistantDraftSchema.partial().parse(wrong)
    const given = Object.fromEntries(Object.keys(wrong).map((key) => [key, Reflect.get(draft, key)]))
    await expect(createAssistant(person, given)).rejects.toMatchObject({ kind: 'invalid', message })
    const id = await createAssistant(person, { instructions: 'Plain' })
    await expect(patch(assistantPatchSchema.parse({ id, ...wrong }))).rejects.toMatchObject({ kind: 'invalid', message })
    expect(await assistants.get(person, id)).toMatchObject({ instructions: 'Plain', variables: [], modelId: null, agent: null, promptVersion: 1 })
  })

  test.each([
    ['a variable called knowledge', { variables: [{ key: 'knowledge' }] }],
    ['two variables of one name', { instructions: '{a}', variables: [{ key: 'a' }, { key: 'a', isOptional: true }] }],
    ['a variable with a space', { variables: [{ key: 'first name' }] }],
    ['a picture that is a program', { avatar: 'data:image/svg+xml;base64,AAAA' }],
    ['a picture from elsewhere', { avatar: 'https://example.com/face.png' }],
    ['a picture that is too large', { avatar: `data:image/png;base64,${'A'.repeat(65_600)}` }],
    ['no name', { name: ' ' }],
    ['fewer candidates than passages', { retrieval: { limit: 64, candidates: 8 } }],
    ['a temperature beyond 2', { parameters: { temperature: 2.1 } }],
  ])('cannot be sent with %s', (_name, wrong) => {
    expect(assistantDraftSchema.safeParse({ name: 'Wrong', ...wrong }).success).toBe(false)
  })

  test('can be given letters, an emoji or a picture for a face', () => {
    for (const avatar of ['MR', '🦦', '水', png, null]) expect(assistantDraftSchema.safeParse({ name: 'Face', avatar }).success).toBe(true)
  })

  test('keeps what a change does not name, and merges its parameters', async () => {
    const base = await createBase(person)
    const id = await createAssistant(person, { description: 'Old', knowledgeBaseIds: [base], opener: 'Hi' })
    await patch({ id, parameters: { temperature: 0.9, maxTokens: null } })
    await patch({ id, description: 'New' })
    expect(await assistants.get(person, id)).toMatchObject({
      description: 'New',
      opener: 'Hi',
      knowledgeBaseIds: [base],
      parameters: { temperature: 0.9, topP: 0.3, presencePenalty: 0.4, frequencyPenalty: 0.7, maxTokens: null },
      promptVersion: 1,
    })
    await patch({ id, knowledgeBaseIds: [] })
    expect((await assistants.get(person, id)).knowledgeBaseIds).toEqual([])
  })

  test('that is deleted leaves its conversations', async () => {
    const id = await createAssistant(person, { opener: 'Hello' })
    const conversation = await sessions.create(person, { assistantId: id, title: 'Kept', variables: {} })
    await assistants.remove(person, id)
    expect(await assistants.list(person)).toEqual([])
    expect(await conversations.get(person, conversation)).toMatchObject({ title: 'Kept', assistantId: null, messages: [{ content: 'Hello' }] })
    await expect(assistants.remove(person, id)).rejects.toMatchObject({ kind: 'not_found' })
  })

  test('loses a base that is deleted, and stays', async () => {
    const base = await createBase(person)
    const id = await createAssistant(person, { knowledgeBaseIds: [base] })
    await db.knowledgeBase.delete({ where: { id: base } })
    expect((await assistants.get(person, id)).knowledgeBaseIds).toEqual([])
  })
})

describe('the versions of instructions', () => {
  const texts = async (id: string) => (await prompts.list(person, id)).map(({ version, text, isCurrent }) => [version, text, isCurrent])

  test('a change of the text is a new one, and nothing else is', async () => {
    const id = await createAssistant(person, { instructions: 'One' })
    await patch({ id, instructions: 'Two' })
    await patch({ id, instructions: 'Two', description: 'Other' })
    await patch({ id, name: 'Another name' })
    expect(await texts(id)).toEqual([
      [2, 'Two', true],
      [1, 'One', false],
    ])
    expect(await assistants.get(person, id)).toMatchObject({ instructions: 'Two', promptVersion: 2 })
  })

  test('an earlier one is used again, none is lost, and the next change follows them all', async () => {
    const id = await createAssistant(person, { instructions: 'One' })
    await patch({ id, instructions: 'Two' })
    expect(await prompts.restore(person, id, 1)).toMatchObject({ instructions: 'One', promptVersion: 1 })
    await patch({ id, instructions: 'Three' })
    expect(await texts(id)).toEqual([
      [3, 'Three', true],
      [2, 'Two', false],
      [1, 'One', false],
    ])
    await expect(prompts.restore(person, id, 9)).rejects.toMatchObject({ kind: 'not_found' })
  })

  test('an earlier one brings its variables back', async () => {
    const id = await createAssistant(person, { instructions: 'For {name} in {town}', variables: [{ key: 'name', isOptional: true }, { key: 'town' }] })
    await patch({ id, instructions: 'For {name}', variables: [{ key: 'name', isOptional: true }] })
    expect((await prompts.restore(person, id, 1)).variables).toEqual([
      { key: 'name', isOptional: true },
      { key: 'town', isOptional: false },
    ])
  })

  test('two changes at once lose neither text', async () => {
    const id = await createAssistant(person, { instructions: 'One' })
    const results = await Promise.allSettled(['A', 'B', 'C'].map((instructions) => patch({ id, instructions })))
    const saved = results.filter(({ status }) => status === 'fulfilled').length
    expect(saved).toBeGreaterThan(0)
    expect(await prompts.list(person, id)).toHaveLength(saved + 1)
    expect(results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))).toMatchObject(Array.from({ length: 3 - saved }, () => ({ kind: 'conflict' })))
  })
})

describe('the conversations of an assistant', () => {
  test('C115 begin with its opener, are listed with the last used first, renamed and deleted', async () => {
    const base = await createBase(person)
    const id = await createAssistant(person, { opener: 'Hello', knowledgeBaseIds: [base] })
    const first = await sessions.create(person, { assistantId: id, title: 'New session', variables: {} })
    const second = await sessions.create(person, { assistantId: id, title: 'Second', variables: {} })
    await sessions.create(person, { assistantId: await createAssistant(person), title: 'Of another', variables: {} })
    expect(await conversations.get(person, first)).toMatchObject({ title: 'New session', assistantId: id, knowledgeBaseIds: [base], messages: [{ role: 'assistant', content: 'Hello', status: 'complete', parentId: null }] })
    await conversations.rename(person, first, 'Renamed')
    const page = await sessions.list(person, id, { limit: 1 })
    const next = await sessions.list(person, id, { limit: 1, cursor: page.nextCursor })
    expect([...page.items, ...next.items].map(({ title }) => title)).toEqual(['Renamed', 'Second'])
    expect(next.nextCursor).toBeNull()
    await conversations.remove(person, second)
    expect((await sessions.list(person, id, { limit: 10 })).items.map(({ title }) => title)).toEqual(['Renamed'])
  })

  test('belong to their owner alone', async () => {
    const id = await createAssistant(person)
    const stranger = await createPerson()
    await expect(sessions.list(stranger, id, { limit: 10 })).rejects.toMatchObject({ kind: 'not_found' })
    await expect(sessions.create(stranger, { assistantId: id, title: 'Stolen', variables: {} })).rejects.toMatchObject({ kind: 'not_found' })
    await expect(createAssistant(stranger, { knowledgeBaseIds: [await createBase(person)] })).rejects.toMatchObject({ kind: 'not_found' })
  })
})

import { generateText } from 'ai'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Actor } from '@/server/auth/actor'
import { db } from '@/server/database'
import * as access from '@/server/models/access'
import * as keys from '@/server/models/keys/service'
import { testModel, testProvider } from '@/server/models/registry/connection'
import * as registered from '@/server/models/registry/models'
import { overview, setUsual } from '@/server/models/registry/overview'
import * as providers from '@/server/models/registry/providers'
import { forgetSnapshot } from '@/server/models/registry/snapshot'
import * as models from '@/server/models/service'
import { ask } from '@/server/testing/chat'
import { startFakeProvider } from '@/server/testing/fakeProvider'
import { createPerson } from '@/server/testing/people'

const { configured, other } = await vi.hoisted(async () => {
  const { startFakeProvider: start, useFakeProvider } = await import('@/server/testing/fakeProvider')
  process.env.PROVIDER_ALLOW_PRIVATE = '127.0.0.1'
  return { configured: await useFakeProvider(), other: await start() }
})

/** Long enough to be found by nothing else. */
const operatorKey = 'canary-operator-key-7777'
const ownKey = 'canary-own-key-8888'
const conversationKey = 'canary-conversation-key-9999'

let admin: Actor
let person: Actor
beforeAll(async () => {
  admin = await createPerson(undefined, 'admin')
})
beforeEach(async () => {
  person = await createPerson()
})
afterAll(async () => {
  await configured.close()
  await other.close()
})

/** The keys that a provider was sent, the newest last. */
const sentTo = ({ requests }: typeof other): (string | undefined)[] => requests.map(({ headers }) => headers.authorization)
const idsFor = async (actor: Actor): Promise<string[]> => (await models.list(actor)).map(({ id }) => id)

let added = 0
/** A provider that an administrator added, with one chat model. */
async function addProvider(draft: { apiKey?: string | null } = {}): Promise<string> {
  added += 1
  const id = `added-${added}`
  await providers.add(admin, { id, kind: 'openaiCompatible', label: `Added ${added}`, baseUrl: other.url, ...draft })
  await registered.add(admin, [{ providerId: id, name: 'fake-chat', kind: 'chat', label: 'Fake', contextTokens: 5_000, maxOutputTokens: 900, inputUsdPerMillion: 2.5, outputUsdPerMillion: 10, canSee: true }])
  return id
}

describe('the registry (C50)', () => {
  test('S3-05 C50 begins with the nine models that older clients number, and the built-in ones', async () => {
    const list = await registered.list()
    expect(list.slice(0, 9).map(({ number, name, providerId, contextTokens, inputUsdPerMillion, outputUsdPerMillion }) => [number, name, providerId, contextTokens, inputUsdPerMillion, outputUsdPerMillion])).toEqual([
      [0, 'gpt-3.5-turbo-0125', 'openai', 16_385, 0.5, 1.5],
      [1, 'gpt-3.5-turbo', 'openai', 16_385, 3, 6],
      [2, 'gpt-3.5-turbo-1106', 'openai', 16_385, 1, 2],
      [3, 'gpt-3.5-turbo-instruct', 'openai', 4_096, 1.5, 2],
      [4, 'gpt-4-turbo', 'openai', 128_000, 10, 30],
      [5, 'gpt-4-turbo-2024-04-09', 'openai', 128_000, 10, 30],
      [6, 'gpt-4', 'openai', 8_192, 30, 60],
      [7, 'gpt-4-32k', 'openai', 32_768, 60, 120],
      [8, 'llama3.1:8b', 'ollama', 4_096, 1.5, 2],
    ])
    await registered.remove(admin, 'openai/gpt-3.5-turbo-instruct')
    forgetSnapshot()
    // What was removed stays so, also after a restart.
    expect((await registered.list()).map(({ number }) => number)).toEqual([0, 1, 2, 4, 5, 6, 7, 8, 9, 10])
  })

  test('is merged with what the environment names, which needs no administrator', async () => {
    const { chat } = await models.overview(person)
    expect(chat.map(({ id }) => id)).toContain('openai/fake-chat')
    // The server does not list them: whoever names one may have it, and nobody is offered it.
    expect(chat.map(({ id }) => id)).not.toContain('openai/gpt-4')
    expect(chat.at(-1)?.id).toBe('builtin/extractive')
    expect((await models.listAll(person)).map(({ id }) => id)).toContain('openai/gpt-4')
    expect(await models.resolve(person, { modelId: '6' })).toMatchObject({ id: 'openai/gpt-4', contextTokens: 8_192, prices: { inputMicrosPerMillion: 30_000_000, outputMicrosPerMillion: 60_000_000 }, paidBy: 'operator' })
    for (const [name, id] of [['GPT4Turbo', 'openai/gpt-4-turbo'], ['gpt-4-turbo', 'openai/gpt-4-turbo'], ['fake-chat', 'openai/fake-chat']] as const) {
      expect((await models.resolve(person, { modelId: name })).id).toBe(id)
    }
    // Ollama does not answer, and nobody has a key to Anthropic.
    for (const modelId of ['8', 'ollama/llama3.1:8b', 'anthropic/claude', 'nothing-like-it', 'openai/unlisted', 'builtin/lexical', 'glm-4']) {
      await expect(models.resolve(person, { modelId })).rejects.toMatchObject({ kind: 'invalid', message: `The model ${modelId} is not available; choose another one` })
    }
    // A name of a family goes to who has the family (C53).
    expect((await models.resolve(person, { modelId: 'gpt-9' })).id).toBe('openai/gpt-9')
  })

  test('C50 C13 takes providers and models without a restart, with their figures; switched off, they are not offered', async () => {
    const id = await addProvider({ apiKey: operatorKey })
    const [chosen] = (await models.list(person)).filter((model) => model.id === `${id}/fake-chat`)
    expect(chosen).toMatchObject({ name: 'Fake', provider: `Added ${added}`, canSee: true, contextTokens: 5_000, maxOutputTokens: 900, inputMicrosPerMillion: 2_500_000, outputMicrosPerMillion: 10_000_000, paidBy: 'operator' })
    const answer = await ask(person, 'Hello', { modelId: `${id}/fake-chat` })
    expect(answer).toMatchObject({ status: 'complete', modelId: `${id}/fake-chat` })
    expect(sentTo(other).at(-1)).toBe(`Bearer ${operatorKey}`)

    expect(await registered.update(admin, { id: `${id}/fake-chat`, label: 'Renamed', inputUsdPerMillion: 0.15, contextTokens: null })).toMatchObject({ label: 'Renamed', inputUsdPerMillion: 0.15, outputUsdPerMillion: 10, contextTokens: null })
    await registered.update(admin, { id: `${id}/fake-chat`, isEnabled: false })
    expect(await idsFor(person)).not.toContain(`${id}/fake-chat`)
    await expect(models.resolve(person, { modelId: `${id}/fake-chat` })).rejects.toMatchObject({ kind: 'invalid' })
    await registered.update(admin, { id: `${id}/fake-chat`, isEnabled: true })
    await providers.update(admin, { id, isEnabled: false })
    expect(await idsFor(person)).not.toContain(`${id}/fake-chat`)
    await expect(registered.add(admin, [{ providerId: id, name: 'fake-chat', kind: 'chat' }])).rejects.toMatchObject({ kind: 'conflict' })
  })

  test('asks a provider for its models, and says whether it and they work', async () => {
    const id = await addProvider()
    const listed = await registered.listAt(id)
    expect(listed).toContainEqual({ name: 'fake-chat', kind: 'chat', isRegistered: true })
    expect(listed).toContainEqual({ name: 'fake-slow', kind: 'chat', isRegistered: false })
    expect(await testProvider(id)).toMatchObject({ isWorking: true, message: `It lists ${listed.length} models` })
    await registered.add(admin, [
      { providerId: id, name: 'fake-401', kind: 'chat' },
      { providerId: id, name: 'fake-embed', kind: 'embedding' },
      { providerId: id, name: 'fake-rerank', kind: 'rerank' },
    ])
    const messages = await Promise.all(['fake-chat', 'fake-401', 'fake-embed', 'fake-rerank'].map((name) => testModel(`${id}/${name}`)))
    expect(messages.map(({ isWorking, message }) => [isWorking, message])).toEqual([
      [true, 'It answers'],
      [false, 'The model provider refused the key; check it in the settings of the server'],
      [true, 'It sends vectors of 64 numbers'],
      [true, 'It puts texts in an order'],
    ])
    const gone = await startFakeProvider()
    await providers.add(admin, { id: 'gone', kind: 'openaiCompatible', label: 'Gone', baseUrl: gone.url })
    await gone.close()
    expect(await testProvider('gone')).toMatchObject({ isWorking: false, message: 'Gone cannot be reached; check the address' })
    expect(await testProvider('anthropic')).toMatchObject({ isWorking: false, message: 'There is no key to Anthropic; give one first' })
  })

  test('serves embeddings and reranking, and the usual models are taken where nobody chose', async () => {
    const id = await addProvider()
    await registered.add(admin, [{ providerId: id, name: 'fake-embed', kind: 'embedding' }, { providerId: id, name: 'fake-rerank', kind: 'rerank' }])
    const { options } = await overview()
    expect(options).toContainEqual({ id: `${id}/fake-embed`, label: 'fake-embed', provider: `Added ${added}`, kind: 'embedding' })
    await setUsual(admin, { chat: `${id}/fake-chat`, embedding: `${id}/fake-embed`, rerank: `${id}/fake-rerank`, summary: 'openai/fake-slow' })
    expect(await models.overview(person)).toMatchObject({ embedding: { model: `${id}/fake-embed`, isBuiltin: false }, reranker: `${id}/fake-rerank` })
    expect((await models.list(person))[0]?.id).toBe(`${id}/fake-chat`)
    expect(await models.embeddingSpace()).toEqual({ model: `${id}/fake-embed`, dimensions: 64 })
    const [first] = await models.rerank(`${id}/fake-rerank`, 'red', ['a long text', 'short'], new AbortController().signal)
    expect(first?.index).toBe(1)
    expect((await models.resolveUse(await models.resolve(person, { modelId: null }), 'summary')).id).toBe('openai/fake-slow')
    expect((await models.resolveUse(await models.resolve(person, { modelId: null }), 'title')).id).toBe(`${id}/fake-chat`)
    // One's own preference comes before it, and goes again.
    expect((await models.prefer(person, 'openai/fake-chat')).chat[0]?.id).toBe('openai/fake-chat')
    await models.prefer(person, null)
    // What is gone is not taken, and what was made with it says why.
    await registered.remove(admin, `${id}/fake-embed`)
    expect((await models.embeddingSpace()).model).toBe('builtin/lexical')
    await expect(models.embedQuery(`${id}/fake-embed`, 'hello')).rejects.toMatchObject({ kind: 'unavailable' })
    await setUsual(admin, { chat: null, embedding: null, rerank: null, summary: null })
  })
})

describe('models that somebody may use (C54)', () => {
  test('C51 C54 are the only ones that they are shown, and what is really used is checked', async () => {
    await access.allow(admin, person.userId, ['4', 'gpt-4', 'builtin/extractive'])
    expect(await access.allowedTo(person.userId)).toEqual(['builtin/extractive', 'openai/gpt-4', 'openai/gpt-4-turbo'])
    expect((await models.listAll(person)).map(({ id }) => id)).toEqual(['openai/gpt-4-turbo', 'openai/gpt-4', 'builtin/extractive'])
    for (const modelId of ['openai/fake-chat', 'gpt-9', '5']) {
      await expect(models.resolve(person, { modelId })).rejects.toMatchObject({ kind: 'forbidden', message: expect.stringMatching(/^You do not have access to the model /) })
    }
    await expect(ask(person, 'Hello', { modelId: 'openai/fake-chat' })).rejects.toMatchObject({ kind: 'forbidden' })
    expect((await models.resolve(person, { modelId: null })).id).toBe('builtin/extractive')
    await access.allow(admin, person.userId, [])
    await expect(models.resolve(person, { modelId: null })).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(access.allow(admin, person.userId, ['no-such'])).rejects.toMatchObject({ kind: 'invalid' })
    expect(await access.allow(admin, person.userId, null)).toBeNull()
    expect((await models.resolve(person, { modelId: 'openai/fake-chat' })).paidBy).toBe('operator')
  })
})

describe('keys of one’s own (C14, C57)', () => {
  test('C57 X15 pay for themselves and need no permission; a conversation’s comes before one’s own', async () => {
    const id = await addProvider({ apiKey: operatorKey })
    const modelId = `${id}/fake-chat`
    await access.allow(admin, person.userId, ['openai/gpt-4'])
    const [place] = (await keys.give(person, { providerId: id, apiKey: ownKey })).filter(({ providerId }) => providerId === id)
    expect(place).toMatchObject({ address: other.url, key: { last4: '8888', isForOldAddress: false } })
    expect((await models.list(person)).find((model) => model.id === modelId)?.paidBy).toBe('own')
    const answer = await ask(person, 'Hello', { modelId })
    expect(sentTo(other).at(-1)).toBe(`Bearer ${ownKey}`)

    const { conversationId } = await db.message.findUniqueOrThrow({ where: { id: answer.id } })
    expect(await keys.giveToConversation(person, { conversationId, providerId: id, apiKey: conversationKey })).toBe('9999')
    await ask(person, 'And again', { modelId, conversationId })
    expect(sentTo(other).at(-1)).toBe(`Bearer ${conversationKey}`)
    expect(await models.resolve(person, { modelId, conversationId })).toMatchObject({ paidBy: 'own' })
    expect(await keys.ofConversation(person, conversationId)).toBe('9999')
    // Nobody else's conversation, and nobody else's key.
    const stranger = await createPerson()
    await expect(keys.giveToConversation(stranger, { conversationId, providerId: id, apiKey: ownKey })).rejects.toMatchObject({ kind: 'not_found' })
    expect(await models.resolve(stranger, { modelId, conversationId })).toMatchObject({ paidBy: 'operator' })
    expect(await keys.ofConversation(stranger, conversationId)).toBeNull()
    expect((await keys.list(stranger)).every(({ key }) => key === null)).toBe(true)

    await keys.giveToConversation(person, { conversationId, providerId: id, apiKey: null })
    await keys.remove(person, id)
    await expect(models.resolve(person, { modelId })).rejects.toMatchObject({ kind: 'forbidden' })
  })

  test('count for nothing where no key is looked at', async () => {
    const id = await addProvider()
    await expect(keys.give(person, { providerId: id, apiKey: ownKey })).rejects.toMatchObject({ kind: 'invalid', message: 'This provider needs no key' })
    expect((await keys.list(person)).map(({ providerId }) => providerId)).not.toContain(id)
    await access.allow(admin, person.userId, [])
    await expect(models.withOwnKey(person, `${id}/fake-chat`)).rejects.toMatchObject({ kind: 'forbidden' })
  })

  test('open a provider that the operator has no key to', async () => {
    expect(await idsFor(person)).not.toContain('zhipu/glm-4')
    await keys.give(person, { providerId: 'zhipu', apiKey: ownKey })
    expect(await models.resolve(person, { modelId: 'glm-4' })).toMatchObject({ id: 'zhipu/glm-4', paidBy: 'own' })
  })
})

describe('keys at rest', () => {
  test('C11 are sealed to their row, and only their end is ever read (C11)', async () => {
    const id = await addProvider({ apiKey: operatorKey })
    await keys.give(person, { providerId: id, apiKey: ownKey })
    const rows = await db.providerKey.findMany({ where: { providerId: id }, orderBy: { id: 'asc' } })
    const read = JSON.stringify([rows, await overview(), await keys.list(person), await models.overview(person), await db.auditEntry.findMany()])
    expect(read).toContain('7777')
    expect(read).not.toMatch(/canary-(?:operator|own|conversation)-key/)
    // A copied row is worth nothing: the stranger's copy of the operator's key cannot be opened.
    const [operators] = rows
    await db.providerKey.updateMany({ where: { providerId: id, ownerId: person.userId }, data: { ciphertext: operators?.ciphertext ?? '' } })
    await expect(models.resolve(person, { modelId: `${id}/fake-chat` })).rejects.toMatchObject({ kind: 'unavailable' })
  })

  test('C11 C123 are not told by a provider’s refusal, nor by the log', async () => {
    const told: string[] = []
    vi.spyOn(console, 'error').mockImplementation((line: string) => void told.push(line))
    const { log } = await import('@/server/log')
    const id = await addProvider({ apiKey: operatorKey })
    await models.resolve(person, { modelId: `${id}/fake-chat` })
    log.error('a call failed', new Error(`Incorrect API key provided: ${operatorKey}`), { body: { authorization: `Bearer ${operatorKey}` } })
    vi.restoreAllMocks()
    expect(told.join()).toContain('Incorrect API key provided: …7777')
    expect(told.join()).not.toContain(operatorKey)
  })

  test('are sent nowhere but where they were given for (base URL swap)', async () => {
    const listener = await startFakeProvider()
    const id = await addProvider({ apiKey: operatorKey })
    await keys.give(person, { providerId: id, apiKey: ownKey })
    await expect(providers.update(admin, { id, baseUrl: listener.url })).rejects.toMatchObject({ kind: 'invalid', message: 'Give the key again: the one that is stored was given for another address' })
    // With a new key it moves; what others gave for the old address stays behind.
    await providers.update(admin, { id, baseUrl: listener.url, apiKey: 'canary-second-key-5555' })
    expect((await keys.list(person)).find(({ providerId }) => providerId === id)?.key?.isForOldAddress).toBe(true)
    const { model, paidBy } = await models.resolve(person, { modelId: `${id}/fake-chat` })
    expect(paidBy).toBe('operator')
    await generateText({ model, prompt: 'Hello' })
    await testProvider(id)
    expect(new Set(sentTo(listener))).toEqual(new Set(['Bearer canary-second-key-5555']))
    // The environment's key goes to the environment's address alone.
    await providers.update(admin, { id: 'openai', baseUrl: listener.url })
    expect(await testProvider('openai')).toMatchObject({ isWorking: false })
    await expect(models.resolve(person, { modelId: 'openai/fake-chat' })).rejects.toMatchObject({ kind: 'invalid' })
    await providers.update(admin, { id: 'openai', baseUrl: null })
    expect(new Set(sentTo(listener))).toEqual(new Set(['Bearer canary-second-key-5555']))
    await listener.close()
  })

  test.each(['http://169.254.169.254/v1', 'http://[::1]:4010/v1', 'http://10.0.0.5/v1', 'http://2130706434/v1', 'http://[::ffff:10.0.0.1]/v1'])('no provider is added at %s', async (baseUrl) => {
    await expect(providers.add(admin, { id: 'inside', kind: 'openaiCompatible', label: 'Inside', baseUrl })).rejects.toMatchObject({ kind: 'invalid', message: expect.stringContaining('PROVIDER_ALLOW_PRIVATE') })
  })
})

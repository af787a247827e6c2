import { afterAll, beforeAll, describe, expect, test } from 'vitest'
// Takes away the empty variables, on which the SDK of OpenAI would fail.
import '@/server/config'
import { openaiChat } from '@/server/models/providers/openai'
import { rerankByServer } from '@/server/models/providers/rerank'
import { rerankByChat } from '@/server/models/providers/rerankByChat'
import { type FakeProvider, rerankBodySchema, startFakeProvider } from '@/server/testing/fakeProvider'

const texts = ['a text of some length', 'short', 'middling text']
const { signal } = new AbortController()

let provider: FakeProvider
beforeAll(async () => {
  provider = await startFakeProvider()
})
afterAll(() => provider.close())

const byServer = (model: string | undefined, within = signal) => rerankByServer({ baseUrl: provider.url, model, apiKey: 'the-key' }, 'What?', texts, within)
const byChat = (model: string, within = signal, given = texts) => rerankByChat(openaiChat({ baseUrl: provider.url, apiKey: 'the-key' }, model), 'What?', given, within)

describe('a reranking server', () => {
  test('that wants a model is asked as Cohere and Jina are', async () => {
    expect((await byServer('fake-rerank')).map(({ index }) => index)).toEqual([1, 2, 0])
    expect(provider.bodies('/v1/rerank', rerankBodySchema).at(-1)).toEqual({ model: 'fake-rerank', query: 'What?', documents: texts, top_n: 3 })
    expect(provider.requests.at(-1)?.headers.authorization).toBe('Bearer the-key')
  })

  test('that is told no model is asked as Text Embeddings Inference is', async () => {
    const scores = await byServer(undefined)
    expect(scores.map(({ index }) => index)).toEqual([1, 2, 0])
    expect(scores.every(({ score }) => score >= 0 && score <= 1)).toBe(true)
    expect(provider.bodies('/v1/rerank', rerankBodySchema).at(-1)).toEqual({ query: 'What?', texts })
  })

  test.each([
    ['fake-500', /failed \(500\)/],
    ['fake-401', /failed \(401\)/],
    ['fake-bad-json', /not understood/],
  ])('%s is a failure in our words', async (model, sentence) => {
    await expect(byServer(model)).rejects.toMatchObject({ kind: 'upstream_failed', message: expect.stringMatching(sentence) })
    await expect(byServer(model)).rejects.not.toThrow(/secret/)
  })

  test('that cannot be reached, or is not waited for, is one too', async () => {
    await expect(rerankByServer({ baseUrl: 'http://127.0.0.1:9', model: undefined, apiKey: undefined }, 'What?', texts, signal)).rejects.toMatchObject({ kind: 'upstream_failed' })
    await expect(byServer('fake-hang', AbortSignal.timeout(50))).rejects.toMatchObject({ kind: 'upstream_failed' })
  })
})

describe('a chat model that reranks', () => {
  test('gives an order, in which numbers that were never given are ignored', async () => {
    const scores = await byChat('fake-chat')
    expect(scores.map(({ index }) => index)).toEqual([2, 1, 0])
    expect(scores.map(({ score }) => score)).toEqual([1, 2 / 3, 1 / 3].map((score) => expect.closeTo(score, 6)))
  })

  test('is given twenty texts at most, without their line ends', async () => {
    const many = Array.from({ length: 30 }, (_, at) => `text\n\nnumber ${at}`)
    expect((await byChat('fake-chat', signal, many)).map(({ index }) => index).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, at) => at))
  })

  test.each(['fake-500', 'fake-401'])('%s is a failure in our words', async (model) => {
    await expect(byChat(model)).rejects.toMatchObject({ kind: 'upstream_failed', message: expect.stringMatching(/^The reranker/) })
  })

  test('that is not waited for is one too', async () => {
    await expect(byChat('fake-hang', AbortSignal.timeout(50))).rejects.toMatchObject({ kind: 'upstream_failed' })
  })
})

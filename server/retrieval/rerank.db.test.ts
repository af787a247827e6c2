import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Actor } from '@/server/auth/actor'
import { overview } from '@/server/models/service'
import { reranked } from '@/server/retrieval/rerank'
import { retrieve } from '@/server/retrieval/retrieve'
import { createHit } from '@/server/testing/hits'
import { createPassages, createSearchedBase } from '@/server/testing/passages'
import { createPerson } from '@/server/testing/people'
import { vectors } from '@/server/vectors/store'

const provider = await vi.hoisted(async () => (await import('@/server/testing/fakeProvider')).useFakeProvider({ reranker: 'fake-rerank' }))

let person: Actor
let base: string
beforeEach(async () => {
  person = await createPerson()
  base = await createSearchedBase(person)
  await createPassages(person, base, ['The red comet, a comet and a comet again, is red.', 'A red comet is seen over the hills by a shepherd.', 'Comet.', 'A ship.'])
})
afterAll(async () => {
  await provider.close()
  await (await vectors()).close()
})

const ask = (rerank: string, settings = {}, trace = false) => retrieve(person, { question: 'red comet', knowledgeBaseIds: [base], settings: { rerank, ...settings }, trace })
const texts = ({ hits }: Awaited<ReturnType<typeof ask>>): string[] => hits.map(({ text }) => text)

describe('reranking', () => {
  test('C98 by a server puts its order in the place of ours, and says what it thought', async () => {
    const found = await ask('rerank/fake-rerank')
    expect(texts(found)).toEqual(texts(found).toSorted((a, b) => a.length - b.length))
    expect(texts(found)).not.toEqual(texts(await ask('auto')))
    expect(found.rerank).toEqual({ by: 'rerank/fake-rerank', status: 'done', message: null })
    expect(found.hits.map(({ stages }) => stages.reranked?.rank)).toEqual([1, 2, 3])
    expect(found.hits.map(({ score }) => score)).toEqual(found.hits.map(({ stages }) => stages.reranked?.score))
    expect((await overview()).reranker).toBe('rerank/fake-rerank')
  })

  test('sees more than is shown, and what it moves below the cut is said', async () => {
    const before = await ask('auto', { limit: 1 })
    const { hits, trace } = await ask('rerank/fake-rerank', { limit: 1 }, true)
    expect(hits.map(({ text }) => text)).toEqual(['Comet.'])
    expect(trace?.find(({ chunkId }) => chunkId === before.hits[0]?.chunkId)?.fell).toBe('rerank')
  })

  test('by a chat model orders what it was given, and ignores what it makes up', async () => {
    const plain = await ask('auto')
    const found = await ask('openai/fake-chat')
    expect(texts(found)).toEqual(texts(plain).toReversed())
    expect(found.rerank).toMatchObject({ by: 'openai/fake-chat', status: 'done' })
  })

  test('by words, built in, is the default of hybrid, and may be asked for in the other modes', async () => {
    expect((await ask('auto')).rerank).toEqual({ by: 'lexical', status: 'done', message: null })
    expect(texts(await ask('auto'))).toEqual(texts(await ask('lexical')))
    expect((await ask('auto', { mode: 'similarity' })).rerank.status).toBe('off')
    for (const mode of ['similarity', 'mmr']) {
      const { hits, rerank } = await ask('lexical', { mode })
      expect(rerank).toMatchObject({ by: 'lexical', status: 'done' })
      expect(hits.map(({ score }) => score)).toEqual(hits.map(({ score }) => score).toSorted((a, b) => b - a))
    }
  })
})

describe('a reranker that fails', () => {
  test.each([
    ['that is not configured', 'rerank/another', /not configured/],
    ['that is not offered', 'openai/nothing', /not available/],
    ['that refuses', 'openai/fake-500', /reranker failed/],
    ['that refuses the key', 'openai/fake-401', /key/],
  ])('C98 %s leaves the order as it was, and says so', async (_name, model, message) => {
    const found = await ask(model)
    expect(texts(found)).toEqual(texts(await ask('auto')))
    expect(found.rerank).toMatchObject({ by: model, status: 'failed', message: expect.stringMatching(message) })
    expect(found.hits.every(({ stages }) => stages.reranked === undefined)).toBe(true)
    expect(JSON.stringify(found)).not.toContain('secret')
  })

  const items = ['one', 'two'].map((text) => ({ passage: createHit(text) }))
  const never = new AbortController().signal
  const { rerank: hanging } = { rerank: (_model: string, _question: string, _texts: readonly string[], signal: AbortSignal) => new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))) }

  test('to answer is not waited for, whether it heeds the signal or not', async () => {
    for (const silent of [hanging, () => new Promise<never>(() => {})]) {
      const { items: kept, status } = await reranked(silent, { model: 'rerank/silent', question: 'x', items, signal: never, patience: 30 })
      expect(kept.map(({ item }) => item)).toEqual(items)
      expect(status).toEqual({ by: 'rerank/silent', status: 'failed', message: 'The reranker did not answer; the passages are shown without it' })
    }
  })

  test('is no failure when it was the caller who hung up', async () => {
    const caller = new AbortController()
    const waiting = reranked(hanging, { model: 'rerank/silent', question: 'x', items, signal: caller.signal })
    caller.abort(new Error('gone'))
    await expect(waiting).rejects.toThrow('gone')
  })

  test('to score all puts the rest behind, and scores for nothing are ignored', async () => {
    const scores = () => Promise.resolve([{ index: 7, score: 1 }, { index: 1, score: 0.9 }, { index: 1, score: 0.8 }, { index: -1, score: 0.7 }])
    const { items: order } = await reranked(scores, { model: 'rerank/partial', question: 'x', items, signal: never })
    expect(order.map(({ item, stage }) => [item.passage.text, stage?.rank])).toEqual([['two', 1], ['one', undefined]])
  })
})

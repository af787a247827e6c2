import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '@/server/auth/actor'
import { retrieve } from '@/server/retrieval/retrieve'
import type { RetrievalDraft } from '@/server/retrieval/schema'
import { createPassages, createSearchedBase } from '@/server/testing/passages'
import { createPerson } from '@/server/testing/people'
import { vectors } from '@/server/vectors/store'

const learned = { model: 'openai/test-embedding', dimensions: 3 }
const other = { model: 'openai/another-embedding', dimensions: 3 }
/** The question points along the first axis. */
const embedQuery = () => Promise.resolve(Float32Array.of(1, 0, 0))

let person: Actor
beforeEach(async () => {
  person = await createPerson()
})
afterAll(async () => (await vectors()).close())

type Settings = RetrievalDraft['settings']
const ask = (knowledgeBaseIds: string[], settings: Settings, question = 'cat') => retrieve(person, { question, knowledgeBaseIds, settings }, { embedQuery })
const textsOf = ({ hits }: Awaited<ReturnType<typeof ask>>): string[] => hits.map(({ text }) => text)

const animals = [
  { text: 'Felines purr.', vector: Float32Array.of(1, 0.1, 0) },
  { text: 'A cat, a cat, a cat.', vector: Float32Array.of(0, 1, 0) },
  { text: 'The cat purrs at night.', vector: Float32Array.of(1, 0.5, 0) },
  { text: 'Ships sail.', vector: Float32Array.of(-1, 0, 0) },
]

describe('similarity', () => {
  test('C94 orders by the vectors alone, whatever the words', async () => {
    const base = await createSearchedBase(person, learned)
    await createPassages(person, base, animals)
    const found = await ask([base], { mode: 'similarity' })
    expect(found.engine).toBe('vector')
    expect(textsOf(found)).toEqual(['Felines purr.', 'The cat purrs at night.', 'A cat, a cat, a cat.', 'Ships sail.'])
    const similarities = found.hits.map((hit) => hit.similarity ?? Number.NaN)
    expect(similarities).toEqual(similarities.toSorted((a, b) => b - a))
    expect(found.hits[0]?.similarity).toBeCloseTo(1 / Math.sqrt(1.01), 5)
    expect(found.hits.at(-1)).toMatchObject({ similarity: expect.closeTo(-1, 5), relevance: 0, score: 0 })
    expect(found.hits[0]?.stages.text).toBeUndefined()
  })

  test('works with the built-in embedder, in Chinese too', async () => {
    const base = await createSearchedBase(person)
    await createPassages(person, base, ['水獭住在河边的洞穴里。', 'The otter lives by the river.', 'A report on taxes.'])
    const find = async (question: string) => retrieve(person, { question, knowledgeBaseIds: [base], settings: { mode: 'similarity', limit: 1 } })
    expect((await find('水獺的洞穴')).hits[0]?.text).toBe('水獭住在河边的洞穴里。')
    expect((await find('otters at a river')).hits[0]?.text).toBe('The otter lives by the river.')
    expect((await find('otters at a river')).engine).toBe('vector')
  })
})

describe('hybrid', () => {
  test('C95 finds a rare exact word that the vectors miss, and a paraphrase that the words miss', async () => {
    const base = await createSearchedBase(person, learned)
    const noise = Array.from({ length: 30 }, (_, at) => ({ text: `Something else, number ${at}.`, vector: Float32Array.of(0.2, 1, at / 30) }))
    await createPassages(person, base, [...noise, { text: 'Part ZX-4711 fits.', vector: Float32Array.of(-1, 0, 0) }, { text: 'Felines purr.', vector: Float32Array.of(1, 0, 0) }])
    const found = await ask([base], { limit: 2 }, 'ZX-4711')
    expect(found.engine).toBe('hybrid')
    expect(textsOf(found).toSorted()).toEqual(['Felines purr.', 'Part ZX-4711 fits.'])
  })

  test('weighs vectors and words as it is told, the weights adding up to 1', async () => {
    const base = await createSearchedBase(person, learned)
    await createPassages(person, base, animals)
    const words = await ask([base], { vectorWeight: 0 })
    expect(words.engine).toBe('lexical')
    expect(textsOf(words)).not.toContain('Felines purr.')
    const meaning = await ask([base], { vectorWeight: 1 })
    expect(textsOf(meaning)).toEqual(textsOf(await ask([base], { mode: 'similarity' })))
    const both = await ask([base], { vectorWeight: 0.3 })
    for (const { relevance, similarity, coverage } of both.hits) expect(relevance).toBeCloseTo(0.3 * Math.max(0, similarity ?? 0) + 0.7 * coverage, 6)
    expect(both.hits.every(({ similarity }) => similarity !== null)).toBe(true)
  })

  test('of a learned model counts both alike, the built-in one not at all, unless it is told', async () => {
    const [meaning, words] = [await createSearchedBase(person, learned), await createSearchedBase(person)]
    await createPassages(person, meaning, animals)
    await createPassages(person, words, ['A cat.', 'Cats.'])
    const [first] = (await ask([meaning], {})).hits
    expect(first?.relevance).toBeCloseTo(0.5 * (first?.similarity ?? 0) + 0.5 * (first?.coverage ?? 0), 6)
    expect((await retrieve(person, { question: 'cat', knowledgeBaseIds: [words] })).hits).toMatchObject([{ similarity: null }, { similarity: null }])
    const weighed = await retrieve(person, { question: 'cat', knowledgeBaseIds: [words], settings: { vectorWeight: 0.3 } })
    expect(weighed.engine).toBe('hybrid')
    expect(weighed.hits[0]?.similarity).toBeGreaterThan(0)
  })

  test('without reading the words again is the fusion of both ranks', async () => {
    const base = await createSearchedBase(person, learned)
    await createPassages(person, base, animals)
    const { hits, rerank } = await ask([base], { rerank: 'none' })
    expect(rerank).toEqual({ by: null, status: 'off', message: null })
    expect(hits.slice(0, 2).map(({ text }) => text).toSorted()).toEqual(['A cat, a cat, a cat.', 'The cat purrs at night.'])
    expect(hits.map(({ stages }) => stages.fused?.rank)).toEqual([1, 2, 3, 4])
    expect(hits[0]?.stages.rescored).toBeUndefined()
    expect(hits.map(({ score }) => score)).toEqual(hits.map(({ score }) => score).toSorted((a, b) => b - a))
  })
})

describe('mmr', () => {
  const copies = [0.6, 0.61, 0.62].map((aside, at) => ({ text: `Copy ${at}: ${'abc'[at]} cat is near.`, vector: Float32Array.of(0.8, aside, 0) }))
  const rest = [
    { text: 'Left of it.', vector: Float32Array.of(0.7, 0, 0.7) },
    { text: 'Right of it.', vector: Float32Array.of(0.6, -0.4, -0.7) },
  ]

  test('C96 with lambda 1 is the order of similarity, and at 0.5 near-duplicates wait for what differs', async () => {
    const base = await createSearchedBase(person, learned)
    await createPassages(person, base, [...copies, ...rest])
    expect(textsOf(await ask([base], { mode: 'mmr', lambda: 1, limit: 4 }))).toEqual(textsOf(await ask([base], { mode: 'similarity', limit: 4 })))
    const diverse = await ask([base], { mode: 'mmr', limit: 3 })
    expect(textsOf(diverse)).toEqual(['Copy 0: a cat is near.', 'Right of it.', 'Left of it.'])
    expect(diverse.hits.map(({ stages }) => stages.mmr?.rank)).toEqual([1, 2, 3])
  })

  test('chooses among as many candidates as it is told', async () => {
    const base = await createSearchedBase(person, learned)
    await createPassages(person, base, [...copies, ...rest])
    expect(textsOf(await ask([base], { mode: 'mmr', limit: 3, candidates: 3, lambda: 0 })).toSorted()).toEqual(textsOf(await ask([base], { mode: 'similarity', limit: 3 })).toSorted())
    const { hits, trace } = await retrieve(person, { question: 'cat', knowledgeBaseIds: [base], settings: { mode: 'mmr', limit: 2 }, trace: true }, { embedQuery })
    expect(hits).toHaveLength(2)
    expect(trace?.filter(({ fell }) => fell === 'limit')).toHaveLength(3)
  })
})

describe('bases of different models in one question', () => {
  test('C67 are searched each by its own vectors, and their lists are put together by rank', async () => {
    const [one, two] = [await createSearchedBase(person, learned), await createSearchedBase(person, other)]
    await createPassages(person, one, [{ text: 'Felines purr.', vector: Float32Array.of(1, 0.5, 0) }, { text: 'Ships sail.', vector: Float32Array.of(0.9, 0.9, 0) }])
    await createPassages(person, two, [{ text: 'Tigers roar.', vector: Float32Array.of(0, 1, 0.1) }, { text: 'Bells ring.', vector: Float32Array.of(0, 0.3, 1) }])
    const asked: string[] = []
    // In the second space the question points elsewhere: the first vector compared there would turn the order round.
    const embed = (model: string) => {
      asked.push(model)
      return Promise.resolve(model === learned.model ? Float32Array.of(1, 0, 0) : Float32Array.of(0, 1, 0))
    }
    for (const mode of ['similarity', 'mmr', 'hybrid'] as const) {
      const { hits } = await retrieve(person, { question: 'cat', knowledgeBaseIds: [one, two], settings: { mode } }, { embedQuery: embed })
      expect(hits.map(({ text }) => text).slice(0, 2).toSorted()).toEqual(['Felines purr.', 'Tigers roar.'])
      expect(hits).toHaveLength(4)
    }
    expect(new Set(asked)).toEqual(new Set([learned.model, other.model]))
  })

  test('do not push out what is found by words in a base without vectors', async () => {
    const [words, meaning] = [await createSearchedBase(person), await createSearchedBase(person, learned)]
    await createPassages(person, words, ['The cat sleeps on the mat.'])
    await createPassages(person, meaning, Array.from({ length: 10 }, (_, at) => ({ text: `Nothing of it, number ${at}.`, vector: Float32Array.of(0.1, 1, at) })))
    expect((await ask([words, meaning], { limit: 2 })).hits[0]?.text).toBe('The cat sleeps on the mat.')
  })
})

describe('a threshold', () => {
  test('C104 cuts what is less relevant, and nothing above it is an empty answer', async () => {
    const base = await createSearchedBase(person)
    await createPassages(person, base, ['The red comet is seen.', 'A comet among other things.'])
    const question = 'red comet'
    const all = await retrieve(person, { question, knowledgeBaseIds: [base] })
    expect(all.hits.map(({ relevance }) => relevance)).toEqual([1, expect.toSatisfy((value: number) => value > 0 && value < 0.9)])
    const strict = await retrieve(person, { question, knowledgeBaseIds: [base], settings: { scoreThreshold: 0.9 } })
    expect(strict.hits.map(({ text }) => text)).toEqual(['The red comet is seen.'])
    expect(strict.cut).toEqual({ by: 'threshold', score: all.hits[1]?.relevance })
    const none = await retrieve(person, { question: 'red blue green comet of yesterday', knowledgeBaseIds: [base], settings: { scoreThreshold: 0.9 } })
    expect(none.hits).toEqual([])
  })

  test('means the same for every question: a passage that holds nothing of one is below, however few candidates there are', async () => {
    const base = await createSearchedBase(person, learned)
    await createPassages(person, base, [{ text: 'Ships sail.', vector: Float32Array.of(0.1, 1, 0) }])
    expect((await ask([base], { scoreThreshold: 0.2 })).hits).toEqual([])
    expect((await ask([base], { mode: 'similarity', scoreThreshold: 0.2 })).hits).toEqual([])
    expect((await ask([base], { mode: 'similarity', scoreThreshold: 0.05 })).hits).toHaveLength(1)
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '@/server/auth/actor'
import { newId } from '@/server/ids'
import { retrieve } from '@/server/retrieval/retrieve'
import { type RetrievalFilters, retrievalRequestSchema, retrievalSettingsSchema } from '@/server/retrieval/schema'
import { createPassages, createSearchedBase } from '@/server/testing/passages'
import { createPerson } from '@/server/testing/people'
import { vectors } from '@/server/vectors/store'

let person: Actor
let base: string
const documents: Record<string, string> = {}

beforeAll(async () => {
  person = await createPerson()
  base = await createSearchedBase(person)
  const add = async (name: string, metadata: Record<string, string | number | boolean>, day: string) => {
    const { documentId } = await createPassages(person, base, [`The comet of ${name} is seen.`], { name, metadata, createdAt: new Date(`${day}T12:00:00Z`) })
    documents[name] = documentId
  }
  await add('ann', { author: 'Ann', year: 2020, isFinal: true, 'the field': 'x' }, '2025-01-01')
  await add('bob', { author: 'Bob', year: 2021, isFinal: false }, '2025-02-01')
  await add('old', { author: 'Ann', year: '2020' }, '2024-06-01')
  await add('bare', {}, '2025-03-01')
})
afterAll(async () => (await vectors()).close())

async function found(filters: RetrievalFilters, settings = {}): Promise<string[]> {
  const { hits } = await retrieve(person, { question: 'comet', knowledgeBaseIds: [base], settings: { filters, ...settings } })
  return hits.map((hit) => hit.documentName).toSorted()
}

describe('a filter', () => {
  test.each([
    ['nothing', {}, ['ann', 'bare', 'bob', 'old']],
    ['a field', { metadata: { author: 'Ann' } }, ['ann', 'old']],
    ['one of some values', { metadata: { author: ['Ann', 'Bob'] } }, ['ann', 'bob', 'old']],
    ['a number, which is no text', { metadata: { year: 2020 } }, ['ann']],
    ['a text, which is no number', { metadata: { year: '2020' } }, ['old']],
    ['yes or no', { metadata: { isFinal: false } }, ['bob']],
    ['two fields, both of which must hold', { metadata: { author: 'Ann', year: [2020, 2021] } }, ['ann']],
    ['a field whose name has a space', { metadata: { 'the field': 'x' } }, ['ann']],
    ['a field that nothing has', { metadata: { colour: 'red' } }, []],
    ['a value that tries to be SQL', { metadata: { author: "x' OR '1'='1" } }, []],
    ['a beginning', { createdAt: { from: '2025-02-01' } }, ['bare', 'bob']],
    ['an end', { createdAt: { to: '2025-01-01T12:00:00Z' } }, ['ann', 'old']],
    ['a span and a field', { createdAt: { from: '2025-01-01', to: '2025-12-31' }, metadata: { author: 'Ann' } }, ['ann']],
  ])('by %s', async (_name, filters, expected) => {
    expect(await found(filters)).toEqual(expected)
    expect(await found(filters, { mode: 'similarity' })).toEqual(expected)
  })

  test('C154 by documents, which must be in the bases that are asked', async () => {
    const { ann = '', bare = '' } = documents
    expect(await found({ documentIds: [ann, bare, ann] })).toEqual(['ann', 'bare'])
    expect(await found({ documentIds: [ann, bare], metadata: { author: 'Ann' } })).toEqual(['ann'])
    const stranger = await createPerson()
    const { documentId: foreign } = await createPassages(stranger, await createSearchedBase(stranger), ['The comet of a stranger.'])
    const { documentId: elsewhere } = await createPassages(person, await createSearchedBase(person), ['The comet of another base.'])
    for (const id of [foreign, elsewhere, newId()]) {
      await expect(found({ documentIds: [ann, id] })).rejects.toMatchObject({ kind: 'not_found', message: 'This document does not exist' })
    }
  })

  test('leaves a full list of what passes, however many others are better', async () => {
    const crowded = await createSearchedBase(person)
    await createPassages(person, crowded, Array.from({ length: 60 }, (_, at) => `comet ${at}`))
    await createPassages(person, crowded, Array.from({ length: 5 }, (_, at) => `A comet, among many other things that are said here in passage ${at}.`), { metadata: { kind: 'wanted' } })
    const { hits } = await retrieve(person, { question: 'comet', knowledgeBaseIds: [crowded], settings: { limit: 5, candidates: 10, filters: { metadata: { kind: 'wanted' } } } })
    expect(hits).toHaveLength(5)
  })

  test('does not bring back a document that is switched off', async () => {
    const { documentId } = await createPassages(person, base, ['The comet that nobody may see.'], { name: 'off', isEnabled: false, metadata: { author: 'Off' } })
    expect(await found({ documentIds: [documentId] })).toEqual([])
    expect(await found({ metadata: { author: 'Off' } })).toEqual([])
  })
})

describe('settings', () => {
  test.each([
    ['an unknown mode', { mode: 'magic' }],
    ['an unknown setting', { top: 3 }],
    ['a limit of 0', { limit: 0 }],
    ['a limit beyond 64', { limit: 65 }],
    ['a limit that is no whole number', { limit: 2.5 }],
    ['candidates beyond 1,024', { candidates: 1_025 }],
    ['fewer candidates than passages', { limit: 20, candidates: 10 }],
    ['a threshold beyond 1', { scoreThreshold: 1.1 }],
    ['a text for a number', { lambda: '0.5' }],
    ['a weight below 0', { vectorWeight: -0.1 }],
    ['a reranker that is no id', { rerank: 'magic' }],
    ['a built-in model as a reranker', { rerank: 'builtin/extractive' }],
    ['4 neighbours', { neighbours: 4 }],
    ['a filter that is not there', { filters: { name: 'x' } }],
    ['a field with a quotation mark', { filters: { metadata: { 'a"b': 1 } } }],
    ['a document that is no id', { filters: { documentIds: ['1'] } }],
    ['a moment that is none', { filters: { createdAt: { from: 'yesterday' } } }],
  ])('with %s are refused', (_name, settings) => {
    expect(retrievalSettingsSchema.safeParse(settings).success).toBe(false)
  })

  test('have their defaults, and stay the same when they are read again', () => {
    const defaults = { mode: 'hybrid', limit: 8, candidates: 64, scoreThreshold: 0, lambda: 0.5, vectorWeight: null, rerank: 'auto', neighbours: 0, filters: {} }
    expect(retrievalSettingsSchema.parse({})).toEqual(defaults)
    expect(retrievalSettingsSchema.parse(retrievalSettingsSchema.parse({ limit: 64 }))).toEqual({ ...defaults, limit: 64 })
    expect(retrievalRequestSchema.safeParse({ question: 'x', knowledgeBaseIds: [] }).success).toBe(false)
  })
})

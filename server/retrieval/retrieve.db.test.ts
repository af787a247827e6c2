import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '@/server/auth/actor'
import { db } from '@/server/database'
import { derivedId, newId } from '@/server/ids'
import { activeIndex } from '@/server/knowledge/indexes'
import * as knowledge from '@/server/knowledge/service'
import { builtinEmbeddingModelId } from '@/server/models/schema'
import { indexedTerms } from '@/server/retrieval/fields'
import { retrieve } from '@/server/retrieval/retrieve'
import { createPassages } from '@/server/testing/passages'
import { createPerson } from '@/server/testing/people'
import { vectors } from '@/server/vectors/store'

const lexical = { model: builtinEmbeddingModelId, dimensions: 384 }
const learned = { model: 'openai/test-embedding', dimensions: 3 }
const settings = { limit: 5, candidates: 50 }

let person: Actor
beforeEach(async () => {
  person = await createPerson()
})
afterAll(async () => (await vectors()).close())

async function createBase(actor: Actor, space = lexical): Promise<string> {
  return (await knowledge.create(actor, { name: newId() }, space)).id
}

interface Draft {
  readonly name?: string
  readonly headingPath?: string[]
  readonly versions?: Record<number, string>
  readonly activeVersion?: number
  readonly vector?: Float32Array
}

/** A document of one chunk a version; returns its id. */
async function createDocument(actor: Actor, knowledgeBaseId: string, text: string, draft: Draft = {}, space = lexical): Promise<string> {
  const { name = `${newId()}.txt`, headingPath = [], versions = { 1: text }, activeVersion = 1, vector = null } = draft
  const id = newId()
  const owner = { tenantId: actor.tenantId, ownerId: actor.userId }
  const { id: indexId } = await activeIndex(actor, knowledgeBaseId)
  await db.document.create({ data: { id, ...owner, knowledgeBaseId, name, mediaType: 'text/plain', size: 1, sha256: id, storageKey: id, metadata: {} } })
  await db.indexedDocument.create({ data: { id, ...owner, indexId, documentId: id, state: 'ready', warnings: [], activeVersion, chunkCount: 1 } })
  for (const [key, body] of Object.entries(versions)) {
    const version = Number(key)
    const chunkId = derivedId(id, version, 0)
    await db.chunk.create({ data: { id: chunkId, indexedDocumentId: id, documentId: id, version, index: 0, text: body, start: 0, end: body.length, headingPath, keywords: [], tokenCount: 1 } })
    const row = { id: chunkId, indexId, documentId: id, version, terms: indexedTerms({ documentName: name, headingPath, text: body }), vector }
    await (await vectors()).upsert(space, [row])
  }
  return id
}

const ask = (actor: Actor, question: string, ...knowledgeBaseIds: string[]) => retrieve(actor, { question, knowledgeBaseIds, settings })

describe('what is found', () => {
  test('an English question finds its passage although the words are inflected', async () => {
    const base = await createBase(person)
    const otters = await createDocument(person, base, 'Otters were studied by the river. They eat mostly fish.')
    await createDocument(person, base, 'Badgers dig their burrows in dry hills.')
    const { hits, engine, candidateCount } = await ask(person, 'What does an otter eat?', base)
    expect(engine).toBe('lexical')
    expect(candidateCount).toBe(1)
    expect(hits).toMatchObject([{ documentId: otters, version: 1, text: 'Otters were studied by the river. They eat mostly fish.' }])
    expect(hits[0]?.score).toBeGreaterThan(0)
    expect(hits[0]?.score).toBeLessThanOrEqual(1)
    expect(hits[0]?.stages).toMatchObject({ text: { rank: 1 }, rescored: { rank: 1 } })
  })

  test('a question in simplified Chinese finds a passage in traditional Chinese, and the other way round', async () => {
    const base = await createBase(person)
    const traditional = await createDocument(person, base, '這個軟體由臺灣的開發團隊維護。')
    const simplified = await createDocument(person, base, '熊猫主要吃竹子，生活在四川。')
    const first = await ask(person, '软体由谁维护？', base)
    const second = await ask(person, '熊貓吃什麼？', base)
    expect(first.hits[0]?.documentId).toBe(traditional)
    expect(second.hits[0]?.documentId).toBe(simplified)
  })

  test('a passage is found by its heading and by the name of its document', async () => {
    const base = await createBase(person)
    const leave = await createDocument(person, base, 'Twenty-five days a year, for everybody.', { name: 'handbook.pdf', headingPath: ['Staff', 'Annual leave'] })
    expect((await ask(person, 'annual leave', base)).hits.map((hit) => hit.documentId)).toEqual([leave])
    expect((await ask(person, 'handbook', base)).hits.map((hit) => hit.documentId)).toEqual([leave])
  })

  test('C102 several bases are searched together, and each passage says where it is from', async () => {
    const [one, two] = [await createBase(person), await createBase(person)]
    await createDocument(person, one, 'The comet returns every 76 years.')
    await createDocument(person, two, 'A comet has a tail of dust and gas.')
    const { hits } = await ask(person, 'comet', one, two)
    expect(hits.map((hit) => hit.knowledgeBaseId).toSorted()).toEqual([one, two].toSorted())
  })

  test('the same text in two documents is shown once', async () => {
    const base = await createBase(person)
    await createDocument(person, base, 'The comet returns every 76 years.')
    await createDocument(person, base, 'The comet returns every 76 years.')
    expect((await ask(person, 'comet', base)).hits).toHaveLength(1)
  })

  test('a question without a match, or without a word, finds nothing', async () => {
    const base = await createBase(person)
    await createDocument(person, base, 'The comet returns every 76 years.')
    expect((await ask(person, 'zebra', base)).hits).toEqual([])
    expect((await ask(person, '?!', base)).hits).toEqual([])
    expect((await ask(person, 'anything', await createBase(person))).hits).toEqual([])
  })
})

describe('what its owner says of a passage', () => {
  test('C93 a keyword raises its rank above one that has the word in its text, or in its title', async () => {
    const base = await createBase(person)
    const plain = 'Twenty-five days a year, for everybody.'
    const { chunkIds } = await createPassages(person, base, [{ text: plain, headingPath: ['Holidays'] }, 'Holidays are for rest, not for work.', { text: `${plain} Ask early.`, keywords: ['holidays'] }])
    expect((await ask(person, 'holidays', base)).hits[0]?.chunkId).toBe(chunkIds[2])
  })

  test('C103 one that is switched off is not found, nor any of a document that is', async () => {
    const base = await createBase(person)
    const { chunkIds } = await createPassages(person, base, [{ text: 'The comet is red.', isEnabled: false }, 'The comet is blue.'])
    await createPassages(person, base, ['The comet is green.'], { isEnabled: false })
    expect((await ask(person, 'comet', base)).hits.map((hit) => hit.chunkId)).toEqual([chunkIds[1]])
  })

  test('what it stands under is searched with it, and comes with it', async () => {
    const base = await createBase(person)
    await createPassages(person, base, [{ text: 'Chair | 49', context: 'Article | Price' }, { text: 'Otter | 9 kg', context: 'Animal | Weight' }])
    const { hits } = await ask(person, 'price of the chair', base)
    expect(hits[0]).toMatchObject({ text: 'Chair | 49', context: 'Article | Price', coverage: 1, matches: [[0, 5]] })
  })
})

describe('a crowd', () => {
  test('of copies of one passage leaves room for the others', async () => {
    const base = await createBase(person)
    const repeated = Array.from({ length: 300 }, () => 'What happened in the log: it happened, it happened.')
    await createPassages(person, base, repeated, { name: 'repeated.log' })
    const { chunkIds } = await createPassages(person, base, ['In the year of the flood, long ago, what happened was that the bridge fell into the river below the old town.', 'Another thing that happened was a fire in the mill, and the miller, who was a careful man, rebuilt it of stone.'])
    const { hits, candidateCount } = await retrieve(person, { question: 'What happened?', knowledgeBaseIds: [base], settings: { limit: 3, candidates: 20 } })
    expect(hits.map((hit) => hit.chunkId)).toEqual(expect.arrayContaining(chunkIds))
    expect(hits).toHaveLength(3)
    expect(candidateCount).toBeLessThanOrEqual(20)
  })

  test('of passages in documents that are switched off does so too', async () => {
    const base = await createBase(person)
    for (const part of [0, 1]) await createPassages(person, base, Array.from({ length: 40 }, (_, at) => `comet ${part} number ${at}`), { isEnabled: false })
    const { chunkIds } = await createPassages(person, base, ['A comet, seen once by a shepherd on a cold night in the hills, was never seen again by anybody there.'])
    const { hits } = await retrieve(person, { question: 'comet', knowledgeBaseIds: [base], settings: { limit: 2, candidates: 10 } })
    expect(hits.map((hit) => hit.chunkId)).toEqual(chunkIds)
  })

  test('of passages of an old version does so too', async () => {
    const base = await createBase(person)
    await createPassages(person, base, Array.from({ length: 40 }, (_, at) => `comet number ${at}`), { version: 1, activeVersion: 2 })
    const { chunkIds } = await createPassages(person, base, ['A comet, seen once by a shepherd on a cold night in the hills, was never seen again by anybody there.'])
    const { hits } = await retrieve(person, { question: 'comet', knowledgeBaseIds: [base], settings: { limit: 2, candidates: 10 } })
    expect(hits.map((hit) => hit.chunkId)).toEqual(chunkIds)
  })
})

describe('what comes with a hit', () => {
  test('neighbours, as far as they were asked for, are switched on, and are given once', async () => {
    const base = await createBase(person)
    const texts = ['One.', 'Two.', 'The comet is red.', 'Four.', 'Five.', 'Six.', 'The comet is blue, says another.', 'Eight.']
    await createPassages(person, base, texts.map((text) => ({ text, isEnabled: text !== 'Eight.' })))
    const { hits } = await retrieve(person, { question: 'comet', knowledgeBaseIds: [base], settings: { neighbours: 2 } })
    const around = hits.map(({ text, before, after }) => [before.map((passage) => passage.text), text, after.map((passage) => passage.text)])
    expect(around.toSorted((a, b) => String(b[1]).length - String(a[1]).length)).toEqual([
      [['Six.'], 'The comet is blue, says another.', []],
      [['One.', 'Two.'], 'The comet is red.', ['Four.', 'Five.']],
    ])
    expect((await ask(person, 'comet', base)).hits.flatMap(({ before, after }) => [...before, ...after])).toEqual([])
  })

  test('the places of the question’s words, in English and in Chinese', async () => {
    const base = await createBase(person)
    await createPassages(person, base, ['Otters ate fish; an otter eats daily.', '水獺每天吃大約一公斤的魚。'])
    const marked = async (question: string) => (await ask(person, question, base)).hits.flatMap(({ text, matches }) => matches.map(([start, end]) => text.slice(start, end)))
    expect(await marked('What do otters eat?')).toEqual(['Otters', 'otter', 'eats'])
    expect(await marked('水獭吃什么？')).toEqual(['水獺', '吃'])
  })

  test('a line under the last one says what was cut and how good it was', async () => {
    const base = await createBase(person)
    await createPassages(person, base, ['The comet is red.', 'A comet among many other things that were seen that night over the hills.'])
    const one = await retrieve(person, { question: 'comet', knowledgeBaseIds: [base], settings: { limit: 1 } })
    expect(one.cut).toMatchObject({ by: 'limit' })
    expect(one.cut?.score).toBeLessThanOrEqual(one.hits[0]?.score ?? 0)
    expect((await ask(person, 'comet', base)).cut).toBeNull()
  })
})

describe('a trace', () => {
  test('says of every candidate what became of it', async () => {
    const base = await createBase(person)
    const { chunkIds: plain } = await createPassages(person, base, ['The red comet is near.', 'The red comet is near.', { text: 'A red comet.', isEnabled: false }, 'A comet, among many other things that were seen.', 'The comet is far, and red at night.'])
    const { chunkIds: old } = await createPassages(person, base, ['An old red comet.'], { version: 1, activeVersion: 2 })
    const { chunkIds: off } = await createPassages(person, base, ['Off: a red comet.'], { isEnabled: false })
    const strict = { limit: 1, candidates: 50, scoreThreshold: 0.6 }
    const { trace, hits } = await retrieve(person, { question: 'red comet', knowledgeBaseIds: [base], settings: strict, trace: true })
    const fell = (id: string | undefined) => trace?.find((one) => one.chunkId === id)?.fell
    expect([...plain, ...old, ...off].map(fell).toSorted()).toEqual([null, 'disabled', 'disabled', 'duplicate', 'limit', 'oldVersion', 'threshold'].toSorted())
    expect(fell(hits[0]?.chunkId)).toBeNull()
    expect(plain.slice(0, 2)).toContain(trace?.find((one) => one.fell === 'duplicate')?.duplicateOf)
    expect(fell(plain[3])).toBe('threshold')
    expect(trace?.[0]).toMatchObject({ chunkId: hits[0]?.chunkId, preview: hits[0]?.text, fell: null })
  })

  test('is not made unless it is asked for', async () => {
    const base = await createBase(person)
    await createPassages(person, base, ['The comet is red.'])
    expect((await ask(person, 'comet', base)).trace).toBeNull()
  })
})

describe('what must never be found', () => {
  test("C08 a stranger's base is not found, also not beside one's own", async () => {
    const stranger = await createPerson()
    const [own, foreign] = [await createBase(person), await createBase(stranger)]
    await createDocument(stranger, foreign, 'the secret comet')
    const unknown = newId()
    for (const bases of [[foreign], [own, foreign], [own, unknown]]) {
      await expect(ask(person, 'comet', ...bases)).rejects.toMatchObject({ kind: 'not_found', message: 'This knowledge base does not exist' })
    }
  })

  test('C103 only the active version of a document is returned, whatever the index still holds', async () => {
    const base = await createBase(person)
    await createDocument(person, base, '', { versions: { 1: 'The comet is red.', 2: 'The comet is blue.', 3: 'The comet is green.' }, activeVersion: 2 })
    await createDocument(person, base, '', { versions: { 1: 'The comet is new.' }, activeVersion: 0 })
    expect((await ask(person, 'comet', base)).hits.map((hit) => hit.text)).toEqual(['The comet is blue.'])
  })

  test('a document that SQL no longer has is not returned, and those behind it move up', async () => {
    const base = await createBase(person)
    const gone = await createDocument(person, base, 'comet comet comet')
    const kept = await createDocument(person, base, 'a comet, and other things in the sky above')
    await db.document.delete({ where: { id: gone } })
    const { hits } = await retrieve(person, { question: 'comet', knowledgeBaseIds: [base], settings: { limit: 1, candidates: 10 } })
    expect(hits.map((hit) => hit.documentId)).toEqual([kept])
  })

  test('a row of the index that names the base but belongs to a stranger in SQL is not returned', async () => {
    const stranger = await createPerson()
    const [own, foreign] = [await createBase(person), await createBase(stranger)]
    const documentId = await createDocument(stranger, foreign, 'the secret comet')
    const { id: indexId } = await activeIndex(person, own)
    const row = { id: derivedId(documentId, 1, 0), indexId, documentId, version: 1, terms: 'secret comet', vector: null }
    await (await vectors()).upsert(lexical, [row])
    expect((await ask(person, 'comet', own)).hits).toEqual([])
  })
})

describe('a learned embedding model', () => {
  const embedQuery = () => Promise.resolve(Float32Array.of(1, 0, 0))

  test('finds what shares no word with the question, beside bases that have none', async () => {
    const [words, meaning] = [await createBase(person), await createBase(person, learned)]
    const near = await createDocument(person, meaning, 'Felines purr.', { vector: Float32Array.of(1, 0.1, 0) }, learned)
    await createDocument(person, meaning, 'Ships sail.', { vector: Float32Array.of(0, 1, 0) }, learned)
    const exact = await createDocument(person, words, 'A cat makes a sound.')
    const { hits, engine } = await retrieve(person, { question: 'cat noises', knowledgeBaseIds: [words, meaning], settings }, { embedQuery })
    expect(engine).toBe('hybrid')
    expect(hits.slice(0, 2).map((hit) => hit.documentId).toSorted()).toEqual([near, exact].toSorted())
    expect(hits.find((hit) => hit.documentId === near)?.stages.vector).toMatchObject({ rank: 1 })
  })

  test('is not asked for bases that are searched by words', async () => {
    const base = await createBase(person)
    await createDocument(person, base, 'comet')
    const refuse = () => Promise.reject(new Error('was asked'))
    expect((await retrieve(person, { question: 'comet', knowledgeBaseIds: [base], settings }, { embedQuery: refuse })).hits).toHaveLength(1)
  })

  test('that fails ends the search with its error', async () => {
    const base = await createBase(person, learned)
    const fail = () => Promise.reject(new Error('no answer'))
    await expect(retrieve(person, { question: 'comet', knowledgeBaseIds: [base], settings }, { embedQuery: fail })).rejects.toThrow('no answer')
  })
})

test('a missing search index is reported when documents should be in it', async () => {
  const space = { model: 'openai/never-indexed', dimensions: 3 }
  const base = await createBase(person, space)
  await createDocument(person, base, '', { versions: {} }, space)
  const embedQuery = () => Promise.resolve(Float32Array.of(1, 0, 0))
  await expect(retrieve(person, { question: 'comet', knowledgeBaseIds: [base], settings }, { embedQuery })).rejects.toMatchObject({ kind: 'unavailable', message: expect.stringContaining('missing') })
})

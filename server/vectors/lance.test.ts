import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '@/server/ids'
import { terms } from '@/server/text/terms'
import { openVectorStore, type VectorStore } from '@/server/vectors/lance'
import type { VectorRow } from '@/server/vectors/schema'

const space = { model: 'test/three', dimensions: 3 }
let folder: string
let store: VectorStore

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parley-vectors-'))
  store = await openVectorStore(folder)
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
})

function row(text: string, over: Partial<VectorRow> = {}): VectorRow {
  return { id: newId(), indexId: newId(), documentId: newId(), version: 1, terms: terms(text).join(' '), vector: Float32Array.of(1, 0, 0), ...over }
}

const search = (text: string, indexIds: string[], limit = 10) => store.searchText(space, { indexIds, terms: terms(text), limit })

describe('writing', () => {
  test('a row that is written twice is one row, with what was written last', async () => {
    const first = row('the otter swims')
    await store.upsert(space, [first, first])
    await store.upsert(space, [{ ...first, terms: 'badger' }])
    expect(await store.countRows(space)).toBe(1)
    expect(await search('otter', [first.indexId])).toEqual([])
    expect(await search('badger', [first.indexId])).toMatchObject([{ id: first.id }])
  })

  test('the same rows written at once from many places are written once', async () => {
    const rows = Array.from({ length: 5 }, () => row('otter'))
    await Promise.all(Array.from({ length: 6 }, () => store.upsert(space, rows)))
    expect(await store.countRows(space)).toBe(5)
  })

  test('a vector of another length is refused, and so is one that holds no number', async () => {
    await expect(store.upsert(space, [row('otter', { vector: Float32Array.of(1, 0) })])).rejects.toMatchObject({ kind: 'invalid' })
    await expect(store.upsert(space, [row('otter', { vector: Float32Array.of(1, Number.NaN, 0) })])).rejects.toMatchObject({ kind: 'invalid' })
    await expect(store.searchVector(space, { indexIds: [newId()], vector: Float32Array.of(1), limit: 3 })).rejects.toMatchObject({ kind: 'invalid' })
    expect(await store.countRows(space)).toBe(0)
  })

  test('what is written is read back as it was, in whatever script, with a vector and without', async () => {
    const indexId = newId()
    const texts = ['otter', '水獺 水', 'otter \ud83e', '\udda6 otter', '🦦']
    const rows = texts.map((text, at) => row('', { indexId, terms: `all ${text}`, vector: at % 2 === 0 ? Float32Array.of(at, 0.5, -1) : null }))
    await store.upsert(space, rows)
    const found = new Map((await search('all', [indexId])).map((hit) => [hit.id, hit.terms]))
    expect(rows.map(({ id }) => found.get(id))).toEqual(texts.map((text) => `all ${text}`.toWellFormed()))
    const vectors = await store.vectorsOf(space, rows.map(({ id }) => id))
    expect(rows.map(({ id }) => vectors.get(id) ?? null)).toEqual(rows.map(({ vector }) => vector))
  })

  test('a row without a vector is found by its words and not by vectors', async () => {
    const wordsOnly = row('otter', { vector: null })
    const both = row('otter', { indexId: wordsOnly.indexId })
    await store.upsert(space, [wordsOnly, both])
    const byVector = await store.searchVector(space, { indexIds: [both.indexId], vector: Float32Array.of(1, 0, 0), limit: 5 })
    expect(byVector.map((hit) => hit.id)).toEqual([both.id])
    expect(await search('otter', [both.indexId])).toHaveLength(2)
  })
})

test('each write is seen at once, also when the session is left for a new one', async () => {
  const brief = await openVectorStore(folder, { commitsPerSession: 3 })
  const indexId = newId()
  for (let count = 1; count <= 10; count += 1) {
    const written = row('otter', { indexId })
    await brief.upsert(space, [written])
    expect(await brief.countRows(space)).toBe(count)
    expect(await brief.searchText(space, { indexIds: [indexId], terms: terms('otter'), limit: 20 })).toHaveLength(count)
    await brief.remove(space, { indexId: newId() })
  }
  expect(brief.revision).toBe(10)
  await brief.close()
})

describe('searching', () => {
  test('only the named bases are searched', async () => {
    const mine = row('a river otter')
    const other = row('a river otter')
    const foreign = row('a river otter')
    await store.upsert(space, [mine, other, foreign])
    expect(await search('otter', [mine.indexId])).toMatchObject([{ id: mine.id, terms: 'a river otter' }])
    const two = await search('otter', [mine.indexId, other.indexId])
    expect(two.map((hit) => hit.id).toSorted()).toEqual([mine.id, other.id].toSorted())
    expect(await search('otter', [])).toEqual([])
  })

  test('rows are found before and after they are taken into the index', async () => {
    const indexId = newId()
    const before = row('otter', { indexId })
    await store.upsert(space, [before])
    await store.optimize(space)
    const after = row('otter otter', { indexId })
    await store.upsert(space, [after])
    const ids = async () => (await search('otter', [indexId])).map((hit) => hit.id).toSorted()
    expect(await ids()).toEqual([before.id, after.id].toSorted())
    await store.optimize(space)
    expect(await ids()).toEqual([before.id, after.id].toSorted())
  })

  test('the nearest vector comes first, by its angle', async () => {
    const indexId = newId()
    const near = row('near', { indexId, vector: Float32Array.of(9, 1, 0) })
    const far = row('far', { indexId, vector: Float32Array.of(0, 1, 0) })
    await store.upsert(space, [far, near])
    const hits = await store.searchVector(space, { indexIds: [indexId], vector: Float32Array.of(1, 0, 0), limit: 2 })
    expect(hits.map((hit) => hit.id)).toEqual([near.id, far.id])
    expect(hits[0]?.score).toBeCloseTo(9 / Math.sqrt(82), 5)
  })

  test('a search among some documents, or all but some, is as full as any other', async () => {
    const indexId = newId()
    const [wanted, other] = [newId(), newId()]
    const better = Array.from({ length: 30 }, () => row('otter', { indexId, documentId: other }))
    const worse = Array.from({ length: 5 }, () => row('an otter among many other words', { indexId, documentId: wanted, vector: Float32Array.of(1, 1, 0) }))
    await store.upsert(space, [...better, ...worse])
    for (const filter of [{ indexIds: [indexId], documentIds: [wanted] }, { indexIds: [indexId], exceptDocumentIds: [other] }]) {
      const byText = await store.searchText(space, { ...filter, terms: ['otter'], limit: 5 })
      const byVector = await store.searchVector(space, { ...filter, vector: Float32Array.of(1, 0, 0), limit: 5 })
      expect([byText, byVector].map((hits) => hits.map((hit) => hit.documentId))).toEqual([Array(5).fill(wanted), Array(5).fill(wanted)])
    }
    expect(await store.searchText(space, { indexIds: [indexId], documentIds: [], terms: ['otter'], limit: 5 })).toEqual([])
    expect(await store.searchText(space, { indexIds: [indexId], exceptDocumentIds: [], terms: ['otter'], limit: 50 })).toHaveLength(35)
  })

  test('the vectors of rows are read back as they were written', async () => {
    const [one, two, none] = [row('otter', { vector: Float32Array.of(1, 2, 3) }), row('badger', { vector: Float32Array.of(4, 5, 6) }), row('words', { vector: null })]
    await store.upsert(space, [one, two, none])
    const found = await store.vectorsOf(space, [one.id, two.id, none.id, newId()])
    expect(found).toEqual(new Map([[one.id, Float32Array.of(1, 2, 3)], [two.id, Float32Array.of(4, 5, 6)]]))
    expect(await store.vectorsOf(space, [])).toEqual(new Map())
    expect(await store.vectorsOf({ model: 'never/written', dimensions: 3 }, [one.id])).toEqual(new Map())
  })

  test('another process sees what was written, and models whose names look alike stay apart', async () => {
    const one = row('otter')
    await store.upsert(space, [one])
    expect(await store.countRows({ model: 'test-three', dimensions: 3 })).toBe(0)
    const second = await openVectorStore(folder)
    expect(await second.countRows(space)).toBe(1)
    await second.close()
  })

  test.each(["x' OR '1'='1", "'; DROP TABLE x; --", '', '00000000-0000-0000-0000-00000000000G', `${newId()}' OR indexId <> '`])('the string %j is refused where an id belongs', async (text) => {
    const kept = row('otter')
    await store.upsert(space, [kept])
    await expect(search('otter', [kept.indexId, text])).rejects.toMatchObject({ kind: 'invalid' })
    await expect(store.remove(space, { indexId: kept.indexId, documentIds: [text] })).rejects.toMatchObject({ kind: 'invalid' })
    await expect(store.remove(space, { indexId: text })).rejects.toMatchObject({ kind: 'invalid' })
    await expect(store.upsert(space, [row('otter', { documentId: text })])).rejects.toMatchObject({ kind: 'invalid' })
    expect(await store.countRows(space)).toBe(1)
  })

  test('words of a question that look like query syntax are only words', async () => {
    const one = row('otter')
    await store.upsert(space, [one])
    const hits = await store.searchText(space, { indexIds: [one.indexId], terms: ['otter"', 'AND', '+(otter', "'", 'otter'], limit: 5 })
    expect(hits).toHaveLength(1)
  })
})

describe('removing', () => {
  test('old versions of a document go, its new one and other documents stay', async () => {
    const [documentId, indexId] = [newId(), newId()]
    const other = row('other', { indexId })
    const elsewhere = row('one', { documentId })
    await store.upsert(space, [row('one', { documentId, indexId }), row('two', { documentId, indexId, version: 2 }), other, elsewhere])
    await store.remove(space, { indexId, documentIds: [documentId], exceptVersion: 2 })
    expect(await store.countRows(space, { indexIds: [indexId], documentIds: [documentId] })).toBe(1)
    expect(await store.countRows(space, { indexIds: [indexId], documentIds: [documentId], version: 2 })).toBe(1)
    await store.remove(space, { indexId, documentIds: [] })
    await store.remove(space, { indexId, documentIds: [documentId] })
    expect(await store.countRows(space, { indexIds: [indexId] })).toBe(1)
    await store.remove(space, { indexId })
    expect(await store.countRows(space, { indexIds: [elsewhere.indexId] })).toBe(1)
    expect(await store.countRows(space)).toBe(1)
  })

  test('removing from a space that was never written is no error', async () => {
    await store.remove(space, { indexId: newId() })
    expect(await store.hasSpace(space)).toBe(false)
  })
})

test('a damaged index is reported with what to do', async () => {
  await store.upsert(space, [row('otter')])
  await store.close()
  const [table] = readdirSync(folder)
  const versions = join(folder, table ?? '', '_versions')
  for (const file of readdirSync(versions)) writeFileSync(join(versions, file), 'broken')
  store = await openVectorStore(folder)
  await expect(store.countRows(space)).rejects.toMatchObject({ kind: 'unavailable' })
})

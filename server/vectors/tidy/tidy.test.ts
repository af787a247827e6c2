import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from '@lancedb/lancedb'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { derivedId } from '@/server/ids'
import { openVectorStore, type VectorStore } from '@/server/vectors/lance'
import type { VectorRow } from '@/server/vectors/schema'
import { indexedRows, tableName } from '@/server/vectors/tables'

const space = { model: 'test/thirty-two', dimensions: 32 }
const indexId = derivedId('index')
let folder: string
let store: VectorStore

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parley-tidy-'))
  store = await openVectorStore(folder, { numbersToIndex: 1_000 * space.dimensions })
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
})

/** Numbers in -1..1 that depend on the seed alone (Park & Miller, 1988). */
function numbers(seed: number, count: number): number[] {
  let state = (seed * 7_919 + 1) % 0x7fff_ffff
  return Array.from({ length: count }, () => {
    state = (state * 48_271) % 0x7fff_ffff
    return (2 * state) / 0x7fff_ffff - 1
  })
}

/** Vectors lie about some subjects, as those of a learned model do. */
function vectorOf(seed: number): Float32Array {
  const subject = numbers(1_000 + (seed % 20), space.dimensions)
  return Float32Array.from(numbers(seed, space.dimensions), (value, at) => value + (subject[at] ?? 0))
}

const row = (at: number, over: Partial<VectorRow> = {}): VectorRow => ({ id: derivedId('row', at), indexId, documentId: derivedId('document', at), version: 1, terms: `all word${at}`, vector: vectorOf(at), ...over })
const rows = (from: number, to: number): VectorRow[] => Array.from({ length: to - from }, (_, at) => row(from + at))
const near = async (seed: number, limit = 10) => (await store.searchVector(space, { indexIds: [indexId], vector: vectorOf(seed), limit })).map((hit) => hit.id)
const withWord = async (word: string) => (await store.searchText(space, { indexIds: [indexId], terms: [word], limit: 10 })).map((hit) => hit.id)

describe('with an index of vectors', () => {
  const questions = Array.from({ length: 40 }, (_, at) => 1_000_000 + at)

  test('C130 a search finds what looking at every vector finds', async () => {
    await store.upsert(space, rows(0, 2_000))
    const exact = await Promise.all(questions.map((seed) => near(seed)))
    await store.optimize(space)
    const found = await Promise.all(questions.map((seed) => near(seed)))
    const same = found.flatMap((ids, at) => ids.filter((id) => exact[at]?.includes(id)))
    expect(same.length / (10 * questions.length)).toBeGreaterThanOrEqual(0.95)
  })

  test('rows that come, change and go afterwards are found as they are', async () => {
    await store.upsert(space, rows(0, 1_500))
    await store.optimize(space)
    await store.upsert(space, [row(2_000), row(7, { vector: vectorOf(3_000) })])
    await store.removeRows(space, [row(8).id])
    expect(await near(2_000, 1)).toEqual([row(2_000).id])
    expect(await near(3_000, 1)).toEqual([row(7).id])
    expect(await near(7, 1_600)).not.toContain(row(8).id)
    const all = await near(7, 1_600)
    expect(new Set(all).size).toBe(all.length)
  })
})

test.each([
  [8, 1_000, true],
  [8, 999, false],
  [80, 100, true],
  [80, 99, false],
])('vectors of %i numbers are indexed from as many numbers on: %i of them', async (dimensions, count, expected) => {
  const other = { model: 'test/any', dimensions }
  await store.close()
  store = await openVectorStore(folder, { numbersToIndex: 8_000 })
  await store.upsert(other, Array.from({ length: count }, (_, at) => row(at, { vector: Float32Array.from(numbers(at, dimensions)) })))
  await store.optimize(other)
  const connection = await connect(folder)
  expect(await indexedRows(await connection.openTable(tableName(other)), 'vector')).toEqual(expected ? { indexed: count, missing: 0 } : undefined)
  connection.close()
})

test('what is written while a table is tidied is neither lost nor doubled', async () => {
  await store.upsert(space, rows(0, 500))
  const tidying = store.optimize(space)
  for (let from = 500; from < 1_500; from += 100) await store.upsert(space, rows(from - 10, from + 100))
  await store.remove(space, { indexId, documentIds: [row(3).documentId] })
  await tidying
  await store.optimize(space)
  expect(await store.countRows(space)).toBe(1_499)
  expect(await withWord('word1234')).toEqual([row(1_234).id])
  expect(await withWord('word3')).toEqual([])
})

test('words that a row no longer has do not find it, before and after it is tidied', async () => {
  await store.upsert(space, rows(0, 20))
  await store.optimize(space)
  await store.upsert(space, [row(5, { terms: 'all other' })])
  expect(await withWord('word5')).toEqual([])
  await store.optimize(space)
  expect(await withWord('word5')).toEqual([])
  expect(await withWord('other')).toEqual([row(5).id])
})

test('closing a store breaks off a pass, and the next one finds everything', async () => {
  await store.upsert(space, rows(0, 1_000))
  const pass = store.optimize(space)
  await Promise.all([expect(pass).rejects.toThrow(), store.close()])
  store = await openVectorStore(folder)
  await store.optimize(space)
  expect(await withWord('word999')).toEqual([row(999).id])
})

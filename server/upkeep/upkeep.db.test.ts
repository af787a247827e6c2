import { existsSync, mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
// oxlint-disable-next-line no-restricted-imports -- rows are written twice past our own store, which would not
import { connect } from '@lancedb/lancedb'
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Actor } from '@/server/auth/actor'
import { config } from '@/server/config'
import { db } from '@/server/database'
import * as documents from '@/server/documents/service'
import { filePath } from '@/server/files/store'
import { derivedId, newId } from '@/server/ids'
import { ingest } from '@/server/ingestion/ingest'
import * as queue from '@/server/jobs/queue'
import { activeIndex } from '@/server/knowledge/indexes'
import * as receipts from '@/server/receipts/service'
import { addDocument, addReadyDocument, createBase, indexedIdOf, workOff } from '@/server/testing/documents'
import { createPerson } from '@/server/testing/people'
import { nothing } from '@/server/upkeep/round'
import { inspect, repair } from '@/server/upkeep/upkeep'
import { vectors } from '@/server/vectors/store'

const provider = await vi.hoisted(async () => (await import('@/server/testing/fakeProvider')).useFakeProvider({ embedding: 'fake-embedding' }))
const space = { model: 'openai/fake-embedding', dimensions: 64 }

let person: Actor
let base: string
let indexId: string
beforeEach(async () => {
  await db.job.deleteMany()
  await db.knowledgeBase.deleteMany()
  await repair()
  rmSync(join(config.dataDir, 'files'), { recursive: true, force: true })
  person = await createPerson()
  base = await createBase(person)
  ;({ id: indexId } = await activeIndex(person, base))
})
afterAll(async () => {
  await provider.close()
  await (await vectors()).close()
})

const text = Array.from({ length: 90 }, (_, day) => `# Day ${day}\n\nHeron number ${day} stood still. ${'The tide came in and went out. '.repeat(20)}`).join('\n\n')
const row = (over: { indexId?: string; documentId?: string; version?: number } = {}) => ({ id: newId(), indexId, documentId: newId(), version: 1, terms: 'heron', vector: new Float32Array(64).fill(1), ...over })
const chunkIds = async (documentId: string): Promise<string[]> => (await db.chunk.findMany({ where: { documentId }, orderBy: { index: 'asc' } })).map(({ id }) => id)

/** Puts a file where files are, as old as it is said to be. */
function strayFile({ hoursOld }: { hoursOld: number }): string {
  const name = newId()
  const key = `${name.slice(0, 2)}/${name}`
  mkdirSync(dirname(filePath(key)), { recursive: true })
  writeFileSync(filePath(key), 'stray')
  const at = new Date(Date.now() - hoursOld * 3_600_000)
  utimesSync(filePath(key), at, at)
  return key
}

test('where all is well nothing is found, and nothing changes', async () => {
  const { id } = await addReadyDocument(person, base, text)
  const before = await chunkIds(id)
  expect(await inspect()).toEqual(nothing)
  expect(await repair()).toEqual(nothing)
  expect(await inspect()).toEqual(nothing)
  expect(await chunkIds(id)).toEqual(before)
  expect(await db.job.count({ where: { state: 'queued' } })).toBe(0)
})

describe('what belongs to nobody', () => {
  test('C131 in the vector store goes: of an index, a document, a version or a model that is gone', async () => {
    const { id } = await addReadyDocument(person, base, text)
    const whole = (await chunkIds(id)).length
    const store = await vectors()
    await store.upsert(space, [row(), row({ indexId: newId() }), row({ documentId: id, version: 7 }), row({ documentId: id })])
    const otherModel = { model: 'openai/gone', dimensions: 64 }
    await store.upsert(otherModel, [row(), row()])
    expect(await inspect()).toEqual({ ...nothing, vectors: 6 })
    expect(await repair()).toEqual({ ...nothing, vectors: 6 })
    expect(await inspect()).toEqual(nothing)
    expect(await store.countRows(space)).toBe(whole)
    expect(await store.countRows(otherModel)).toBe(0)
  })

  test('in SQL goes: chunks and text of versions that nobody reads', async () => {
    const { id, activeVersion } = await addReadyDocument(person, base, text)
    const indexedDocumentId = await indexedIdOf(id)
    const before = await chunkIds(id)
    const stray = { indexedDocumentId, version: activeVersion + 3, index: 0, start: 0, text: 'stray', page: null }
    await db.chunk.create({ data: { ...stray, id: newId(), documentId: id, end: 5, headingPath: [], keywords: [], tokenCount: 1 } })
    await db.documentBlock.create({ data: stray })
    expect(await repair()).toEqual({ ...nothing, rows: 2 })
    expect(await inspect()).toEqual(nothing)
    expect(await chunkIds(id)).toEqual(before)
  })

  test('among the files goes once it is old enough', async () => {
    const { id } = await addReadyDocument(person, base, text)
    const { storageKey } = await documents.file(person, id)
    const [old, young] = [strayFile({ hoursOld: 2 }), strayFile({ hoursOld: 0 })]
    utimesSync(filePath(storageKey), new Date(0), new Date(0))
    expect(await repair()).toEqual({ ...nothing, files: 1 })
    expect([old, young, storageKey].map((key) => existsSync(filePath(key)))).toEqual([false, true, true])
  })

  test('and is still to be purged is known, and left to the purge', async () => {
    const storageKey = strayFile({ hoursOld: 2 })
    const stray = row()
    await (await vectors()).upsert(space, [stray])
    const deletion = { kind: 'document', subjectId: stray.documentId, name: 'gone.md', documentCount: 1, chunkCount: 1 } as const
    await db.$transaction(receipts.receiptOf(person, { ...deletion, files: [{ storageKey, size: 5 }], vectors: [{ space, indexId, documentIds: [stray.documentId] }] }))
    expect(await repair()).toEqual(nothing)
    await workOff()
    expect(existsSync(filePath(storageKey))).toBe(false)
    expect(await (await vectors()).countRows(space)).toBe(0)
  })
})

describe('what is not whole', () => {
  test('lacks vectors: they are made again, and only those', async () => {
    const { id } = await addReadyDocument(person, base, text)
    const ids = await chunkIds(id)
    await (await vectors()).removeRows(space, ids.slice(0, 5))
    expect(await inspect()).toEqual({ ...nothing, unindexed: 1 })
    expect(await repair()).toEqual({ ...nothing, unindexed: 1 })
    await workOff()
    expect(await inspect()).toEqual(nothing)
    expect(await chunkIds(id)).toEqual(ids)
    expect(await documents.get(person, id)).toMatchObject({ state: 'ready', activeVersion: 1 })
  })

  test('has vectors twice: one of each stays', async () => {
    const { id } = await addReadyDocument(person, base, text)
    const ids = await chunkIds(id)
    const connection = await connect(join(config.dataDir, 'vectors'))
    const [name = ''] = (await connection.tableNames()).filter((table) => table.startsWith('openai-fake-embedding'))
    const table = await connection.openTable(name)
    const [first] = await table.query().where(`id = '${ids[0] ?? ''}'`).toArray()
    await table.add([{ ...first, vector: Array.from({ length: 64 }, () => 1) }])
    connection.close()
    const store = await vectors()
    await store.close()
    globalThis.parleyVectors = undefined
    expect(await inspect()).toEqual({ ...nothing, vectors: 1 })
    expect(await repair()).toEqual({ ...nothing, vectors: 1 })
    await workOff()
    expect(await inspect()).toEqual(nothing)
    expect(await (await vectors()).countRows(space)).toBe(ids.length)
  })

  test('waits for a job that is not there: it is queued again', async () => {
    const { id } = await addDocument(person, base, 'A heron stands still.')
    await db.job.deleteMany()
    const dead = await addDocument(person, base, 'A heron flies.', 'dead.md')
    await db.job.updateMany({ data: { state: 'failed' } })
    expect(await repair()).toEqual({ ...nothing, stuck: 2 })
    await workOff()
    expect(await inspect()).toEqual(nothing)
    for (const document of [id, dead.id]) expect((await documents.get(person, document)).state).toBe('ready')
  })

  test('C66 C131 is counted wrongly: it is counted again', async () => {
    const { id, chunkCount, tokenCount } = await addReadyDocument(person, base, text)
    await db.indexedDocument.update({ where: { id: await indexedIdOf(id) }, data: { chunkCount: 3, tokenCount: 1 } })
    expect(await inspect()).toEqual({ ...nothing, miscounted: 1 })
    expect(await repair()).toEqual({ ...nothing, miscounted: 1 })
    expect(await documents.get(person, id)).toMatchObject({ chunkCount, tokenCount })
  })

  test('has lost its file: that is said', async () => {
    const { id } = await addReadyDocument(person, base, text)
    rmSync(filePath((await documents.file(person, id)).storageKey))
    expect(await repair()).toEqual({ ...nothing, lost: 1 })
    expect((await documents.get(person, id)).state).toBe('ready')
  })
})

test('a document that is being read is left alone, with what earlier attempts left it', async () => {
  const { id } = await addDocument(person, base, text)
  const job = (await queue.claim(newId(), [])) ?? expect.fail('no job was due')
  provider.holdEmbeddings(1)
  const asked = provider.asked('/v1/embeddings').length
  const work = ingest(job, new AbortController().signal)
  await vi.waitFor(() => expect(provider.asked('/v1/embeddings').length).toBeGreaterThan(asked), { timeout: 10_000 })
  const earlier = row({ documentId: id, version: 0 })
  await (await vectors()).upsert(space, [{ ...earlier, id: derivedId('earlier') }])
  expect(await inspect()).toEqual(nothing)
  expect(await repair()).toEqual(nothing)
  provider.release()
  await work
  expect((await documents.get(person, id)).state).toBe('ready')
})

import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Actor } from '@/server/auth/actor'
import { db } from '@/server/database'
import { cancel, reread } from '@/server/documents/actions'
import * as attempts from '@/server/documents/attempts'
import * as documents from '@/server/documents/service'
import * as versions from '@/server/documents/versions'
import { newId } from '@/server/ids'
import { ingest } from '@/server/ingestion/ingest'
import { purge } from '@/server/ingestion/purge'
import * as queue from '@/server/jobs/queue'
import { startWorker } from '@/server/jobs/worker'
import { embeddingBodySchema } from '@/server/testing/fakeProvider'
import { addDocument, addReadyDocument, createBase, indexedIdOf, passTime, workOff } from '@/server/testing/documents'
import { encryptedPdf, englishPdf } from '@/server/testing/fixtures'
import { createPerson } from '@/server/testing/people'
import { parserProcesses } from '@/server/testing/processes'
import { terms } from '@/server/text/terms'
import { vectors } from '@/server/vectors/store'

const provider = await vi.hoisted(async () => (await import('@/server/testing/fakeProvider')).useFakeProvider({ embedding: 'fake-embedding' }))

let person: Actor
let base: string
beforeEach(async () => {
  await db.job.deleteMany()
  await db.lease.deleteMany()
  person = await createPerson()
  base = await createBase(person)
  provider.requests.splice(0)
})
afterAll(async () => {
  await provider.close()
  await (await vectors()).close()
})

const claimed = async (): Promise<queue.Job> => (await queue.claim(newId(), [])) ?? expect.fail('no job was due')
const embedded = (): string[] => provider.bodies('/v1/embeddings', embeddingBodySchema).flatMap(({ input }) => input)

/** Sections enough for `batches` batches of chunks. */
function long(batches: number): string {
  const filler = 'The keeper of the lighthouse writes down wind, waves and passing ships in a green book. '.repeat(6)
  return Array.from({ length: batches * 64 }, (_, index) => `# Day ${index}\n\nDolphin number ${index} was seen from the tower. ${filler}`).join('\n\n')
}

async function chunksOf(documentId: string) {
  return db.chunk.findMany({ where: { documentId }, orderBy: { index: 'asc' } })
}

/** Starts the work of a document of some batches, and stops in its second call to the provider, which is not answered until `release`. */
async function inSecondCall(options?: { standstillMs: number }) {
  const { id } = await addDocument(person, base, long(3))
  provider.holdEmbeddings(1)
  const lost = new AbortController()
  const work = ingest(await claimed(), lost.signal, options)
  await vi.waitFor(() => expect(provider.asked('/v1/embeddings')).toHaveLength(1), { timeout: 10_000 })
  provider.holdEmbeddings(1)
  provider.release()
  await vi.waitFor(() => expect(provider.asked('/v1/embeddings')).toHaveLength(2), { timeout: 10_000 })
  return { id, lost, work }
}

describe('the account of an attempt', () => {
  test('says what each stage did, in its own units, and what was embedded', async () => {
    const { id, chunkCount, tokenCount, pageCount } = await addReadyDocument(person, base, englishPdf(), 'tramway.pdf')
    const [attempt, ...others] = await attempts.list(person, id)
    expect(others).toEqual([])
    expect(attempt).toMatchObject({ indexNumber: 1, version: 1, isActive: true, state: 'done', embeddingModel: 'openai/fake-embedding', tokenCount, errorText: null })
    expect(attempt?.stages.map(({ stage, units, unitsTotal }) => [stage, units, unitsTotal])).toEqual([
      ['read', pageCount, pageCount],
      ['split', chunkCount, chunkCount],
      ['embed', chunkCount, chunkCount],
      ['index', chunkCount, chunkCount],
      ['switch', 1, 1],
    ])
    for (const stage of attempt?.stages ?? []) {
      expect(stage.endedAt?.getTime()).toBeGreaterThanOrEqual(stage.startedAt.getTime())
      expect(stage.tookMs).toBeGreaterThanOrEqual(0)
    }
    expect(attempt?.endedAt?.getTime()).toBeGreaterThanOrEqual(attempt?.startedAt.getTime() ?? Number.NaN)
  })

  test('of one that failed says why', async () => {
    const { id } = await addDocument(person, base, encryptedPdf(), 'secret.pdf')
    await workOff()
    expect(await attempts.list(person, id)).toMatchObject([{ version: 1, isActive: false, state: 'failed', errorText: expect.stringMatching(/password/i) }])
  })

  test('of one that was killed is closed by the next', async () => {
    const { id } = await addDocument(person, base, 'A heron stands still.')
    await attempts.open({ indexedDocumentId: await indexedIdOf(id), version: (await claimed()).attempt }, { contentHash: '', settingsHash: '', embeddingModel: '' })
    await passTime()
    await workOff()
    const list = await attempts.list(person, id)
    expect(list.map(({ version, state }) => [version, state])).toEqual([[2, 'done'], [1, 'interrupted']])
    expect(list[1]?.endedAt).toBeInstanceOf(Date)
  })

  test('is of no concern to a stranger', async () => {
    const { id } = await addDocument(person, base, 'A heron stands still.')
    await expect(attempts.list(await createPerson(), id)).rejects.toMatchObject({ kind: 'not_found' })
  })
})

describe('a document that is read again', () => {
  test('and did not change is not made anew: no call to the provider, the same chunks', async () => {
    const { id } = await addReadyDocument(person, base, long(2))
    const before = await chunksOf(id)
    provider.requests.splice(0)
    await reread(person, [id])
    await workOff()
    expect(embedded()).toEqual([])
    expect(await chunksOf(id)).toEqual(before)
    expect(await documents.get(person, id)).toMatchObject({ state: 'ready', activeVersion: 1 })
    expect(await attempts.list(person, id)).toMatchObject([{ version: 2, state: 'done', isActive: false, tokenCount: 0 }, { version: 1, isActive: true }])
  })

  test('and lost its vectors gets those that are missing, and no others', async () => {
    const { id } = await addReadyDocument(person, base, long(2))
    const chunks = await chunksOf(id)
    const lost = chunks.slice(10, 20)
    const space = { model: 'openai/fake-embedding', dimensions: 64 }
    await (await vectors()).removeRows(space, lost.map((chunk) => chunk.id))
    provider.requests.splice(0)
    await reread(person, [id])
    await workOff()
    expect(embedded()).toHaveLength(10)
    expect(await (await vectors()).countRows(space, { documentIds: [id] })).toBe(chunks.length)
    expect((await attempts.list(person, id))[0]?.tokenCount).toBe(lost.reduce((sum, chunk) => sum + chunk.tokenCount, 0))
  })

  test('because it has a new name is found by that, keeps its passages and costs no call to the provider', async () => {
    const { id } = await addReadyDocument(person, base, long(2))
    const before = await chunksOf(id)
    provider.requests.splice(0)
    await documents.update(person, { id, name: 'Kingfisher' })
    await workOff()
    expect(embedded()).toEqual([])
    expect(await chunksOf(id)).toEqual(before)
    const indexId = (await db.indexedDocument.findFirstOrThrow({ where: { documentId: id } })).indexId
    const found = await (await vectors()).searchText({ model: 'openai/fake-embedding', dimensions: 64 }, { indexIds: [indexId], terms: terms('kingfisher'), limit: 500 })
    expect(found).toHaveLength(before.length)
  })

  test('to be cut in another way is', async () => {
    const { id } = await addReadyDocument(person, base, long(2))
    const before = await chunksOf(id)
    await documents.update(person, { id, chunking: { method: 'general', chunkTokens: 64, overlapTokens: 0, delimiters: [], pages: [] } })
    await workOff()
    expect((await chunksOf(id)).length).toBeGreaterThan(before.length)
    expect(await documents.get(person, id)).toMatchObject({ state: 'ready', activeVersion: 2 })
  })
})

test('what was embedded before the provider asked for patience is not embedded again', async () => {
  const { id, work } = await inSecondCall()
  provider.failEmbeddings(429, 4)
  provider.release()
  await work
  expect(await documents.get(person, id)).toMatchObject({ state: 'queued', errorText: expect.stringMatching(/too many requests/) })
  expect((await attempts.list(person, id))[0]).toMatchObject({ version: 1, state: 'interrupted' })
  // It had moved, so that it does not count as one of the five.
  expect(await db.job.findFirst({ where: { subjectId: await indexedIdOf(id) } })).toMatchObject({ state: 'queued', attempt: 1, attemptLimit: 6 })
  provider.requests.splice(0)
  await passTime()
  await workOff()
  const chunks = await chunksOf(id)
  expect(embedded()).toHaveLength(chunks.length - 128)
  expect(await documents.get(person, id)).toMatchObject({ state: 'ready', activeVersion: 2, chunkCount: chunks.length })
  const [second, first] = await attempts.list(person, id)
  expect((first?.tokenCount ?? 0) + (second?.tokenCount ?? 0)).toBe(chunks.reduce((sum, chunk) => sum + chunk.tokenCount, 0))
})

describe('a standstill', () => {
  test('is seen although the worker lives, and is over when something moves', async () => {
    const { id, work } = await inSecondCall()
    const indexed = await indexedIdOf(id)
    const row = () => db.indexedDocument.findUniqueOrThrow({ where: { id: indexed } })
    expect(versions.isStalled(await row())).toBe(false)
    await db.indexedDocument.update({ where: { id: indexed }, data: { updatedAt: new Date(Date.now() - 61_000) } })
    const job = await db.job.findFirstOrThrow({ where: { subjectId: indexed } })
    expect(await queue.heartbeat(job)).toBe(true)
    expect(versions.isStalled(await row())).toBe(true)
    provider.release()
    await work
    expect(versions.isStalled(await row())).toBe(false)
  })

  test('is broken off with its reason, and the document is tried again', async () => {
    const { id, work } = await inSecondCall({ standstillMs: 3_000 })
    await work
    const reason = 'Nothing moved for 0 minutes; check the embedding service, or try again'
    expect(await documents.get(person, id)).toMatchObject({ state: 'queued', errorText: reason })
    expect((await attempts.list(person, id))[0]).toMatchObject({ state: 'failed', errorText: reason })
    provider.release()
    await passTime()
    await workOff()
    expect((await documents.get(person, id)).state).toBe('ready')
  })

  test('of a document that only waits for its turn is none', async () => {
    const { id } = await addDocument(person, base, 'A heron stands still.')
    const row = await db.indexedDocument.findUniqueOrThrow({ where: { id: await indexedIdOf(id) } })
    expect(versions.isStalled({ ...row, updatedAt: new Date(0) })).toBe(false)
  })
})

describe('a document that is cancelled', () => {
  async function expectCancelled(id: string): Promise<void> {
    expect((await attempts.list(person, id))[0]?.state).toBe('cancelled')
    expect(await chunksOf(id)).toEqual([])
    expect(await (await vectors()).countRows({ model: 'openai/fake-embedding', dimensions: 64 }, { documentIds: [id] })).toBe(0)
    expect(await documents.get(person, id)).toMatchObject({ state: 'cancelled', activeVersion: 0 })
  }

  test('within a slow call to the provider ends within two seconds, and so does the call', async () => {
    const { id } = await addDocument(person, base, long(3))
    provider.holdEmbeddings(1)
    const worker = startWorker({ ingest, purge })
    await vi.waitFor(() => expect(provider.asked('/v1/embeddings')).toHaveLength(1), { timeout: 10_000 })
    await cancel(person, [id])
    await vi.waitFor(() => expect(provider.asked('/v1/embeddings')[0]?.isCut).toBe(true), { timeout: 2_000 })
    await worker.stop()
    provider.release()
    await expectCancelled(id)
  })

  test.runIf(process.platform === 'linux')('while its parser is busy ends within two seconds, and so does the parser', async () => {
    const { id } = await addDocument(person, base, long(400))
    const worker = startWorker({ ingest, purge })
    await vi.waitFor(() => expect(parserProcesses()).toHaveLength(1), { timeout: 10_000 })
    await vi.waitFor(async () => expect((await documents.get(person, id)).state).toBe('parsing'), { timeout: 10_000 })
    await cancel(person, [id])
    await vi.waitFor(() => expect(parserProcesses()).toEqual([]), { timeout: 2_000 })
    await worker.stop()
    await expectCancelled(id)
  })
})

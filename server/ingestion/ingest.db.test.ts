import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { existsSync } from 'node:fs'
import type { Actor } from '@/server/auth/actor'
import { db } from '@/server/database'
import * as actions from '@/server/documents/actions'
import * as documents from '@/server/documents/service'
import { find } from '@/server/documents/versions'
import { filePath } from '@/server/files/store'
import { newId } from '@/server/ids'
import { indexVersion } from '@/server/ingestion/indexVersion'
import { ingest } from '@/server/ingestion/ingest'
import { Ledger } from '@/server/ingestion/ledger'
import { recipeOf } from '@/server/ingestion/recipe'
import { writeVersion } from '@/server/ingestion/writeVersion'
import * as queue from '@/server/jobs/queue'
import { activeIndex } from '@/server/knowledge/indexes'
import * as knowledge from '@/server/knowledge/service'
import { embedQuery } from '@/server/models/service'
import { retrieve } from '@/server/retrieval/retrieve'
import { addDocument, addReadyDocument, createBase, documentText, indexedIdOf, passTime, workOff } from '@/server/testing/documents'
import { encryptedPdf, englishPdf } from '@/server/testing/fixtures'
import { createPerson } from '@/server/testing/people'
import { vectors } from '@/server/vectors/store'

const provider = await vi.hoisted(async () => (await import('@/server/testing/fakeProvider')).useFakeProvider({ embedding: 'fake-embedding' }))
const space = { model: 'openai/fake-embedding', dimensions: 64 }

let person: Actor
let base: string
beforeEach(async () => {
  await db.job.deleteMany()
  person = await createPerson()
  base = await createBase(person)
})
afterAll(async () => {
  await provider.close()
  await (await vectors()).close()
})

/** Sections enough for three batches of chunks; each names the word. */
function long(word: string): string {
  const filler = 'The keeper of the lighthouse writes down wind, waves and passing ships in a green book. '.repeat(6)
  return Array.from({ length: 150 }, (_, index) => `# Day ${index}\n\n${word} number ${index} was seen from the tower. ${filler}`).join('\n\n')
}

const claimed = async (): Promise<queue.Job> => (await queue.claim(newId(), [])) ?? expect.fail('no job was due')

/** What there is of a document, everywhere. */
async function remains(documentId: string) {
  const store = await vectors()
  const versions = (rows: { version: number }[]): number[] => [...new Set(rows.map(({ version }) => version))]
  return {
    chunks: versions(await db.chunk.findMany({ where: { documentId }, select: { version: true } })),
    blocks: versions(await db.documentBlock.findMany({ where: { indexedDocument: { documentId } }, select: { version: true } })),
    vectors: await store.countRows(space, { documentIds: [documentId] }),
  }
}

/** Every count that is told of a document is the number of its rows. */
async function expectWhole(documentId: string): Promise<void> {
  const document = await documents.get(person, documentId)
  const { activeVersion: version } = document
  const chunks = await db.chunk.findMany({ where: { documentId }, orderBy: { index: 'asc' } })
  const text = (await documentText(documentId, version)).replaceAll(/\s/g, ' ')
  expect(document).toMatchObject({ state: 'ready', errorText: null, chunkCount: chunks.length, tokenCount: chunks.reduce((sum, chunk) => sum + chunk.tokenCount, 0), characterCount: text.length })
  expect(chunks.map((chunk) => chunk.index)).toEqual(chunks.map((_, index) => index))
  // Of what stands between two blocks only its length is kept: it is white space.
  for (const chunk of chunks) expect(text.slice(chunk.start, chunk.end)).toBe(chunk.text.replaceAll(/\s/g, ' '))
  expect(await remains(documentId)).toEqual({ chunks: [version], blocks: [version], vectors: chunks.length })
  expect(await (await vectors()).countRows(space, { documentIds: [documentId], version })).toBe(chunks.length)
}

const found = async (question: string) => {
  const { hits } = await retrieve(person, { question, knowledgeBaseIds: [base], settings: { limit: 5, candidates: 60 } }, { embedQuery })
  return hits.map((hit) => hit.text).join('\n')
}

/** Queues a ready document again with other content, as an attempt to replace its version. */
async function replaceContent(documentId: string, content: string): Promise<void> {
  const other = await addDocument(person, base, content, `${newId()}.md`)
  const { storageKey } = await documents.file(person, other.id)
  const [indexed, otherIndexed] = [await indexedIdOf(documentId), await indexedIdOf(other.id)]
  await db.job.deleteMany({ where: { subjectId: otherIndexed } })
  await db.indexedDocument.update({ where: { id: otherIndexed }, data: { state: 'cancelled' } })
  await db.document.update({ where: { id: documentId }, data: { storageKey, sha256: newId() } })
  await db.indexedDocument.update({ where: { id: indexed }, data: { state: 'queued' } })
  await queue.requeue(indexed, await queue.attemptsOf(indexed))
}

/** Works a job and aborts it when a signal is looked at for the n-th time: every look is a step that a crash could fall on. False when there were fewer looks. */
async function ingestUntilLook(job: queue.Job, n: number): Promise<boolean> {
  const controller = new AbortController()
  const look = AbortSignal.prototype.throwIfAborted
  let looks = 0
  const watched = vi.spyOn(AbortSignal.prototype, 'throwIfAborted').mockImplementation(function (this: AbortSignal) {
    looks += 1
    if (looks === n) controller.abort()
    look.call(this)
  })
  await ingest(job, controller.signal)
  watched.mockRestore()
  return controller.signal.aborted
}

describe('a document', () => {
  test('C66 C80 is read, counted and found', async () => {
    const { id } = await addDocument(person, base, long('Dolphin'), 'log.md')
    await workOff()
    await expectWhole(id)
    expect((await documents.get(person, id)).chunkCount).toBeGreaterThan(128)
    expect(await found('Which dolphin was seen?')).toContain('Dolphin number')
    expect(await knowledge.get(person, base)).toMatchObject({ documentCount: 1, readyCount: 1, liveCount: 0, failedCount: 0 })
  })

  test('C82 in PDF goes the same way, with its pages', async () => {
    const { id } = await addDocument(person, base, englishPdf(), 'tramway.pdf')
    await workOff()
    await expectWhole(id)
    expect((await documents.get(person, id)).pageCount).toBeGreaterThan(1)
  })

  test('C71 that is empty is ready or failed with a reason, and nothing hangs', async () => {
    const { id } = await addDocument(person, base, '', 'empty.txt')
    await workOff()
    const { state, errorText, warnings } = await documents.get(person, id)
    expect(['ready', 'failed']).toContain(state)
    expect(`${errorText ?? ''}${warnings.join('')}`).not.toBe('')
  })

  test('C71 that cannot be read fails at once, with a sentence, and can be tried again', async () => {
    const { id } = await addDocument(person, base, encryptedPdf(), 'secret.pdf')
    await workOff()
    const document = await documents.get(person, id)
    expect(document).toMatchObject({ state: 'failed', errorText: expect.stringMatching(/password/i) })
    expect(await db.job.findFirst({ where: { subjectId: await indexedIdOf(id) } })).toMatchObject({ state: 'failed', attempt: 1 })
    expect(await remains(id)).toEqual({ chunks: [], blocks: [], vectors: 0 })
    await actions.retry(person, [id])
    expect((await documents.get(person, id)).state).toBe('queued')
    await expect(actions.retry(person, [id])).rejects.toMatchObject({ kind: 'conflict' })
  })
})

describe('an attempt that is broken off', () => {
  test('at any step leaves the old version answering, and the next one leaves no duplicates', async () => {
    const { id, activeVersion } = await addReadyDocument(person, base, long('Dolphin'), 'log.md')
    await replaceContent(id, long('Walrus'))
    let broken = 0
    for (let look = 1; ; look += 1) {
      await passTime()
      if (!(await ingestUntilLook(await claimed(), look))) break
      broken += 1
      expect((await documents.get(person, id)).activeVersion).toBe(activeVersion)
      expect(await remains(id)).toMatchObject({ chunks: [activeVersion], blocks: [activeVersion] })
      const answer = await found('What number was seen?')
      expect(answer).toContain('Dolphin number')
      expect(answer).not.toContain('Walrus')
      expect(await db.job.findFirst({ where: { subjectId: await indexedIdOf(id) } })).toMatchObject({ state: 'queued' })
    }
    expect(broken).toBeGreaterThanOrEqual(4)
    await expectWhole(id)
    expect(await found('What number was seen?')).toContain('Walrus number')
  })

  test('without a word, as by a kill, is swept by the next', async () => {
    const { id } = await addDocument(person, base, long('Dolphin'))
    const job = await claimed()
    // What a killed worker leaves: chunks and vectors of its version, and a job that seems to run.
    const document = (await find(await indexedIdOf(id))) ?? expect.fail('no document')
    const ledger = await Ledger.open(document, job.attempt, recipeOf(document))
    const never = new AbortController().signal
    await writeVersion({ document, version: job.attempt, handChanges: [] }, never, ledger)
    await indexVersion(document, job.attempt, never, { ledger, alike: [] })
    expect(await found('dolphin')).toBe('')
    await passTime()
    await workOff()
    await expectWhole(id)
    expect((await documents.get(person, id)).activeVersion).toBe(2)
  })

  test('five times without a word is given up with a sentence', async () => {
    const { id } = await addDocument(person, base, 'short')
    for (let death = 0; death < 5; death += 1) {
      await claimed()
      await passTime()
    }
    await workOff()
    expect(await documents.get(person, id)).toMatchObject({ state: 'failed', errorText: expect.stringMatching(/again and again/) })
  })
})

describe('a worker that slept through its lease', () => {
  test('touches nothing of the one that took over, though it goes on as if nothing had happened', async () => {
    const { id } = await addDocument(person, base, long('Dolphin'))
    const asleep = await claimed()
    await passTime()
    const awake = await claimed()
    await Promise.all([ingest(asleep, new AbortController().signal), ingest(awake, new AbortController().signal)])
    await expectWhole(id)
    expect((await documents.get(person, id)).activeVersion).toBe(awake.attempt)
  })

  test('nor when it fails while the other is at work', async () => {
    const { id } = await addDocument(person, base, long('Dolphin'))
    const asleep = await claimed()
    await passTime()
    const awake = await claimed()
    // The sleeper fails for its own reasons, again and again, while the other one works.
    const work = ingest(awake, new AbortController().signal)
    for (const afterMs of [1, 100, 200]) await ingest(asleep, AbortSignal.timeout(afterMs))
    await work
    await expectWhole(id)
  })
})

describe('in the middle of the work', () => {
  /** Starts the work and waits until its first chunks are embedded. */
  async function halfDone(name: string) {
    const document = await addDocument(person, base, long('Dolphin'), name)
    const job = await claimed()
    const lost = new AbortController()
    const asked = provider.asked('/v1/embeddings').length
    const work = ingest(job, lost.signal)
    await vi.waitFor(() => expect(provider.asked('/v1/embeddings').length).toBeGreaterThan(asked), { timeout: 10_000, interval: 5 })
    return { document, lost, work }
  }

  test('C79 cancelling leaves nothing, and trying again makes it whole', async () => {
    const { document, lost, work } = await halfDone('cancelled.md')
    await actions.cancel(person, [document.id])
    expect((await documents.get(person, document.id)).state).toBe('cancelled')
    lost.abort()
    await work
    expect(await documents.get(person, document.id)).toMatchObject({ state: 'cancelled', activeVersion: 0 })
    expect(await remains(document.id)).toEqual({ chunks: [], blocks: [], vectors: 0 })
    await actions.retry(person, [document.id])
    await workOff()
    await expectWhole(document.id)
  })

  test('C77 deleting leaves no row, no vector and no file, also when the worker notices late', async () => {
    const { document, work } = await halfDone('deleted.md')
    const { storageKey } = await documents.file(person, document.id)
    const subjectId = await indexedIdOf(document.id)
    await actions.remove(person, [document.id])
    await expect(documents.get(person, document.id)).rejects.toMatchObject({ kind: 'not_found' })
    await work
    await workOff()
    expect(await remains(document.id)).toEqual({ chunks: [], blocks: [], vectors: 0 })
    expect(existsSync(filePath(storageKey))).toBe(false)
    expect(await db.job.findMany({ where: { subjectId, state: { in: ['queued', 'running'] } } })).toEqual([])
  })

  test('a document that was uploaded while its base went leaves no file, read or unread', async () => {
    const content = long('otter')
    const unread = await addDocument(person, base, content, 'unread.md')
    const read = await addDocument(person, base, content, 'read.md')
    const keys = await Promise.all([unread, read].map(async ({ id }) => (await documents.file(person, id)).storageKey))
    const reading = await claimed()
    // As when the documents were made after the base looked for its own: their rows go with it, and no purge is queued.
    const ended = ingest(reading, new AbortController().signal)
    await db.knowledgeBase.deleteMany({ where: { id: base } })
    await ended
    await workOff()
    expect(keys.filter((key) => existsSync(filePath(key)))).toEqual([])
  })

  test('deleting the base does so for all its documents', async () => {
    const ready = await addReadyDocument(person, base, 'A heron stands still.', 'heron.md')
    const { document, lost, work } = await halfDone('half.md')
    const { id: indexId } = await activeIndex(person, base)
    await knowledge.remove(person, base)
    lost.abort()
    await work
    await workOff()
    for (const { id } of [ready, document]) expect(await remains(id)).toEqual({ chunks: [], blocks: [], vectors: 0 })
    expect(await (await vectors()).countRows(space, { indexIds: [indexId] })).toBe(0)
  })
})

describe('an embedding provider', () => {
  test('that is too busy postpones the document with a reason, and then it succeeds', async () => {
    const { id } = await addDocument(person, base, long('Dolphin'))
    provider.failEmbeddings(429, 4)
    await workOff()
    expect(await documents.get(person, id)).toMatchObject({ state: 'queued', activeVersion: 0, errorText: expect.stringMatching(/too many requests/) })
    expect(await remains(id)).toMatchObject({ chunks: [], blocks: [] })
    await passTime()
    await workOff()
    await expectWhole(id)
  })

  test('that stumbles once is asked again within the attempt', async () => {
    const { id } = await addDocument(person, base, long('Dolphin'))
    provider.failEmbeddings(503, 2)
    await workOff()
    await expectWhole(id)
    expect((await documents.get(person, id)).activeVersion).toBe(1)
  })

  test('that never recovers is given up after five attempts, with its sentence and without its words', async () => {
    const { id } = await addDocument(person, base, 'A heron stands still.')
    provider.failEmbeddings(401, 5)
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await workOff()
      await passTime()
    }
    expect(await documents.get(person, id)).toMatchObject({ state: 'failed', errorText: 'The embedding service refused the key; check it in the settings of the server' })
  })
})

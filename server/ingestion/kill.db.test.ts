import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
// oxlint-disable-next-line no-restricted-imports -- the files are looked at as they are, past our own store
import { connect } from '@lancedb/lancedb'
import { afterEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { root } from '@/scripts/paths'
import type { Actor } from '@/server/auth/actor'
import { config } from '@/server/config'
import { db } from '@/server/database'
import { liveStates } from '@/server/documents/schema'
import * as documents from '@/server/documents/service'
import { filePath } from '@/server/files/store'
import { derivedId } from '@/server/ids'
import { readDocument } from '@/server/ingestion/read'
import { addDocument, createBase, passTime } from '@/server/testing/documents'
import { createPerson } from '@/server/testing/people'

/** Chunks that the attempts running now have written. */
async function chunksWritten(): Promise<number> {
  const jobs = await db.job.findMany({ where: { state: 'running' }, select: { subjectId: true, attempt: true } })
  return db.chunk.count({ where: { OR: jobs.map(({ subjectId, attempt }) => ({ indexedDocumentId: subjectId, version: attempt })) } })
}

/** The moments of writing to SQL at which the process is killed. Each of them lasts until its document is ready. */
const moments: Record<string, () => Promise<boolean>> = {
  'a job is taken': async () => (await db.job.count({ where: { state: 'running' } })) > 0,
  'the first chunks are written': async () => (await chunksWritten()) > 0,
  'half of the chunks are written': async () => (await chunksWritten()) > 130,
}

/** The moments of writing to the vector store, which pass too fast for others: the process kills itself. */
const ownMoments: Record<string, [verb: string, turn: string]> = {
  'indexing begins': ['upsert', '1'],
  'a batch is indexed': ['upsert', '2'],
  'the next batch is indexed': ['upsert', '3'],
  'a version was switched to': ['remove', '1'],
  'another one is indexed': ['upsert', '2'],
}

let child: ChildProcess | undefined
afterEach(() => child?.kill('SIGKILL'))

function startProcess(diesAt: readonly string[] = []): ChildProcess {
  const env = { ...process.env, DATA_DIR: config.dataDir, DATABASE_URL: config.databaseUrl, NODE_ENV: 'production' } as const
  const started = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--import', root('scripts/alias.mjs'), root('server/testing/ingestProcess.ts'), ...diesAt], { cwd: root(), env, stdio: 'ignore' })
  child = started
  return started
}

/** A text of many sections, different for each number. */
function logBook(number: number): string {
  return Array.from({ length: 260 }, (_, index) => `# Watch ${index}\n\nShip ${number}-${index} passed the light. ${'The wind blew from the west and the sea was calm. '.repeat(8)}`).join('\n\n')
}

/** The chunks that reading a document gives when nobody disturbs it. */
async function undisturbed(actor: Actor, id: string) {
  const { name, storageKey } = await documents.file(actor, id)
  const chunks: { index: number; start: number; end: number; text: string }[] = []
  for await (const part of readDocument({ path: filePath(storageKey), name })) {
    if (part.type === 'chunk') chunks.push({ index: part.index, start: part.start, end: part.end, text: part.text })
  }
  return chunks
}

/** Every id in every table of the vector store, duplicates included. */
async function indexedIds(): Promise<string[]> {
  const connection = await connect(join(config.dataDir, 'vectors'))
  const ids: string[] = []
  for (const name of await connection.tableNames()) {
    const rows: unknown = await (await connection.openTable(name)).query().select(['id']).toArray()
    ids.push(...z.array(z.object({ id: z.string() })).parse(rows).map(({ id }) => id))
  }
  connection.close()
  return ids.toSorted()
}

test('C80 documents whose worker is killed again and again end as if nothing had happened', async () => {
  const person = await createPerson()
  const base = await createBase(person)
  const ids: string[] = []
  for (const number of [1, 2, 3]) ids.push((await addDocument(person, base, logBook(number), `log-${number}.md`)).id)
  // More deaths than a document is granted, so that each moment is tried.
  await db.job.updateMany({ data: { attemptLimit: 100 } })

  for (const isReached of Object.values(moments)) {
    const victim = startProcess()
    await vi.waitFor(async () => expect(await isReached()).toBe(true), { timeout: 20_000, interval: 10 })
    victim.kill('SIGKILL')
    await once(victim, 'exit')
    await passTime()
  }
  for (const moment of Object.values(ownMoments)) {
    const [, signal] = await once(startProcess(moment), 'exit')
    expect(signal).toBe('SIGKILL')
    await passTime()
  }
  expect(await db.job.count({ where: { state: 'done' } })).toBeLessThan(ids.length)

  const last = startProcess()
  await vi.waitFor(async () => expect(await db.job.count({ where: { state: { not: 'done' } } })).toBe(0), { timeout: 60_000, interval: 50 })
  last.kill('SIGKILL')
  await once(last, 'exit')

  for (const id of ids) {
    const document = await documents.get(person, id)
    const { id: indexedDocumentId } = await db.indexedDocument.findFirstOrThrow({ where: { documentId: id } })
    const chunks = await db.chunk.findMany({ where: { documentId: id }, orderBy: { index: 'asc' } })
    expect(chunks.map(({ index, start, end, text }) => ({ index, start, end, text }))).toEqual(await undisturbed(person, id))
    expect(chunks.map((chunk) => chunk.id)).toEqual(chunks.map(({ index }) => derivedId(indexedDocumentId, document.activeVersion, index)))
    expect(document).toMatchObject({ state: 'ready', chunkCount: chunks.length, errorText: null })
    expect(await db.documentBlock.count({ where: { indexedDocumentId, version: { not: document.activeVersion } } })).toBe(0)
  }
  expect(await indexedIds()).toEqual((await db.chunk.findMany({ select: { id: true } })).map(({ id }) => id).toSorted())
  expect(await db.indexedDocument.count({ where: { state: { in: liveStates } } })).toBe(0)
  expect(await readdir(join(config.dataDir, 'files/tmp'))).toEqual([])
}, 240_000)

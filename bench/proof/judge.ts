// Looks at what a run left with its own eyes, past the rooms that it proves: SQL rows, LanceDB rows, files.
import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { connect } from '@lancedb/lancedb'
import { z } from 'zod'
import type { Outcome } from '@/bench/proof/outcome'
import { config } from '@/server/config'
import { db } from '@/server/database'

type Findings = Pick<Outcome, 'documents' | 'duplicated' | 'orphaned' | 'stuck' | 'lost'>

/** What is there, and what should not be. No worker may run. */
export async function judge(): Promise<Findings> {
  const rows = await db.indexedDocument.findMany({ include: { document: true, chunks: { orderBy: { index: 'asc' } }, blocks: true } })
  const indexed = await indexedIds()
  const chunkIds = new Set(rows.flatMap((row) => row.chunks.map(({ id }) => id)))
  const files = storedFiles()
  const named = new Set(rows.map((row) => row.document.storageKey))
  const there = new Set(indexed)
  const stray = rows.flatMap((row) => [...row.chunks, ...row.blocks].filter(({ version }) => version !== row.activeVersion).map(({ version }) => `a row of version ${version} of ${row.document.name}`))
  return {
    documents: Object.fromEntries(rows.map((row) => [row.document.name, { state: row.state, chunks: digest(row.chunks), count: row.chunks.length }])),
    duplicated: indexed.filter((id, position) => position > 0 && indexed[position - 1] === id).map((id) => `vector ${id}`),
    orphaned: [...stray, ...[...there].filter((id) => !chunkIds.has(id)).map((id) => `vector ${id}`), ...files.filter((key) => !named.has(key)).map((key) => `file ${key}`)],
    stuck: await open(),
    lost: rows.flatMap((row) => {
      const missing = row.chunks.filter(({ id }) => !there.has(id)).length
      const tokens = row.chunks.reduce((sum, chunk) => sum + chunk.tokenCount, 0)
      return [
        ...(missing > 0 ? [`${missing} vectors of ${row.document.name}`] : []),
        ...(row.chunkCount !== row.chunks.length || row.tokenCount !== tokens ? [`the counts of ${row.document.name}`] : []),
        ...(files.includes(row.document.storageKey) ? [] : [`the file of ${row.document.name}`]),
      ]
    }),
  }
}

type Chunk = { index: number; start: number; end: number; text: string; context: string; page: number | null; tokenCount: number; headingPath: unknown }

function digest(chunks: readonly Chunk[]): string {
  const facts = chunks.map(({ index, start, end, text, context, page, tokenCount, headingPath }) => [index, start, end, text, context, page, tokenCount, headingPath])
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex')
}

/** Every id in every table, in order, with those that are there twice. */
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

/** The keys of all files; half ones are in `tmp`. */
function storedFiles(): string[] {
  const folder = join(config.dataDir, 'files')
  return readdirSync(folder).flatMap((name) => readdirSync(join(folder, name)).map((file) => `${name}/${file}`))
}

/** What waits for something that does not come. */
async function open(): Promise<string[]> {
  const [documents, jobs, attempts, receipts] = await Promise.all([
    db.indexedDocument.findMany({ where: { state: { in: ['queued', 'parsing', 'embedding'] } } }),
    db.job.findMany({ where: { state: { in: ['queued', 'running'] } } }),
    db.ingestionAttempt.findMany({ where: { state: 'running' } }),
    db.deletionReceipt.findMany({ where: { completedAt: null } }),
  ])
  return [
    ...documents.map(({ id, state }) => `document ${id} is ${state}`),
    ...jobs.map(({ id, kind, state }) => `${kind} ${id} is ${state}`),
    ...attempts.map(({ indexedDocumentId, version }) => `attempt ${version} at ${indexedDocumentId} is running`),
    ...receipts.map(({ id }) => `receipt ${id} is open`),
  ]
}

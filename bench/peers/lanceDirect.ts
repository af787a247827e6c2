import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, Index } from '@lancedb/lancedb'
import { Field, Schema, Utf8 } from 'apache-arrow'
import { z } from 'zod'
import type { Peer, PeerPassage } from '@/bench/peers/peer'

const rowsSchema = z.array(z.object({ id: z.string() }))
const batchSize = 1_000

function* batches(passages: Iterable<PeerPassage>): Generator<Record<'id' | 'text', string>[]> {
  let batch = []
  for (const { id, title, text } of passages) {
    batch.push({ id, text: `${title}\n${text}` })
    if (batch.length < batchSize) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** What we are built on, called directly: its full-text search with ICU words and English stems over title and text. */
export const lanceDirect: Peer = {
  name: 'LanceDB BM25 (icu, stem)',
  isVector: false,
  split: (text) => Promise.resolve(text.split('\n\n')),
  open: async (passages, { depth }) => {
    const folder = mkdtempSync(join(tmpdir(), 'parley-lance-'))
    process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
    const connection = await connect(folder)
    const table = await connection.createEmptyTable('passages', new Schema([new Field('id', new Utf8()), new Field('text', new Utf8())]))
    for (const batch of batches(passages)) await table.add(batch)
    await table.createIndex('text', { config: Index.fts({ baseTokenizer: 'icu', stem: true, removeStopWords: true, withPosition: false }) })
    await table.optimize()
    return async (question) => {
      const rows: unknown = await table.query().fullTextSearch(question, { columns: 'text' }).select(['id', 'text', '_score']).limit(depth).toArray()
      return rowsSchema.parse(rows).map(({ id }) => id)
    }
  },
}

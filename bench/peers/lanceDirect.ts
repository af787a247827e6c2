import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, Index } from '@lancedb/lancedb'
import { Field, FixedSizeList, Float32, Schema, Utf8 } from 'apache-arrow'
import { z } from 'zod'
import type { Peer, PeerPassage } from '@/bench/peers/peer'
import { builtinDimensions } from '@/server/models/providers/builtin/embed'

const rowsSchema = z.array(z.object({ id: z.string() }))
const batchSize = 1_000

interface Row extends Record<string, unknown> {
  readonly id: string
  readonly text: string
}

function* batches(passages: Iterable<PeerPassage>, rowOf: (passage: PeerPassage) => Row): Generator<Row[]> {
  let batch = []
  for (const passage of passages) {
    batch.push(rowOf(passage))
    if (batch.length < batchSize) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

const columns = [new Field('id', new Utf8()), new Field('text', new Utf8())]
const vectorColumn = (dimensions: number): Field => new Field('vector', new FixedSizeList(dimensions, new Field('item', new Float32(), true)))

/** What we are built on, called directly: its full-text search with ICU words and English stems over title and text; with vectors stored beside it where `dimensions` says so. */
const direct = (dimensions?: number): Peer => ({
  name: 'LanceDB BM25 (icu, stem)',
  isVector: false,
  split: (text) => Promise.resolve(text.split('\n\n')),
  open: async (passages, { depth, embed }) => {
    const folder = mkdtempSync(join(tmpdir(), 'parley-lance-'))
    process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
    const connection = await connect(folder)
    const table = await connection.createEmptyTable('passages', new Schema(dimensions === undefined ? columns : [...columns, vectorColumn(dimensions)]))
    const rowOf = ({ id, title, text }: PeerPassage): Row => ({ id, text: `${title}\n${text}`, ...(dimensions === undefined ? {} : { vector: embed(text) }) })
    for (const batch of batches(passages, rowOf)) await table.add(batch)
    await table.createIndex('text', { config: Index.fts({ baseTokenizer: 'icu', stem: true, removeStopWords: true, withPosition: false }) })
    await table.optimize()
    return async (question) => {
      const rows: unknown = await table.query().fullTextSearch(question, { columns: 'text' }).select(['id', 'text', '_score']).limit(depth).toArray()
      return rowsSchema.parse(rows).map(({ id }) => id)
    }
  },
})

export const lanceDirect = direct()
/** The same work as ours when passages are taken in: their words and their vectors. */
export const lanceWithVectors = direct(builtinDimensions)

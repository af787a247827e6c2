import { db } from '@/server/database'
import { vectors } from '@/server/vectors/store'

export interface Entry {
  readonly id: string
  readonly indexId: string
  readonly documentId: string
}

/** What there is of a document, in SQL and in the vector store. */
export interface Seen {
  readonly chunks: readonly { id: string; version: number; tokenCount: number }[]
  /** The versions of its pieces of text. */
  readonly blockVersions: readonly number[]
  /** How many rows of the vector store are there under each id. */
  readonly indexed: ReadonlyMap<string, number>
  /** Undefined when the document went in this moment. */
  readonly storageKey: string | undefined
}

/** What there is of some indexed documents, by their ids. */
export async function see(entries: readonly Entry[]): Promise<Map<string, Seen>> {
  const where = { indexedDocumentId: { in: entries.map(({ id }) => id) } }
  const [chunks, blocks, files] = await Promise.all([
    db.chunk.findMany({ where, select: { id: true, indexedDocumentId: true, version: true, tokenCount: true } }),
    db.documentBlock.groupBy({ by: ['indexedDocumentId', 'version'], where }),
    db.document.findMany({ where: { id: { in: entries.map(({ documentId }) => documentId) } }, select: { id: true, storageKey: true } }),
  ])
  const chunksOf = Map.groupBy(chunks, (chunk) => chunk.indexedDocumentId)
  const indexed = await indexedRows(entries)
  return new Map(
    entries.map((entry) => [
      entry.id,
      {
        chunks: chunksOf.get(entry.id) ?? [],
        blockVersions: blocks.filter((block) => block.indexedDocumentId === entry.id).map(({ version }) => version),
        indexed: indexed.get(keyOf(entry)) ?? new Map<string, number>(),
        storageKey: files.find((file) => file.id === entry.documentId)?.storageKey,
      },
    ]),
  )
}

const keyOf = ({ indexId, documentId }: Pick<Entry, 'indexId' | 'documentId'>): string => `${indexId} ${documentId}`

async function indexedRows(entries: readonly Entry[]): Promise<Map<string, Map<string, number>>> {
  const store = await vectors()
  const indexes = await db.knowledgeIndex.findMany({ where: { id: { in: entries.map(({ indexId }) => indexId) } } })
  const found = new Map(entries.map((entry) => [keyOf(entry), new Map<string, number>()]))
  for (const { id: indexId, embeddingModel: model, dimensions } of indexes) {
    const documentIds = entries.filter((entry) => entry.indexId === indexId).map(({ documentId }) => documentId)
    for await (const rows of store.rows({ model, dimensions }, { indexIds: [indexId], documentIds })) {
      for (const row of rows) {
        const counts = found.get(keyOf(row))
        counts?.set(row.id, (counts.get(row.id) ?? 0) + 1)
      }
    }
  }
  return found
}

// What SQL has of the candidates: the vector store only proposes.
import type { Owner } from '@/server/auth/actor'
import { storedStringsSchema } from '@/server/chunks/schema'
import { db } from '@/server/database'
import type { Hit } from '@/server/retrieval/schema'
import { readableBy } from '@/server/teams/access'

/** A passage as SQL has it. */
export type Passage = Pick<
  Hit,
  'chunkId' | 'documentId' | 'indexedDocumentId' | 'documentName' | 'knowledgeBaseId' | 'version' | 'index' | 'text' | 'start' | 'end' | 'page' | 'headingPath' | 'context'
>

export interface FoundPassage {
  readonly passage: Passage
  /** Why it may not be shown; null when it may. */
  readonly fell: 'oldVersion' | 'disabled' | null
  readonly isDocumentEnabled: boolean
}

/** The passages of some ids that the owner may read, in these indexes. One that is deleted, or not to be seen, is not among them. */
export async function passagesOf(owner: Owner, indexIds: ReadonlySet<string>, ids: readonly string[]): Promise<Map<string, FoundPassage>> {
  if (ids.length === 0) return new Map()
  // By primary keys alone: given whose they are too, SQLite reads all documents of the owner instead (six times as slow at 5,000).
  // Three reads and no include, which gives a chunk without its document when it meets a deletion.
  const chunks = await db.chunk.findMany({ where: { id: { in: [...ids] } } })
  const [indexed, documents, bases] = await Promise.all([
    db.indexedDocument.findMany({ where: { id: { in: distinct(chunks.map((chunk) => chunk.indexedDocumentId)) } }, select: { id: true, indexId: true, activeVersion: true } }),
    db.document.findMany({ where: { id: { in: distinct(chunks.map((chunk) => chunk.documentId)) } }, select: { id: true, name: true, knowledgeBaseId: true, isEnabled: true } }),
    db.knowledgeBase.findMany({ where: { indexes: { some: { id: { in: [...indexIds] } } }, ...readableBy(owner) }, select: { id: true } }),
  ])
  const entryOf = new Map(indexed.map((entry) => [entry.id, entry]))
  const documentOf = new Map(documents.map((document) => [document.id, document]))
  const readable = new Set(bases.map(({ id }) => id))
  const found = new Map<string, FoundPassage>()
  for (const { id, headingPath, isEnabled, keywords: _keywords, tokenCount: _tokenCount, editedAt: _editedAt, ...chunk } of chunks) {
    const [entry, document] = [entryOf.get(chunk.indexedDocumentId), documentOf.get(chunk.documentId)]
    if (entry === undefined || document === undefined || !indexIds.has(entry.indexId) || !readable.has(document.knowledgeBaseId)) continue
    const fell = entry.activeVersion !== chunk.version ? 'oldVersion' : isEnabled && document.isEnabled ? null : 'disabled'
    const passage = { ...chunk, chunkId: id, documentName: document.name, knowledgeBaseId: document.knowledgeBaseId, headingPath: storedStringsSchema.parse(headingPath) }
    found.set(id, { passage, fell, isDocumentEnabled: document.isEnabled })
  }
  return found
}

const distinct = (ids: readonly string[]): string[] => [...new Set(ids)]

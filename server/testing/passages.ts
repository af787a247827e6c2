import type { Actor } from '@/server/auth/actor'
import { db } from '@/server/database'
import { derivedId, newId } from '@/server/ids'
import { activeIndex } from '@/server/knowledge/indexes'
import * as knowledge from '@/server/knowledge/service'
import * as models from '@/server/models/service'
import { builtinEmbeddingModelId } from '@/server/models/schema'
import { indexedTerms } from '@/server/retrieval/fields'
import type { EmbeddingSpace } from '@/server/vectors/schema'
import { vectors } from '@/server/vectors/store'

export const lexicalSpace: EmbeddingSpace = { model: builtinEmbeddingModelId, dimensions: 384 }

/** A base that is searched in a space, by words alone unless said otherwise. */
export async function createSearchedBase(actor: Actor, space = lexicalSpace): Promise<string> {
  return (await knowledge.create(actor, { name: newId() }, space)).id
}

interface PassageDraft {
  readonly text: string
  readonly headingPath?: string[]
  readonly context?: string
  readonly keywords?: string[]
  readonly isEnabled?: boolean
  /** Left out: of its words in the built-in space, none in any other. */
  readonly vector?: Float32Array | null
}

interface DocumentDraft {
  readonly name?: string
  readonly metadata?: Record<string, string | number | boolean>
  readonly createdAt?: Date
  readonly isEnabled?: boolean
  /** The version that the passages are written under, and the one that is searched. */
  readonly version?: number
  readonly activeVersion?: number
}

/** A document with some passages, written to SQL and the vector store as ingestion does it, without a file to read. */
export async function createPassages(actor: Actor, knowledgeBaseId: string, passages: readonly (string | PassageDraft)[], draft: DocumentDraft = {}) {
  const { name = `${newId()}.txt`, metadata = {}, createdAt = new Date(), isEnabled = true, version = 1, activeVersion = version } = draft
  const [documentId, indexedDocumentId] = [newId(), newId()]
  const owner = { tenantId: actor.tenantId, ownerId: actor.userId }
  const { id: indexId, space } = await activeIndex(actor, knowledgeBaseId)
  await db.document.create({ data: { id: documentId, ...owner, knowledgeBaseId, name, mediaType: 'text/plain', size: 1, sha256: documentId, storageKey: documentId, metadata, createdAt, isEnabled } })
  await db.indexedDocument.create({ data: { id: indexedDocumentId, ...owner, indexId, documentId, state: 'ready', warnings: [], activeVersion, chunkCount: passages.length } })
  const chunks = await writePassages({ documentId, indexedDocumentId, indexId, name, version, space }, passages)
  return { documentId, indexedDocumentId, chunkIds: chunks }
}

interface Place {
  readonly documentId: string
  readonly indexedDocumentId: string
  readonly indexId: string
  readonly name: string
  readonly version: number
  readonly space: EmbeddingSpace
}

async function writePassages({ documentId, indexedDocumentId, indexId, name, version, space }: Place, passages: readonly (string | PassageDraft)[]): Promise<string[]> {
  let start = 0
  const written = []
  for (const [index, passage] of passages.entries()) {
    const { text, headingPath = [], context = '', keywords = [], isEnabled = true, vector } = typeof passage === 'string' ? { text: passage } : passage
    const id = derivedId(indexedDocumentId, version, index)
    const [embedded = null] = vector === undefined && space.model === builtinEmbeddingModelId ? await models.embed(space.model, [text]) : []
    written.push({
      chunk: { id, indexedDocumentId, documentId, version, index, text, start, end: start + text.length, headingPath, context, keywords, isEnabled, tokenCount: 1 },
      row: { id, indexId, documentId, version, terms: indexedTerms({ documentName: name, headingPath, text, context, keywords }), vector: vector ?? embedded },
    })
    start += text.length + 1
  }
  await db.chunk.createMany({ data: written.map(({ chunk }) => chunk) })
  await (await vectors()).upsert(space, written.map(({ row }) => row))
  return written.map(({ chunk }) => chunk.id)
}

// A base with a set's passages, written straight to SQL and the vector store: what is measured is the search, not the parsing.
import type { Passage } from '@/bench/dataset'
import type { Actor, Owner } from '@/server/auth/actor'
import { scopes } from '@/server/auth/schema'
import { db } from '@/server/database'
import { derivedId, newId } from '@/server/ids'
import { activeIndex } from '@/server/knowledge/indexes'
import * as knowledge from '@/server/knowledge/service'
import { builtinEmbeddingModelId } from '@/server/models/schema'
import { indexedTerms } from '@/server/retrieval/fields'
import { vectors } from '@/server/vectors/store'

const batchSize = 500
const space = { model: builtinEmbeddingModelId, dimensions: 384 }

export interface FilledBase {
  readonly id: string
  /** Chunk id -> the id of its passage in the set. */
  readonly passageOf: ReadonlyMap<string, string>
  readonly indexMs: number
}

export async function createActor(): Promise<Actor> {
  const userId = newId()
  const tenantId = newId()
  await db.user.create({ data: { id: userId, username: userId, usernameKey: userId } })
  await db.tenant.create({ data: { id: tenantId, name: 'bench', ownerId: userId } })
  return actorOf({ userId, tenantId })
}

/** Who owns records of an earlier run. */
export function actorOf({ userId, tenantId }: Owner): Actor {
  return { userId, tenantId, username: userId, role: 'user', sessionId: newId(), via: 'session', scopes }
}

/** One document a passage, whose title is the document's heading; indexed as ingestion does it. */
export async function fillBase(actor: Actor, name: string, passages: readonly Passage[]): Promise<FilledBase> {
  const owner = { tenantId: actor.tenantId, ownerId: actor.userId }
  const { id } = await knowledge.create(actor, { name }, space)
  const { id: indexId } = await activeIndex(actor, id)
  const passageOf = new Map<string, string>()
  const startedAt = performance.now()
  for (let from = 0; from < passages.length; from += batchSize) {
    const chunks = passages.slice(from, from + batchSize).map((passage, at) => {
      const [documentId, indexedDocumentId] = [newId(), newId()]
      const chunkId = derivedId(indexedDocumentId, 1, 0)
      passageOf.set(chunkId, passage._id)
      return { passage, documentId, indexedDocumentId, chunkId, documentName: `${from + at}.txt`, headingPath: passage.title === '' ? [] : [passage.title.replaceAll('_', ' ')] }
    })
    await db.document.createMany({
      data: chunks.map(({ documentId, documentName }) => ({ id: documentId, ...owner, knowledgeBaseId: id, name: documentName, mediaType: 'text/plain', size: 1, sha256: documentId, storageKey: documentId, metadata: {} })),
    })
    await db.indexedDocument.createMany({
      data: chunks.map(({ documentId, indexedDocumentId }) => ({ id: indexedDocumentId, ...owner, indexId, documentId, state: 'ready' as const, warnings: [], activeVersion: 1, chunkCount: 1 })),
    })
    await db.chunk.createMany({
      data: chunks.map(({ passage, documentId, indexedDocumentId, chunkId, headingPath }) => ({ id: chunkId, indexedDocumentId, documentId, version: 1, index: 0, text: passage.text, start: 0, end: passage.text.length, headingPath, keywords: [], tokenCount: 1 })),
    })
    const rows = chunks.map(({ passage, documentId, chunkId, headingPath }) => ({ id: chunkId, indexId, documentId, version: 1, terms: indexedTerms({ documentName: '', headingPath, text: passage.text }), vector: null }))
    await (await vectors()).upsert(space, rows)
  }
  await (await vectors()).optimize(space)
  return { id, passageOf, indexMs: performance.now() - startedAt }
}

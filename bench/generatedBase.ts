// A base of generated passages, written as ingestion writes them, without files and jobs: what is measured is the search, not the reading.
import { generatedPassage, passagesPerDocument } from '@/bench/corpus'
import { createActor } from '@/bench/knowledgeBase'
import type { Figures } from '@/bench/part'
import type { Actor } from '@/server/auth/actor'
import { scopes } from '@/server/auth/schema'
import { db } from '@/server/database'
import * as versions from '@/server/documents/versions'
import { derivedId, newId } from '@/server/ids'
import { embedChunks } from '@/server/ingestion/embedChunks'
import { activeIndex } from '@/server/knowledge/indexes'
import * as knowledge from '@/server/knowledge/service'
import { builtinDimensions } from '@/server/models/providers/builtin/embed'
import { builtinEmbeddingModelId } from '@/server/models/schema'
import { vectors } from '@/server/vectors/store'

const space = { model: builtinEmbeddingModelId, dimensions: builtinDimensions }

async function fillDocument(actor: Actor, { knowledgeBaseId, indexId, number, count }: { knowledgeBaseId: string; indexId: string; number: number; count: number }): Promise<void> {
  const owner = { tenantId: actor.tenantId, ownerId: actor.userId }
  const [documentId, indexedDocumentId] = [newId(), newId()]
  // It says which passages it holds.
  const name = `${number}.txt`
  await db.document.create({ data: { id: documentId, ...owner, knowledgeBaseId, name, mediaType: 'text/plain', size: 1, sha256: documentId, storageKey: documentId, metadata: {} } })
  await db.indexedDocument.create({ data: { id: indexedDocumentId, ...owner, indexId, documentId, state: 'ready', warnings: [], activeVersion: 1, chunkCount: count } })
  const chunks = Array.from({ length: count }, (_, index) => {
    const { title, text } = generatedPassage(number * passagesPerDocument + index)
    return { id: derivedId(indexedDocumentId, 1, index), indexedDocumentId, documentId, version: 1, index, text, start: 0, end: text.length, page: null, headingPath: [title], context: '', tokenCount: 250, keywords: [] }
  })
  await versions.addChunks(chunks)
  const rows = await embedChunks({ name, ownerId: actor.userId, knowledgeBaseId, indexId, documentId, space }, 1, chunks)
  await (await vectors()).upsert(space, rows)
}

/** Fills the data folder with one base of so many passages. */
export async function fillGenerated(size: number): Promise<Figures> {
  const actor = await createActor()
  const { id: knowledgeBaseId } = await knowledge.create(actor, { name: 'bench' }, space)
  const { id: indexId } = await activeIndex(actor, knowledgeBaseId)
  for (let number = 0; number * passagesPerDocument < size; number += 1) {
    const count = Math.min(passagesPerDocument, size - number * passagesPerDocument)
    await fillDocument(actor, { knowledgeBaseId, indexId, number, count })
  }
  await (await vectors()).optimize(space)
  return { chunks: await db.chunk.count() }
}

interface Filled {
  readonly actor: Actor
  readonly knowledgeBaseId: string
  /** The number of the passage that was found. */
  readonly passageOf: (hit: { documentName: string; index: number }) => string
}

/** The one base of the data folder. */
export async function filledBase(): Promise<Filled> {
  const { id: knowledgeBaseId, tenantId, ownerId: userId } = await db.knowledgeBase.findFirstOrThrow()
  return {
    actor: { userId, tenantId, username: userId, role: 'user', sessionId: newId(), via: 'session', scopes },
    knowledgeBaseId,
    passageOf: ({ documentName, index }) => String(Number.parseInt(documentName, 10) * passagesPerDocument + index),
  }
}

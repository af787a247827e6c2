// What documents hold for a question: those of the bases that it names, and those that were given with the questions of its conversation.
import { type Owner, visibleTo } from '@/server/auth/actor'
import { type CitablePassage, fromDocument } from '@/server/chat/passage'
import { db } from '@/server/database'
import { contentHashesOf } from '@/server/documents/attempts'
import { pageBreaksIn } from '@/server/documents/pages'
import * as knowledge from '@/server/knowledge/service'
import { passagesOf } from '@/server/retrieval/current'
import { recordOf } from '@/server/retrieval/record'
import { retrieve } from '@/server/retrieval/retrieve'
import { type Hit, type Retrieval, retrievalRequestSchema, type RetrievalRecord, type RetrievalSettings, retrievalSettingsSchema } from '@/server/retrieval/schema'

const longestSearched = 4_000

export interface FoundInBases {
  readonly passages: readonly CitablePassage[]
  readonly found: Pick<Retrieval, 'engine' | 'candidateCount' | 'tookMs'>
  readonly record: RetrievalRecord
  /** Why not all of the bases, or none of them, could be searched. */
  readonly notes: readonly string[]
}

interface Searching {
  readonly bases: readonly { readonly id: string; readonly retrieval: unknown }[]
  /** How an assistant searches; null: as the bases say. */
  readonly settings: RetrievalSettings | null
  /** Only these of their documents; left out: all. They must be there. */
  readonly documentIds?: readonly string[]
}

/** Searches bases for a question. @throws AppError what `retrieve` throws. */
export async function searchBases(owner: Owner, question: string, { bases, settings, documentIds }: Searching, signal: AbortSignal): Promise<FoundInBases> {
  const ids = bases.map((base) => base.id)
  const request = retrievalRequestSchema.parse({ question: question.slice(0, longestSearched), knowledgeBaseIds: ids, settings: within(documentIds, current(settings) ?? settingsOf(bases)) })
  const [found, states] = await Promise.all([retrieve(owner, request, {}, signal), knowledge.some(owner, ids)])
  return { passages: await citable(found.hits), found, record: recordOf(request, found), notes: states.flatMap(readinessNote) }
}

function within(documentIds: readonly string[] | undefined, settings: Partial<RetrievalSettings>): Partial<RetrievalSettings> {
  return documentIds === undefined ? settings : { ...settings, filters: { ...settings.filters, documentIds: [...documentIds] } }
}

/** As the base wants to be searched; several in one question as usual, since each may want something else. */
function settingsOf(bases: readonly { readonly retrieval: unknown }[]): Partial<RetrievalSettings> {
  const [only] = bases
  return (bases.length === 1 ? current(retrievalSettingsSchema.safeParse(only?.retrieval).data) : undefined) ?? {}
}

/** Settings that were kept: a document that was deleted since must not end every question. */
function current(settings: RetrievalSettings | null | undefined): RetrievalSettings | undefined {
  if (settings == null) return undefined
  const { documentIds: _documentIds, ...filters } = settings.filters
  return { ...settings, filters }
}

function readinessNote({ name, documentCount, readyCount, liveCount }: Awaited<ReturnType<typeof knowledge.some>>[number]): string[] {
  if (documentCount === 0) return [`“${name}” has no documents`]
  if (liveCount > 0) return [`${liveCount} of ${documentCount} documents of “${name}” are still being read`]
  return readyCount === 0 ? [`None of the documents of “${name}” could be read`] : []
}

async function citable(hits: readonly Hit[]): Promise<CitablePassage[]> {
  const [breaks, contentHashes] = await Promise.all([pageBreaksIn(hits), contentHashesOf(hits)])
  return hits.map((hit, position) => fromDocument(hit, breaks[position] ?? [], contentHashes[position] ?? null))
}

/** A document that was given with a question. */
export interface GivenDocument {
  readonly documentId: string
  /** It came with the question that is asked now. */
  readonly isNew: boolean
}

/** Of what was given, the beginnings take so many tokens at most: a short document is carried whole. */
const beginningTokens = 4_000

/**
 * Searches given documents for a question. Who gives a file with a question means that file, whatever words the question has: of new
 * documents the beginnings are carried as well, and of the others where nothing else is found.
 */
export async function searchGiven(owner: Owner, question: string, documents: readonly GivenDocument[], signal: AbortSignal): Promise<CitablePassage[]> {
  const rows = await db.document.findMany({ where: { id: { in: documents.map(({ documentId }) => documentId) }, ...visibleTo(owner) }, select: { id: true, knowledgeBaseId: true } })
  const [base] = rows
  if (base === undefined) return []
  const documentIds = rows.map(({ id }) => id)
  const { hits } = await retrieve(owner, { question: question.slice(0, longestSearched), knowledgeBaseIds: [base.knowledgeBaseId], settings: { filters: { documentIds } } }, {}, signal)
  const known = new Set(hits.map(({ chunkId }) => chunkId))
  const wanted = documents.filter(({ documentId, isNew }) => documentIds.includes(documentId) && (isNew || hits.length === 0)).map(({ documentId }) => documentId)
  const beginnings = (await beginningsOf(owner, wanted)).filter(({ chunkId }) => !known.has(chunkId))
  // Their base is nobody's to open: a source of it leads to the document alone.
  return (await citable([...hits, ...beginnings])).map((passage) => ({ ...passage, knowledgeBaseId: null }))
}

/** The first passages of documents, each with its share of the tokens. */
async function beginningsOf(owner: Owner, documentIds: readonly string[]): Promise<Hit[]> {
  const entries = await db.indexedDocument.findMany({ where: { documentId: { in: [...documentIds] }, index: { activeIn: { isNot: null } } }, select: { id: true, indexId: true, activeVersion: true } })
  const chunks = await Promise.all(
    entries.map(async ({ id, activeVersion }) => {
      const first = await db.chunk.findMany({ where: { indexedDocumentId: id, version: activeVersion, isEnabled: true }, orderBy: { index: 'asc' }, take: 64, select: { id: true, tokenCount: true } })
      let left = beginningTokens / entries.length
      return first.filter(({ tokenCount }, at) => (left -= tokenCount) >= 0 || at === 0).map((chunk) => chunk.id)
    }),
  )
  const ids = chunks.flat()
  const found = await passagesOf(owner, new Set(entries.map(({ indexId }) => indexId)), ids)
  return ids.flatMap((id) => {
    const entry = found.get(id)
    return entry === undefined || entry.fell !== null ? [] : [{ ...entry.passage, ...unranked }]
  })
}

/** What is carried without having been found. */
const unranked = { score: 0, coverage: 0, similarity: null, relevance: 0, stages: {}, matches: [], before: [], after: [] } satisfies Partial<Hit>

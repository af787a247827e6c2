import type { LanguageModel } from 'ai'
import type { Owner } from '@/server/auth/actor'
import type { Earlier } from '@/server/chat/prompt'
import { rewrite } from '@/server/chat/rewrite'
import type { Activity } from '@/server/conversations/schema'
import * as turns from '@/server/conversations/turns'
import { contentHashesOf } from '@/server/documents/attempts'
import { type PageBreak, pageBreaksIn } from '@/server/documents/pages'
import { recordOf } from '@/server/retrieval/record'
import { retrieve } from '@/server/retrieval/retrieve'
import { type Hit, retrievalRequestSchema, type RetrievalSettings, retrievalSettingsSchema } from '@/server/retrieval/schema'

export const nothingYet: Activity = { phase: 'waiting', searched: [], engine: null, candidateCount: 0, passageCount: 0, searchMs: null, rewritten: null, retrieval: null, isCut: false }

const longestSearched = 4_000

/** A passage that the answer may cite, with the pages that begin in it: a quote is on its own page, not on its passage's first. */
export interface CitablePassage extends Hit {
  readonly pageBreaks: readonly PageBreak[]
  /** SHA-256 of the file that it was read from. */
  readonly contentHash: string | null
}

interface Gathered {
  readonly isSearched: boolean
  readonly hits: readonly CitablePassage[]
  readonly activity: Activity
}

interface Asked {
  readonly conversationId: string
  readonly question: string
  readonly earlier: readonly Earlier[]
  readonly model: LanguageModel
  /** Whether a follow-up may be searched for in words that can be understood without its conversation. */
  readonly mayRewrite: boolean
  /** How its assistant searches; null: as the bases say. */
  readonly settings: RetrievalSettings | null
}

/** Searches the bases of the conversation for the question, saying what it does; without bases nothing is searched. */
export async function gather(owner: Owner, { conversationId, question, earlier, model, mayRewrite, settings }: Asked, tell: (activity: Activity) => void, signal: AbortSignal): Promise<Gathered> {
  const bases = await turns.basesOf(owner, conversationId)
  if (bases.length === 0) return { isSearched: false, hits: [], activity: nothingYet }
  const looking: Activity = { ...nothingYet, phase: 'searching', searched: bases.map((base) => base.name) }
  tell(looking)
  const wanted = mayRewrite ? await rewrite(model, { question, earlier }, signal) : { question, isRewritten: false }
  const searching = { ...looking, rewritten: wanted.isRewritten ? wanted.question : null }
  if (wanted.isRewritten) tell(searching)
  const request = retrievalRequestSchema.parse({ question: wanted.question.slice(0, longestSearched), knowledgeBaseIds: bases.map((base) => base.id), settings: current(settings) ?? settingsOf(bases) })
  const found = await retrieve(owner, request, {}, signal)
  const { hits, engine, candidateCount, tookMs } = found
  const [breaks, contentHashes] = await Promise.all([pageBreaksIn(hits), contentHashesOf(hits)])
  return {
    isSearched: true,
    hits: hits.map((hit, position) => ({ ...hit, pageBreaks: breaks[position] ?? [], contentHash: contentHashes[position] ?? null })),
    activity: { ...searching, engine, candidateCount, passageCount: hits.length, searchMs: tookMs, retrieval: recordOf(request, found) },
  }
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

import type { LanguageModel } from 'ai'
import type { Attachment } from '@/server/attachments/schema'
import type { Owner } from '@/server/auth/actor'
import { type FoundInBases, searchBases, searchGiven } from '@/server/chat/gatherDocuments'
import type { OwnScope, Searchable } from '@/server/chat/only'
import { type CitablePassage, interleaved } from '@/server/chat/passage'
import type { Earlier, Searched } from '@/server/chat/prompt'
import { isFollowUp, rewrite } from '@/server/chat/rewrite'
import type { Activity } from '@/server/conversations/schema'
import type * as turns from '@/server/conversations/turns'
import type { WebPassage } from '@/server/internet/passages'
import type { RetrievalSettings } from '@/server/retrieval/schema'
import { type FoundOnline, searchInternet } from '@/server/internet/searchInternet'

export const nothingYet: Activity = {
  phase: 'waiting',
  searched: [],
  engine: null,
  candidateCount: 0,
  passageCount: 0,
  searchMs: null,
  rewritten: null,
  retrieval: null,
  isModelAsked: true,
  isCut: false,
  internet: null,
  attachments: null,
  notes: [],
  agent: null,
  tools: [],
}

interface Gathered {
  readonly isSearched: boolean
  readonly searched: Searched
  readonly hits: readonly CitablePassage[]
  readonly activity: Activity
}

interface Asked {
  readonly bases: Awaited<ReturnType<typeof turns.basesOf>>
  /** What the question names itself, in the place of these bases; null: nothing. */
  readonly own: OwnScope | null
  readonly searchesWeb: boolean
  /** All that were given with questions of the conversation. */
  readonly files: readonly Attachment[]
  readonly questionId: string
  readonly question: string
  readonly earlier: readonly Earlier[]
  readonly model: LanguageModel
  /** Whether a follow-up may be searched for in words that can be understood without its conversation. */
  readonly mayRewrite: boolean
  /** How its assistant searches; null: as the bases say. */
  readonly settings: RetrievalSettings | null
}

/**
 * Searches what the conversation says for the question, all at once and under one numbering: its bases, the files that were given in it,
 * the internet. Says what it does; without any of them nothing is searched.
 */
export async function gather(owner: Owner, asked: Asked, tell: (activity: Activity) => void, signal: AbortSignal): Promise<Gathered> {
  const { questionId, own, searchesWeb, files } = asked
  const startedAt = performance.now()
  const bases = own?.bases ?? asked.bases
  const named = own?.documents.filter(({ base }) => !bases.some(({ id }) => id === base.id)) ?? []
  // A question that says itself what is meant does not mean what was given before.
  const documents = distinct(files, questionId).filter(({ messageId }) => own === null || messageId === questionId)
  const ready = documents.filter(({ state }) => state === 'ready')
  const notes = documents.filter(({ state }) => state !== 'ready').map(fileNote)
  if (bases.length + named.length === 0 && !searchesWeb && ready.length === 0) return { isSearched: false, searched: 'documents', hits: [], activity: { ...nothingYet, notes } }

  const names = [...bases, ...named].map(({ name }) => name)
  const looking: Activity = { ...nothingYet, phase: 'searching', searched: names, notes, internet: searchesWeb ? beginning : null, attachments: ready.length === 0 ? null : { names: ready.map(({ name }) => name), passageCount: 0 } }
  const isReworded = asked.mayRewrite && isFollowUp(asked.model, asked)
  if (isReworded) tell({ ...looking, phase: 'rewriting' })
  const { question, rewritten } = isReworded ? await wantedOf(asked, signal) : { question: asked.question, rewritten: null }
  tell({ ...looking, rewritten })
  const [inBases, inNamed, given, online] = await Promise.all([
    bases.length === 0 ? null : searchBases(owner, question, { bases, settings: asked.settings }, signal),
    named.length === 0 ? null : searchBases(owner, question, { bases: distinctBases(named), settings: asked.settings, documentIds: named.map(({ id }) => id) }, signal),
    ready.length === 0 ? [] : searchGiven(owner, question, ready.flatMap(({ documentId, messageId }) => (documentId === null ? [] : [{ documentId, isNew: messageId === questionId }])), signal),
    searchesWeb ? searchInternet(question, signal) : null,
  ])
  const hits = interleaved([given, inBases?.passages ?? [], inNamed?.passages ?? [], online === null ? [] : online.passages.map(fromWeb)])
  const activity = { ...looking, rewritten, passageCount: hits.length, searchMs: Math.round(performance.now() - startedAt) }
  return { isSearched: true, searched: online === null ? 'documents' : bases.length + named.length + ready.length === 0 ? 'internet' : 'both', hits, activity: withFindings(activity, both(inBases, inNamed), given, online) }
}

function distinctBases(named: readonly { readonly base: Searchable }[]): Searchable[] {
  return [...new Map(named.map(({ base }) => [base.id, base])).values()]
}

/** Two searches told of as one; the trace is that of the first. */
function both(first: FoundInBases | null, second: FoundInBases | null): FoundInBases | null {
  if (first === null || second === null) return first ?? second
  const candidateCount = first.found.candidateCount + second.found.candidateCount
  return { ...first, found: { ...first.found, candidateCount, tookMs: Math.max(first.found.tookMs, second.found.tookMs) }, notes: [...new Set([...first.notes, ...second.notes])] }
}

/** The documents among files, each once: one that was given with several questions as given with this one. */
function distinct(files: readonly Attachment[], questionId: string): Attachment[] {
  const documents = files.filter(({ kind }) => kind === 'document')
  return documents.filter(({ id, documentId }) => id === (documents.find((other) => other.documentId === documentId && other.messageId === questionId) ?? documents.find((other) => other.documentId === documentId))?.id)
}

/** Of an internet that is being searched. */
const beginning: NonNullable<Activity['internet']> = { engine: '', resultCount: 0, pageCount: 0, passageCount: 0, failures: [], message: null }

function fileNote({ name, state }: Attachment): string {
  if (state === 'failed') return `“${name}” could not be read`
  return state === 'cancelled' ? `“${name}” was deleted, or not read` : `“${name}” is still being read`
}

async function wantedOf({ question, earlier, model }: Asked, signal: AbortSignal): Promise<{ question: string; rewritten: string | null }> {
  const wanted = await rewrite(model, { question, earlier }, signal)
  return { question: wanted.question, rewritten: wanted.isRewritten ? wanted.question : null }
}

function withFindings(activity: Activity, inBases: FoundInBases | null, given: readonly CitablePassage[], online: FoundOnline | null): Activity {
  const { notes, attachments: files } = activity
  return {
    ...activity,
    ...(inBases === null ? {} : { engine: inBases.found.engine, candidateCount: inBases.found.candidateCount, searchMs: inBases.found.tookMs, retrieval: inBases.record, notes: [...notes, ...inBases.notes] }),
    attachments: files === null ? null : { ...files, passageCount: given.length },
    internet: online?.search ?? null,
  }
}

/** A passage of a web page under the numbering of all. */
function fromWeb({ url, title, text, context, headingPath, start, end, score, coverage }: WebPassage): CitablePassage {
  const nobody = { documentId: null, knowledgeBaseId: null, chunkId: null, version: 0, contentHash: null, page: null, pageBreaks: [], before: [], after: [] }
  return { kind: 'web', url, documentName: title, text, context, headingPath, start, end, score, coverage, ...nobody }
}

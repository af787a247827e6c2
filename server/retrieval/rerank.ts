import { publicError } from '@/server/errors'
import { log } from '@/server/log'
import type { RerankScore } from '@/server/models/providers/rerank'
import type { Passage } from '@/server/retrieval/current'
import type { Retrieval } from '@/server/retrieval/schema'

export type AskReranker = (model: string, question: string, texts: readonly string[], signal: AbortSignal) => Promise<RerankScore[]>

/** Longer than people wait for an order that is a little better. */
const patienceMs = 5_000
/** Passages that a model is given at most, and how much of each. */
const mostPassages = 50
const mostCharacters = 4_000

/** An item with what the model thought of it, when it did. */
export interface Judged<T> {
  readonly item: T
  readonly stage: { readonly rank: number; readonly score: number } | undefined
}

export interface Reranked<T> {
  readonly items: Judged<T>[]
  readonly status: Retrieval['rerank']
}

/** How many of the best are reordered when so many are wanted. */
export const rerankDepth = (limit: number): number => Math.max(limit, mostPassages)

/**
 * The items in the order of a model; those it does not score follow in the order they had. Whatever fails, or takes longer than five
 * seconds, leaves the order as it was and says so: a search never fails for its reranker.
 */
export async function reranked<T extends { readonly passage: Passage }>(
  ask: AskReranker,
  { model, question, items, signal, patience = patienceMs }: { model: string; question: string; items: readonly T[]; signal: AbortSignal | undefined; patience?: number },
): Promise<Reranked<T>> {
  if (items.length === 0) return { items: [], status: { by: model, status: 'done', message: null } }
  const timeout = AbortSignal.timeout(patience)
  const given = items.slice(0, mostPassages)
  try {
    const either = signal === undefined ? timeout : AbortSignal.any([signal, timeout])
    const scores = await inTime(ask(model, question, given.map(({ passage }) => textOf(passage)), either), either)
    return { items: inOrder(items, scores), status: { by: model, status: 'done', message: null } }
  } catch (error) {
    signal?.throwIfAborted()
    log.warn('retrieval.rerank', { model, isTimeout: timeout.aborted, reason: error instanceof Error ? error.message : String(error) })
    return { items: items.map((item) => ({ item, stage: undefined })), status: { by: model, status: 'failed', message: failureOf(error, timeout.aborted) } }
  }
}

function inTime<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  return Promise.race([work, promise])
}

function failureOf(error: unknown, isTimeout: boolean): string {
  if (isTimeout) return 'The reranker did not answer; the passages are shown without it'
  const { kind, message } = publicError(error)
  return kind === 'internal' ? 'The reranker failed; the passages are shown without it' : message
}

function inOrder<T>(items: readonly T[], scores: readonly RerankScore[]): Judged<T>[] {
  const seen = new Set<number>()
  const judged: Judged<T>[] = []
  for (const { index, score } of scores) {
    const item = items[index]
    if (item === undefined || seen.has(index)) continue
    seen.add(index)
    judged.push({ item, stage: { rank: seen.size, score } })
  }
  return [...judged, ...items.flatMap((item, index) => (seen.has(index) ? [] : [{ item, stage: undefined }]))]
}

/** A passage as a model is to judge it: under what it stands in its document. */
function textOf({ documentName, headingPath, context, text }: Passage): string {
  return [[documentName, ...headingPath].join(' › '), context, text].filter((part) => part !== '').join('\n').slice(0, mostCharacters)
}

import type { Owner } from '@/server/auth/actor'
import { db } from '@/server/database'
import { publicError } from '@/server/errors'
import { ask, type Asked, asksReranker, whereFell } from '@/server/evaluation/ask'
import type { Span } from '@/server/evaluation/findTexts'
import { ranksOf, type Wanted } from '@/server/evaluation/match'
import { firstRank, metricsOf, recall } from '@/server/evaluation/metrics'
import { chunkHolding, placesIn } from '@/server/evaluation/places'
import type { ExpectationResult, ExpectedPassage, QuestionResult, TestQuestion } from '@/server/evaluation/schema'
import { derivedId } from '@/server/ids'
import { log } from '@/server/log'
import { builtinEmbeddingModelId } from '@/server/models/schema'

/**
 * Questions that a run asks at once. Where a server of models is asked, the time goes by waiting; where none is, it goes by reading, and
 * four at once were no faster than one, while each seemed to take five times as long.
 */
const questionsAtOnce = { waiting: 4, reading: 1 } as const
const beatEveryMs = 500
/** A run whose process is silent for longer was interrupted. */
const leaseMs = 10_000

export const runLease = (): Date => new Date(Date.now() + leaseMs)

export interface Plan extends Asked {
  readonly runId: string
  readonly embeddingModel: string
  readonly questions: readonly TestQuestion[]
}

/** What is still there to be found. */
export const remaining = ({ expected }: TestQuestion): ExpectedPassage[] => expected.filter(({ isGone }) => !isGone)

/** The same for the same question with the same passages to be found. */
export const keyOf = (question: TestQuestion): string => derivedId(question.question, ...remaining(question).map(({ id }) => id))

/**
 * Asks all questions and writes what they found to the run's row, whose count grows meanwhile. Ends early, and quietly, when the row is deleted.
 * @throws whatever the first question failed with; the run keeps the reason.
 */
export async function perform(owner: Owner, plan: Plan, signal?: AbortSignal): Promise<void> {
  const where = { id: plan.runId, state: 'running' } as const
  const deleted = new AbortController()
  const failed = new AbortController()
  const stop = AbortSignal.any([deleted.signal, failed.signal, ...(signal === undefined ? [] : [signal])])
  let doneCount = 0
  const timer = setInterval(() => {
    db.testRun.updateMany({ where, data: { doneCount, leaseUntil: runLease() } }).then(
      ({ count }) => count === 0 && deleted.abort(),
      (error: unknown) => log.error('the progress of a test run could not be saved', error, { runId: plan.runId }),
    )
  }, beatEveryMs)
  try {
    const results = await askAll(owner, plan, stop, () => (doneCount += 1))
    const metrics = metricsOf(results.flatMap(({ expected, tookMs }) => (tookMs === null ? [] : [{ ranks: expected.map(({ rank }) => rank), tookMs }])))
    await db.testRun.updateMany({ where, data: { state: 'complete', doneCount, results, ...(metrics === null ? {} : { metrics }), leaseUntil: null, endedAt: new Date() } })
  } catch (error) {
    failed.abort()
    if (deleted.signal.aborted) return
    const end = signal?.aborted === true ? { leaseUntil: new Date(0) } : { state: 'failed' as const, errorText: publicError(error).message, leaseUntil: null }
    await db.testRun.updateMany({ where, data: { ...end, doneCount, endedAt: new Date() } })
    throw error
  } finally {
    clearInterval(timer)
  }
}

/** The results in the order of the questions. */
async function askAll(owner: Owner, plan: Plan, signal: AbortSignal, onDone: () => void): Promise<QuestionResult[]> {
  const expected = plan.questions.flatMap(remaining)
  const places = await placesIn(plan.indexId, expected, signal)
  const placeOf = new Map(expected.map((passage, position) => [passage, places[position] ?? null]))
  const results = new Map<TestQuestion, QuestionResult>()
  const waiting = plan.questions.values()
  const askNext = async (): Promise<void> => {
    for (const question of waiting) {
      signal.throwIfAborted()
      results.set(question, await resultOf(owner, plan, question, placeOf, signal))
      onDone()
    }
  }
  const isWaiting = plan.embeddingModel !== builtinEmbeddingModelId || asksReranker(plan.settings)
  const length = isWaiting ? questionsAtOnce.waiting : questionsAtOnce.reading
  await Promise.all(Array.from({ length }, askNext))
  return plan.questions.flatMap((question) => results.get(question) ?? [])
}

async function resultOf(owner: Owner, plan: Plan, question: TestQuestion, placeOf: ReadonlyMap<ExpectedPassage, Span | null>, signal: AbortSignal): Promise<QuestionResult> {
  const expected = remaining(question)
  const named = { key: keyOf(question), questionId: question.id, question: question.question, goneCount: question.expected.length - expected.length }
  if (expected.length === 0) return { ...named, expected: [], rank: null, recall: null, tookMs: null }
  const { hits, tookMs } = await ask(owner, plan, question.question, signal)
  const wanted = expected.map((passage) => ({ ...passage, place: placeOf.get(passage) ?? null }))
  const ranks = ranksOf(wanted, hits.map((hit) => [hit, ...hit.before, ...hit.after].map((found) => ({ ...found, documentId: hit.documentId }))))
  const outcomes = await outcomesOf(owner, plan, question.question, wanted, ranks, signal)
  return { ...named, expected: outcomes, rank: firstRank(ranks), recall: recall(ranks), tookMs }
}

async function outcomesOf(owner: Owner, plan: Plan, question: string, wanted: readonly (ExpectedPassage & Wanted)[], ranks: readonly (number | null)[], signal: AbortSignal): Promise<ExpectationResult[]> {
  const chunkIds = await Promise.all(wanted.map(async (passage, position) => (ranks[position] === null ? chunkHolding(plan.indexId, passage) : null)))
  const fates = await whereFell(owner, plan, question, chunkIds.filter((id) => id !== null), signal)
  return wanted.map(({ id, documentId, documentName, start, end }, position) => {
    const chunkId = chunkIds[position] ?? null
    return { id, documentId, documentName, start, end, rank: ranks[position] ?? null, chunkId, fell: fates.get(chunkId ?? '') ?? null }
  })
}

import { type ComparedQuestion, type Comparison, type Metrics, type QuestionResult, testRunSchema, type TestRunWithResults } from '@/server/evaluation/schema'

/** Two complete runs beside each other, question by question. */
export function compared(a: TestRunWithResults, b: TestRunWithResults): Comparison {
  const byKey = new Map(b.results.map((result) => [result.key, result]))
  const known = new Set(a.results.map(({ key }) => key))
  const questions = [
    ...a.results.map((result) => beside(result, byKey.get(result.key))),
    ...b.results.filter(({ key }) => !known.has(key)).map((result) => beside(undefined, result)),
  ].flatMap((question) => question ?? [])
  return {
    a: testRunSchema.parse(a),
    b: testRunSchema.parse(b),
    difference: a.metrics && b.metrics && difference(a.metrics, b.metrics),
    questions: questions.toSorted((one, other) => order.indexOf(one.verdict) - order.indexOf(other.verdict)),
  }
}

const order: readonly ComparedQuestion['verdict'][] = ['worse', 'better', 'same', 'onlyA', 'onlyB']

function beside(a: QuestionResult | undefined, b: QuestionResult | undefined): ComparedQuestion | null {
  const named = b ?? a
  if (named === undefined) return null
  const { questionId, question } = named
  return { questionId, question, verdict: verdictOf(a, b), a: a === undefined ? null : outcomeOf(a), b: b === undefined ? null : outcomeOf(b) }
}

const outcomeOf = ({ rank, recall }: QuestionResult) => ({ rank, recall })

function verdictOf(a: QuestionResult | undefined, b: QuestionResult | undefined): ComparedQuestion['verdict'] {
  if (a === undefined) return 'onlyB'
  if (b === undefined) return 'onlyA'
  const gained = (b.recall ?? 0) - (a.recall ?? 0) || 1 / (b.rank ?? Infinity) - 1 / (a.rank ?? Infinity)
  return gained > 0 ? 'better' : gained < 0 ? 'worse' : 'same'
}

function difference(a: Metrics, b: Metrics): Metrics {
  return {
    recall: b.recall - a.recall,
    recallAt5: b.recallAt5 - a.recallAt5,
    meanReciprocalRank: b.meanReciprocalRank - a.meanReciprocalRank,
    ndcgAt10: b.ndcgAt10 - a.ndcgAt10,
    p50Ms: b.p50Ms - a.p50Ms,
    p95Ms: b.p95Ms - a.p95Ms,
  }
}

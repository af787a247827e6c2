import { expect, test } from 'vitest'
import { compared } from '@/server/evaluation/compare'
import type { QuestionResult, TestRunWithResults } from '@/server/evaluation/schema'
import { derivedId, newId } from '@/server/ids'
import { retrievalSettingsSchema } from '@/server/retrieval/schema'

type Outcome = readonly [question: string, rank: number | null, recall: number | null]

const resultOf = ([question, rank, recall]: Outcome): QuestionResult => ({ key: derivedId(question), questionId: newId(), question, expected: [], goneCount: 0, rank, recall, tookMs: 1 })

function runOf(meanRecall: number, outcomes: readonly Outcome[]): TestRunWithResults {
  const metrics = { recall: meanRecall, recallAt5: 0, meanReciprocalRank: 0, ndcgAt10: 0, p50Ms: 10, p95Ms: 20 }
  const counts = { questionCount: outcomes.length, doneCount: outcomes.length }
  const named = { id: newId(), knowledgeBaseId: newId(), indexId: newId(), indexNumber: 1, settings: retrievalSettingsSchema.parse({}) }
  return { ...named, ...counts, state: 'complete', errorText: null, metrics, createdAt: new Date(), endedAt: new Date(), results: outcomes.map(resultOf) }
}

const verdicts = (a: readonly Outcome[], b: readonly Outcome[]) => compared(runOf(0.5, a), runOf(0.75, b)).questions.map(({ question, verdict }) => `${question}: ${verdict}`)

test('more recall is better, whatever the rank; with the same recall the rank decides', () => {
  expect(verdicts([['recall up', 1, 0.5]], [['recall up', 3, 1]])).toEqual(['recall up: better'])
  expect(verdicts([['lost', 1, 1]], [['lost', null, 0]])).toEqual(['lost: worse'])
  expect(verdicts([['higher', 4, 1]], [['higher', 2, 1]])).toEqual(['higher: better'])
  expect(verdicts([['lower', 2, 1]], [['lower', 4, 1]])).toEqual(['lower: worse'])
  expect(verdicts([['never', null, 0], ['still', 2, 1], ['gone', null, null]], [['never', null, 0], ['still', 2, 1], ['gone', null, null]])).toEqual(['never: same', 'still: same', 'gone: same'])
})

test('the worse come first, and questions of one run only last', () => {
  const a: Outcome[] = [['same', 1, 1], ['better', 2, 1], ['worse', 1, 1], ['removed', 1, 1]]
  const b: Outcome[] = [['added', 1, 1], ['same', 1, 1], ['better', 1, 1], ['worse', 2, 1]]
  expect(verdicts(a, b)).toEqual(['worse: worse', 'better: better', 'same: same', 'removed: onlyA', 'added: onlyB'])
})

test('differences are those of the second less the first', () => {
  const { difference, a, b } = compared(runOf(0.5, []), runOf(0.75, []))
  expect(difference).toMatchObject({ recall: 0.25, p50Ms: 0 })
  expect([a, b].some((run) => 'results' in run)).toBe(false)
  expect(compared({ ...runOf(0, []), metrics: null }, runOf(0, [])).difference).toBeNull()
})

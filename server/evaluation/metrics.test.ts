import { describe, expect, test } from 'vitest'
import { firstRank, metricsOf, ndcg, percentile, recall } from '@/server/evaluation/metrics'

describe('one question', () => {
  test('recall is the part that was found, up to a depth', () => {
    expect(recall([1, null, 7, 3])).toBe(0.75)
    expect(recall([1, null, 7, 3], 5)).toBe(0.5)
    expect(recall([null])).toBe(0)
  })

  test('the first rank is the best one', () => {
    expect(firstRank([null, 4, 2])).toBe(2)
    expect(firstRank([null])).toBeNull()
  })

  test('gain falls with the rank, and is 1 when everything stands at the top', () => {
    expect(ndcg([1, 2, 3], 10)).toBe(1)
    expect(ndcg([3], 10)).toBeCloseTo(1 / 2)
    expect(ndcg([11, null], 10)).toBe(0)
    // The formula by hand: (1/log2 2 + 1/log2 5) / (1/log2 2 + 1/log2 3).
    expect(ndcg([1, 4], 10)).toBeCloseTo((1 + 1 / Math.log2(5)) / (1 + 1 / Math.log2(3)))
    expect(ndcg([1, 1], 10)).toBe(1)
  })
})

test('percentiles are values that occur', () => {
  const hundred = Array.from({ length: 100 }, (_, at) => 100 - at)
  expect([0.5, 0.95, 1].map((part) => percentile(hundred, part))).toEqual([50, 95, 100])
  expect(percentile([7], 0.5)).toBe(7)
  expect(percentile([], 0.5)).toBe(0)
})

test('metrics are means over the questions', () => {
  const metrics = metricsOf([
    { ranks: [1], tookMs: 10 },
    { ranks: [8, null], tookMs: 30 },
    { ranks: [null], tookMs: 20 },
  ])
  expect(metrics).toEqual({ recall: 0.5, recallAt5: 1 / 3, meanReciprocalRank: (1 + 1 / 8) / 3, ndcgAt10: expect.any(Number), p50Ms: 20, p95Ms: 30 })
})

test('nothing asked is nothing measured', () => {
  expect(metricsOf([])).toBeNull()
})

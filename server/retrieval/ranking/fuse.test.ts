import { expect, test } from 'vitest'
import { fuse } from '@/server/retrieval/ranking/fuse'

/** A small seeded generator (mulberry32), so that a failing case can be run again. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let value = Math.imul(state ^ (state >>> 15), 1 | state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296
  }
}

function lists(seed: number): string[][] {
  const next = random(seed)
  const ids = Array.from({ length: 12 }, (_, at) => `id${at}`)
  return Array.from({ length: 1 + Math.floor(next() * 4) }, () => ids.filter(() => next() < 0.6).toSorted(() => next() - 0.5))
}

const equal = (ids: readonly string[]) => ({ ids, weight: 1 })

test.each(Array.from({ length: 50 }, (_, seed) => seed))('fusion of random lists %i keeps every id once, best first, and agrees where all lists agree', (seed) => {
  const given = lists(seed)
  const fused = fuse(given.map(equal))
  expect(fused.map(({ id }) => id).toSorted()).toEqual([...new Set(given.flat())].toSorted())
  expect(fused.map(({ score }) => score)).toEqual(fused.map(({ score }) => score).toSorted((a, b) => b - a))
  const place = (id: string) => fused.findIndex((item) => item.id === id)
  const [first = []] = given
  const agreed = first.flatMap((a, at) => first.slice(at + 1).map((b) => [a, b] as const)).filter(([a, b]) => given.every((list) => list.includes(a) && list.includes(b) && list.indexOf(a) < list.indexOf(b)))
  expect(agreed.filter(([a, b]) => place(a) > place(b))).toEqual([])
})

test('one list keeps its order, and what two lists name comes before what one names as high', () => {
  expect(fuse([equal(['a', 'b', 'c'])]).map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  expect(fuse([equal(['a', 'b']), equal(['c', 'b'])])[0]?.id).toBe('b')
  expect(fuse([])).toEqual([])
})

test('scores reach 1 for what is first everywhere, and weights decide between two rankings', () => {
  const [first, second] = [['a', 'b'], ['b', 'a']]
  expect(fuse([equal(['a', 'b']), equal(['a', 'c'])])[0]).toEqual({ id: 'a', score: 1 })
  expect(fuse([{ ids: first, weight: 0.7 }, { ids: second, weight: 0.3 }])[0]?.id).toBe('a')
  expect(fuse([{ ids: first, weight: 0.3 }, { ids: second, weight: 0.7 }])[0]?.id).toBe('b')
  expect(fuse([{ ids: first, weight: 0 }, { ids: second, weight: 1 }]).map(({ id }) => id)).toEqual(['b', 'a'])
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cosine } from '@/server/retrieval/ranking/cosine'
import { diversify, type Similar } from '@/server/retrieval/ranking/diversify'

const question = Float32Array.of(1, 0, 0, 0)
const similar = (id: string, vector: Float32Array): Similar => ({ id, vector, similarity: cosine(question, vector) })

const vectorOf = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }).map((values) => Float32Array.from(values))
/** Most similar first, as the store gives them. */
const items = fc.array(vectorOf, { maxLength: 20 }).map((vectors) => vectors.map((vector, at) => similar(`id${at}`, vector)).toSorted((a, b) => b.similarity - a.similarity))
const ids = (list: readonly { readonly id: string }[]): string[] => list.map(({ id }) => id)

test('lambda 1 keeps the order of similarity', () => {
  fc.assert(
    fc.property(items, fc.nat(25), (given, limit) => {
      expect(ids(diversify(given, limit, 1))).toEqual(ids(given).slice(0, limit))
    }),
  )
})

test('every item is taken once at most, the most similar one first, and the limit is kept', () => {
  fc.assert(
    fc.property(items, fc.nat(25), fc.double({ min: 0, max: 1, noNaN: true }), (given, limit, lambda) => {
      const taken = ids(diversify(given, limit, lambda))
      expect(new Set(taken).size).toBe(Math.min(limit, given.length))
      expect(taken.slice(0, 1)).toEqual(ids(given).slice(0, Math.min(1, limit)))
    }),
  )
})

test('lambda 0 takes next what is farthest from all that is taken', () => {
  fc.assert(
    fc.property(items, (given) => {
      const byId = new Map(given.map((item) => [item.id, item.vector]))
      const taken = diversify(given, given.length, 0).map(({ id }) => byId.get(id) ?? question)
      const nearest = (vector: Float32Array, others: readonly Float32Array[]): number => Math.max(...others.map((other) => cosine(vector, other)))
      for (let at = 1; at < taken.length; at += 1) {
        const [before, rest] = [taken.slice(0, at), taken.slice(at)]
        expect(nearest(taken[at] ?? question, before)).toBeCloseTo(Math.min(...rest.map((vector) => nearest(vector, before))), 6)
      }
    }),
  )
})

test('at 0.5 a copy of what is taken waits until all that has anything to do with the question is taken', () => {
  fc.assert(
    fc.property(fc.array(vectorOf, { minLength: 2, maxLength: 10 }), (vectors) => {
      const distinct = vectors.map((vector, at) => similar(`id${at}`, vector)).filter((item) => item.similarity > 0.01)
      const given = distinct.flatMap((item) => [item, { ...item, id: `${item.id} copy` }]).toSorted((a, b) => b.similarity - a.similarity)
      const taken = diversify(given, given.length, 0.5)
      // A copy is worth (similarity - 1) / 2: never more than an item that is nearer to the question than to what is taken.
      for (const { id, score } of taken.filter((item) => item.id.endsWith('copy'))) {
        const original = given.find((item) => `${item.id} copy` === id)
        expect(score).toBeLessThanOrEqual(((original?.similarity ?? 1) - 1) / 2 + 1e-6)
      }
    }),
  )
})

test('of three near-duplicates and two other passages the others are taken before the second duplicate', () => {
  const duplicates = [0.6, 0.61, 0.62].map((aside, at) => similar(`same${at}`, Float32Array.of(0.8, aside, 0, 0)))
  const others = [similar('left', Float32Array.of(0.7, 0, 0.7, 0)), similar('right', Float32Array.of(0.6, 0, 0, 0.8))]
  expect(ids(diversify([...duplicates, ...others], 3, 0.5)).toSorted()).toEqual(['left', 'right', 'same0'])
  expect(ids(diversify([...duplicates, ...others], 3, 1))).toEqual(['same0', 'same1', 'same2'])
})

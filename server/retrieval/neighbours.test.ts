import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type PlacedNeighbour, surroundingsOf } from '@/server/retrieval/neighbours'

const document = '0123456789abcdefghijklmnopqrstuvwxyz'
/** Passages of six characters, each of which shares two with the one before it. */
const passages = Array.from({ length: 8 }, (_, index): PlacedNeighbour => {
  const start = index * 4
  return { indexedDocumentId: 'd', index, text: document.slice(start, start + 6), start, end: start + 6, page: null, headingPath: [] }
})
const at = (index: number) => ({ chunkId: `c${index}`, indexedDocumentId: 'd', index, text: passages[index]?.text ?? '', start: index * 4, end: index * 4 + 6 })

describe('neighbours', () => {
  test('come in the order of the document, without what they share with the hit', () => {
    const { before, after } = surroundingsOf([at(3)], passages, 2).get('c3') ?? { before: [], after: [] }
    expect([...before, at(3), ...after].map(({ text }) => text).join('')).toBe(document.slice(4, 26))
    expect(before.map(({ index }) => index)).toEqual([1, 2])
    expect(after.every(({ text, start, end }) => document.slice(start, end) === text)).toBe(true)
  })

  test('are given once, to the better hit, and not beyond another hit or a gap', () => {
    const found = surroundingsOf([at(2), at(4)], passages, 3)
    expect(found.get('c2')?.after.map(({ index }) => index)).toEqual([3])
    expect(found.get('c4')?.before).toEqual([])
    expect(found.get('c4')?.after.map(({ index }) => index)).toEqual([5, 6, 7])
    const withGap = passages.filter(({ index }) => index !== 5)
    expect(surroundingsOf([at(4)], withGap, 3).get('c4')?.after).toEqual([])
  })

  test('of another document are not mixed in', () => {
    const elsewhere = passages.map((passage) => ({ ...passage, indexedDocumentId: 'e' }))
    expect(surroundingsOf([at(3)], elsewhere, 2).get('c3')).toEqual({ before: [], after: [] })
  })

  test('that were changed by hand are given whole', () => {
    const changed = passages.map((passage) => ({ ...passage, text: 'rewritten by hand' }))
    expect(surroundingsOf([at(3)], changed, 1).get('c3')?.after.map(({ text }) => text)).toEqual(['rewritten by hand'])
  })

  test('never repeat a character that is shown already', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 7 }), { minLength: 1, maxLength: 5 }), fc.integer({ min: 0, max: 3 }), (indexes, count) => {
        const hits = indexes.map(at)
        const found = surroundingsOf(hits, passages, count)
        for (const hit of hits) {
          const { before = [], after = [] } = found.get(hit.chunkId) ?? {}
          const spans = [...before, hit, ...after]
          expect(spans.every(({ start }, place) => place === 0 || start >= (spans[place - 1]?.end ?? 0))).toBe(true)
        }
        const given = [...found.values()].flatMap(({ before, after }) => [...before, ...after].map(({ index }) => index))
        expect(new Set([...given, ...indexes]).size).toBe(given.length + indexes.length)
      }),
    )
  })
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { align, type Aligned, sameness } from '@/components/lab/alignment'

const passage = (chunkId: string, start: number, end: number, documentId = 'one'): Aligned => ({ chunkId, documentId, start, end, text: `${documentId} ${start} ${end}` })

test('the same chunk is found at its other place', () => {
  const [first, second, third] = [passage('x', 0, 10), passage('y', 10, 20), passage('z', 20, 30)]
  const { a, b } = align([first, second], [second, third])
  expect([...a]).toEqual([
    ['x', null],
    ['y', { chunkId: 'y', rank: 1 }],
  ])
  expect([...b]).toEqual([
    ['y', { chunkId: 'y', rank: 2 }],
    ['z', null],
  ])
})

test('another cut of the same text is the same passage, and the larger part decides', () => {
  const { a } = align([passage('whole', 0, 100)], [passage('tail', 90, 120), passage('part', 10, 60)])
  expect(a.get('whole')).toEqual({ chunkId: 'part', rank: 2 })
})

test('the same place in another document is another passage', () => {
  expect(sameness(passage('x', 0, 10), passage('y', 0, 10, 'two'))).toBe(0)
})

test('passages that were written by hand are the same when their texts are', () => {
  expect(sameness({ ...passage('x', 5, 5), text: 'Mine' }, { ...passage('y', 9, 9), text: 'Mine' })).toBe(1)
  expect(sameness({ ...passage('x', 5, 5), text: 'Mine' }, passage('y', 0, 10))).toBe(0)
})

test('a counterpart has this one as its counterpart', () => {
  const places = (prefix: string) => fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 12 }).map((starts) => starts.map((start, at) => passage(`${prefix}${at}`, start, start + 10)))
  fc.assert(
    fc.property(places('a'), places('b'), (one, other) => {
      const { a, b } = align(one, other)
      for (const [chunkId, counterpart] of a) expect(counterpart === null || b.get(counterpart.chunkId)?.chunkId === chunkId).toBe(true)
    }),
  )
})

import { expect, test } from 'vitest'
import { countOf, numberFrom, occurrenceAt, placesOf } from '@/components/reading/places'

test('words are found in the letters in which they are written, the longest first', () => {
  expect(placesOf('The cafe, the CAFÉ.', ['cafe', 'CAFÉ'])).toEqual([
    [4, 8],
    [14, 18],
  ])
  expect(placesOf('aaa aa', ['aa', 'aaa'])).toEqual([
    [0, 3],
    [4, 6],
  ])
  expect(placesOf('太陽能電池', ['陽能'])).toEqual([[1, 3]])
})

test('a sign of a pattern is only a sign', () => {
  expect(placesOf('1 + 1 (two)', ['+', '('])).toEqual([
    [2, 3],
    [6, 7],
  ])
  expect(placesOf('anything', [''])).toEqual([])
})

const found = [
  { id: 'a', count: 2, forms: ['x'] },
  { id: 'c', count: 1, forms: ['X'] },
]

test('occurrences are numbered through the messages', () => {
  expect(countOf(found)).toBe(3)
  expect([0, 1, 2, 3, -1].map((number) => occurrenceAt(found, number))).toEqual([
    { id: 'a', forms: ['x'], place: 0 },
    { id: 'a', forms: ['x'], place: 1 },
    { id: 'c', forms: ['X'], place: 0 },
    undefined,
    undefined,
  ])
})

test('a search begins where the reader is, and from the start when nothing follows', () => {
  const order = new Map(['a', 'b', 'c', 'd'].map((id, at) => [id, at]))
  expect([0, 1, 2, 3].map((from) => numberFrom(found, order, from))).toEqual([0, 2, 2, 0])
})

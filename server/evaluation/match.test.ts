import { expect, test } from 'vitest'
import { ranksOf } from '@/server/evaluation/match'

const hit = (start: number, end: number, text = `${start}-${end}`, documentId = 'otters') => ({ documentId, start, end, text })
const wanted = (place: { start: number; end: number } | null, text = 'The otter sleeps afloat.') => ({ documentId: 'otters', place, text })

test.each([
  ['the same place', hit(100, 200), 1],
  ['a larger passage around it', hit(0, 1_000), 1],
  ['a smaller passage inside it', hit(120, 140), 1],
  ['half of it', hit(150, 300), 1],
  ['less than half of it', hit(151, 300), null],
  ['half of a smaller passage', hit(190, 210), 1],
  ['its neighbour', hit(200, 300), null],
  ['the same place of another document', hit(100, 200, 'other', 'badgers'), null],
])('%s counts as it should', (_name, found, rank) => {
  expect(ranksOf([wanted({ start: 100, end: 200 })], [[found]])).toEqual([rank])
})

test('the first hit that counts gives the rank, for each passage on its own', () => {
  const hits = [[hit(900, 950)], [hit(100, 160)], [hit(100, 200)], [hit(300, 400)]]
  const places = [{ start: 100, end: 200 }, { start: 300, end: 400 }, { start: 500, end: 600 }]
  expect(ranksOf(places.map((place) => wanted(place)), hits)).toEqual([2, 4, null])
})

test('what came along with a hit counts as the hit does', () => {
  const hits = [[hit(900, 950)], [hit(200, 300), hit(100, 200)]]
  expect(ranksOf([wanted({ start: 110, end: 150 })], hits)).toEqual([2])
})

test('a passage that was written by hand is found by its text', () => {
  expect(ranksOf([wanted({ start: 0, end: 0 })], [[hit(0, 0, 'Another note.')], [hit(0, 0, ' the otter sleeps\nAFLOAT.')]])).toEqual([2])
  expect(ranksOf([wanted(null)], [[hit(0, 0, 'The otter sleeps.')]])).toEqual([null])
})

test('the same text in another document counts, because only one of both is returned', () => {
  expect(ranksOf([wanted({ start: 100, end: 124 })], [[hit(0, 24, 'The otter sleeps afloat.', 'copy')]])).toEqual([1])
})

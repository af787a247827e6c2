import { expect, test } from 'vitest'
import { dollarsOf, microsOf } from '@/components/admin/dollars'

test.each([
  ['2.50', 2_500_000],
  [' 0,000001 ', 1],
  ['-3', -3_000_000],
  ['', null],
  ['much', null],
  ['1e9', null],
  ['0.0000001', null],
])('%j is %j millionths', (typed, micros) => {
  expect(microsOf(typed)).toBe(micros)
})

test('an amount is written as it would be typed', () => {
  expect(dollarsOf(2_500_000)).toBe('2.5')
})

import { expect, test } from 'vitest'
import { passageAddress } from '@/components/documents/passageAddress'

test.each([
  ['version=2&start=10&end=40', { version: 2, start: 10, end: 40 }],
  ['start=0&end=40', { version: undefined, start: 0, end: 40 }],
  ['', { version: undefined, start: 0, end: 0 }],
  ['start=40&end=10', { version: undefined, start: 0, end: 0 }],
  ['start=-4&end=x', { version: undefined, start: 0, end: 0 }],
  ['start=1.5&end=9', { version: undefined, start: 0, end: 0 }],
])('?%s', (query, expected) => {
  expect(passageAddress(new URLSearchParams(query))).toEqual(expected)
})

import { expect, test } from 'vitest'
import { byteRange } from '@/app/api/byteRange'

test.each([
  ['bytes=0-9', { start: 0, end: 10 }],
  ['bytes=90-', { start: 90, end: 100 }],
  ['bytes=-10', { start: 90, end: 100 }],
  ['bytes=-1000', { start: 0, end: 100 }],
  ['bytes=99-1000', { start: 99, end: 100 }],
])('%s of 100 bytes is %j', (header, range) => {
  expect(byteRange(header, 100)).toEqual(range)
})

test.each([null, '', 'bytes=', 'bytes=-', 'bytes=5-2', 'bytes=0-1,4-5', 'lines=0-9', 'bytes=a-b'])('%j asks for the whole file', (header) => {
  expect(byteRange(header, 100)).toBeUndefined()
})

test.each([
  ['bytes=100-', 100],
  ['bytes=100-120', 100],
  ['bytes=-0', 100],
  ['bytes=0-', 0],
])('%s of %i bytes is not there', (header, size) => {
  expect(byteRange(header, size)).toBeNull()
})

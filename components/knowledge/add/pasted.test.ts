import { expect, test } from 'vitest'
import { completeAddress, pasted } from '@/components/knowledge/add/pasted'

test.each([' https://example.com/otters?a=b#c \n', 'HTTP://example.com'])('%j becomes a page', (text) => {
  expect(pasted(text)).toEqual({ kind: 'page', url: text.trim() })
})

test.each(['The otter eats fish, and it also likes shrimps, crabs and frogs.', 'one\ntwo', 'See https://example.com/otters\nfor more'])('%j becomes a text', (text) => {
  expect(pasted(text)).toEqual({ kind: 'text', text })
})

test.each(['', '  \n ', 'a few words', 'https://', 'example.com'])('%j is nothing', (text) => {
  expect(pasted(text)).toBeNull()
})

test.each([
  ['example.com/otters', 'https://example.com/otters'],
  ['example.com:8080', 'https://example.com:8080'],
  [' http://example.com ', 'http://example.com'],
  ['ftp://example.com', 'ftp://example.com'],
])('the address %j is completed to %j', (written, address) => {
  expect(completeAddress(written)).toBe(address)
})

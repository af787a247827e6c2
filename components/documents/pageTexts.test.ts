import { expect, test } from 'vitest'
import { pageTexts, passagesOn } from '@/components/documents/pageTexts'

const blocks = [
  { index: 3, page: 7, start: 100, text: 'One two.' },
  { index: 4, page: 7, start: 110, text: 'Three.' },
  { index: 5, page: 8, start: 118, text: 'Four five.' },
  { index: 6, page: 9, start: 130, text: 'Six.' },
]
const pages = pageTexts(blocks)

test('the blocks of a long page are one text, in which offsets stay right', () => {
  expect(pages[0]).toEqual({ page: 7, start: 100, text: 'One two.  Three.' })
  expect(pages.map(({ page }) => page)).toEqual([7, 8, 9])
})

test('a passage that goes on over the end of a page is marked on both', () => {
  const parts = passagesOn(pages, { start: 110, end: 122, isSeen: false })
  expect([...parts]).toEqual([
    [7, { text: 'One two.  Three.', start: 10, end: 16, isBeginning: true, isSeen: false }],
    [8, { text: 'Four five.', start: 0, end: 4, isBeginning: false, isSeen: false }],
  ])
})

test('a passage on one page is marked on no other, and none is marked nowhere', () => {
  expect([...passagesOn(pages, { start: 130, end: 134, isSeen: true }).keys()]).toEqual([9])
  expect(passagesOn(pages, { start: 0, end: 0, isSeen: false }).size).toBe(0)
  expect(passagesOn(pages, { start: 116, end: 118, isSeen: false }).size).toBe(0)
})

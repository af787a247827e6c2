import { expect, test } from 'vitest'
import { languageOf, markedText, windowsAround, withoutHeadings } from '@/components/documents/passage'

const block = { start: 100, text: 'The warranty lasts 24 months.' }

test('a passage inside a block is marked, and nothing is lost', () => {
  expect(markedText(block, 104, 112)).toEqual({ before: 'The ', marked: 'warranty', after: ' lasts 24 months.' })
})

test.each([
  ['from the block before', 80, 103, { before: '', marked: 'The', after: ' warranty lasts 24 months.' }],
  ['into the next block', 119, 400, { before: 'The warranty lasts ', marked: '24 months.', after: '' }],
  ['over the whole block', 0, 400, { before: '', marked: block.text, after: '' }],
  ['before the block', 0, 50, { before: '', marked: '', after: block.text }],
  ['after the block', 300, 400, { before: block.text, marked: '', after: '' }],
])('a passage %s marks only its part', (_, start, end, expected) => {
  expect(markedText(block, start, end)).toEqual(expected)
})

test('a passage at the edge of a window is read with its neighbours', () => {
  expect(windowsAround(0)).toEqual({ first: 0, last: 0 })
  expect(windowsAround(3)).toEqual({ first: 0, last: 1 })
  expect(windowsAround(4)).toEqual({ first: 0, last: 1 })
  expect(windowsAround(6)).toEqual({ first: 1, last: 1 })
})

test('a text is set in the language it is written in', () => {
  expect(languageOf('The warranty')).toBeUndefined()
  expect(languageOf('保修期为24个月')).toBe('zh-CN')
  expect(languageOf('保証期間は24か月です')).toBe('ja')
  expect(languageOf('보증 기간')).toBe('ko')
})

test('a passage begins after the headings that its place names', () => {
  expect(withoutHeadings('# Guide\n\n## Search\n\nIt reads.\n\nSearch', ['Guide', 'Search'])).toBe('It reads.\n\nSearch')
  expect(withoutHeadings('Search\nIt reads.', ['Guide', 'Search'])).toBe('It reads.')
  expect(withoutHeadings('It reads.', ['Search'])).toBe('It reads.')
  expect(withoutHeadings('## Search', ['Search'])).toBe('## Search')
})

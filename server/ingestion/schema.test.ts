import { expect, test } from 'vitest'
import { isInRanges, pagesInRanges } from '@/server/ingestion/chunking/pageRanges'
import { canonicalChunking, chunkingSchema, defaultChunking, delimiterLine, delimitersIn } from '@/server/ingestion/schema'

const messageOf = (settings: unknown) => chunkingSchema.safeParse(settings).error?.issues[0]?.message

test('what is left out is filled in', () => {
  expect(defaultChunking).toEqual({ method: 'general', chunkTokens: 256, overlapTokens: 0, delimiters: [], pages: [] })
})

test.each([
  [{ chunkTokens: 31 }, 'A chunk has 32 tokens or more'],
  [{ chunkTokens: 2_049 }, 'A chunk has 2,048 tokens at most'],
  [{ overlapTokens: -1 }, 'The overlap is 0 or more'],
  [{ chunkTokens: 100, overlapTokens: 51 }, 'The overlap is half of the chunk size at most'],
  [{ delimiters: [''] }, 'A delimiter has one character or more'],
  [{ pages: [[3, 2]] }, 'A page range goes from a lower number to a higher one'],
  [{ pages: [[0, 2]] }, 'Pages are counted from 1'],
  [{ method: 'picture' }, 'is not a way to cut documents; choose one of general, manual, qa, table, laws, book, paper, presentation, email, one'],
  [{ chunkSize: 3 }, 'Unrecognized key: "chunkSize"'],
])('%j is refused: %s', (settings, message) => {
  expect(messageOf(settings)).toBe(message)
})

test('delimiters are taken with and without a backslash, each once', () => {
  expect(chunkingSchema.parse({ delimiters: [String.raw`\n`, '\n', '。', '；', '！', '？', String.raw`\t`] }).delimiters).toEqual(['\n', '。', '；', '！', '？', '\t'])
})

test('page ranges are brought in order and joined, and all pages are as good as none', () => {
  expect(chunkingSchema.parse({ pages: [[7, 9], [1, 2], [3, 4], [8, 12]] }).pages).toEqual([[1, 4], [7, 12]])
  expect(chunkingSchema.parse({ pages: [[1, 1_000_000]] }).pages).toEqual([])
})

test('pages are counted by their ranges', () => {
  const { pages } = chunkingSchema.parse({ pages: [[2, 3], [6, 100]] })
  expect([1, 2, 3, 4, 6, 100, 101].filter((page) => isInRanges(pages, page))).toEqual([2, 3, 6, 100])
  expect([pagesInRanges(pages, 1), pagesInRanges(pages, 4), pagesInRanges(pages, 10), pagesInRanges([], 10)]).toEqual([0, 2, 7, 10])
})

test('a line of delimiters reads as RAGFlow writes it, and is written as it reads', () => {
  expect(delimitersIn(String.raw`\n!?。；！？`)).toEqual([String.raw`\n`, '!', '?', '。', '；', '！', '？'])
  expect(delimitersIn('`##`。`第`')).toEqual(['##', '。', '第'])
  const { delimiters } = chunkingSchema.parse({ delimiters: ['\n', '\n\n', '。', '---', '😀', '\t'] })
  expect(chunkingSchema.parse({ delimiters: delimitersIn(delimiterLine(delimiters)) }).delimiters).toEqual(delimiters)
})

test('settings that cut alike have one form', () => {
  const one = chunkingSchema.parse({ chunkTokens: 100, delimiters: ['。', '；'], pages: [[1, 2], [3, 3]] })
  const other = chunkingSchema.parse({ pages: [[1, 3]], delimiters: ['；', '。'], method: 'general', chunkTokens: 100 })
  expect(canonicalChunking(one)).toBe('{"chunkTokens":100,"delimiters":["。","；"],"method":"general","overlapTokens":0,"pages":[[1,3]]}')
  expect(canonicalChunking(other)).toBe(canonicalChunking(one))
  expect(canonicalChunking(chunkingSchema.parse({ ...one, method: 'one' }))).not.toBe(canonicalChunking(one))
})

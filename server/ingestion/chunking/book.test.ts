import { expect, test } from 'vitest'
import { cut, places } from '@/server/testing/chunks'

test('chapters begin chunks, whatever their names are', async () => {
  const book = 'Contents\nChapter 1 The Quay ........ 1\nChapter 2 The Goose ....... 9\n\nPROLOGUE\n\nIt was raining.\n\nCHAPTER 1\nThe Quay\n\nAs he said in\nChapter 2 of his memoirs, nobody came.\n\n### At noon\n\nThe train left.\n\nChapter II. The Goose\n\nIt escaped.'
  expect(await places('book', book)).toEqual([' | Contents', 'PROLOGUE | PROLOGUE', 'CHAPTER 1 The Quay | CHAPTER 1', 'Chapter II. The Goose | Chapter II. The Goose'])
})

test('回 and 卷 begin chunks, and the afterword is one', async () => {
  const book = '卷一\n\n第一回 甄士隐梦幻识通灵 贾雨村风尘怀闺秀\n\n此开卷第一回也。\n\n第二回　贾夫人仙逝扬州城\n\n却说封肃。\n\n第二回的题目很长。\n\n后记\n\n写于冬天。'
  expect(await places('book', book)).toEqual([
    '卷一 › 第一回 甄士隐梦幻识通灵 贾雨村风尘怀闺秀 | 卷一',
    '卷一 › 第二回　贾夫人仙逝扬州城 | 第二回　贾夫人仙逝扬州城',
    '卷一 › 后记 | 后记',
  ])
})

test('chunks are twice as large, and a chapter goes on over pages whose head repeats its title', async () => {
  const page = (number: number) => `Chapter 3 The Goose\n\n${`It escaped on page ${number}. `.repeat(20)}`
  const { chunks } = await cut('book', ...Array.from({ length: 12 }, (_, at) => page(at)))
  expect(chunks.slice(0, -1).every(({ tokenCount, headingPath }) => tokenCount > 400 && headingPath.join() === 'Chapter 3 The Goose')).toBe(true)
})

test('headings are chapters enough; without any the owner is told', async () => {
  expect((await cut('book', '# A story\n\nText.')).warnings).toEqual([])
  expect((await cut('book', 'Text.')).warnings).toEqual(['No chapters were found in this file, so it was cut as general text'])
})

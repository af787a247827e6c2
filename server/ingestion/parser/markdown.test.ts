import { expect, test } from 'vitest'
import { markdownHeadings } from '@/server/ingestion/parser/markdown'

const titles = (text: string) => [...markdownHeadings(text)].map(({ level, title }) => `${level} ${title}`)

test.each([
  ['# One\n## Two ##\n####### seven\n#no', ['1 One', '2 Two']],
  ['Title\n=====\n\nPart\n---\n', ['1 Title', '2 Part']],
  ['text\n\n---\n\n- item\n---\n', []],
  ['```sh\n# comment\n```\n~~~\n# no\n```\n~~~\n# Yes', ['1 Yes']],
  ['---\ntitle: x\n---\n# Real', ['1 Real']],
  ['# **Bold** [link](http://x) `code` snake_case', ['1 Bold link code snake_case']],
  ['## 🎮 快速开始', ['2 🎮 快速开始']],
  ['| a | b |\n|---|---|\n', []],
])('%j', (text, expected) => {
  expect(titles(text)).toEqual(expected)
})

test('offsets point at the heading', () => {
  const text = 'intro\n\n## Second\n\nThird\n---\n'
  expect([...markdownHeadings(text)].map(({ offset }) => text.slice(offset, offset + 5))).toEqual(['## Se', 'Third'])
})

test('a line of a million spaces takes no time', () => {
  const asked = performance.now()
  expect(titles(`# ${' '.repeat(1_000_000)}x\n# ok`)).toEqual(['1 ok'])
  expect(performance.now() - asked).toBeLessThan(1_000)
})

import { expect, test } from 'vitest'
import { sizesAround } from '@/server/ingestion/chunking/sizes'
import type { Page } from '@/server/ingestion/parser/reading'
import { chunkingSchema } from '@/server/ingestion/schema'
import type { Chunking } from '@/server/ingestion/schema'
import { chunked, pageOf } from '@/server/testing/chunks'

const { enough } = sizesAround(256)

const chunk = async (pages: Parameters<typeof chunked>[0], chunking?: Chunking) => (await chunked(pages, chunking)).chunks
const words = (count: number, word = 'word') => Array.from({ length: count }, (_, at) => `${word}${at % 7 === 6 ? '.' : ''}`).join(' ')

/** A document with all that the default looks at: headings, long and short paragraphs in two languages, pages, a table, a word without end. */
function guide(): Page[] {
  const sentences = (from: number, count: number) => Array.from({ length: count }, (_, at) => `Sentence ${from + at} of this guide tells what the tramway of Osmere does in weather number ${from + at}.`).join(' ')
  const rows = Array.from({ length: 60 }, (_, at) => `| ${at} | Kestrel | ${at * 7} km |`).join('\n')
  return [
    `# Guide\n\n## Weather\n\n${sentences(0, 9)}\n\n${sentences(9, 40)}\n\n### Snow\n\n${sentences(49, 3)}`,
    `${sentences(52, 12)}\n\n## 海堤\n\n${'青榆岛的海堤建于一八七四年，全长六千二百米。'.repeat(60)}`,
    '',
    `## Log\n\n${rows}\n\n${'x'.repeat(4_000)}`,
  ].map((text, at) => pageOf(text, at + 1))
}

// The benches were measured with these borders: who moves them measures again.
test('the default cuts a document where it always did', async () => {
  const borders = (await chunk(guide())).map(({ start, end }) => [start, end])
  expect(borders).toEqual([[0, 1205], [1206, 2495], [2496, 3785], [3786, 4484], [4486, 5517], [5519, 5834], [5834, 6164], [6164, 6494], [6494, 6846], [6850, 7662], [7663, 8390], [8392, 10632], [10632, 12392]])
})

test('prose is cut at paragraphs into chunks near the target', async () => {
  const chunks = await chunk([pageOf(Array.from({ length: 40 }, () => words(80)).join('\n\n'))])
  for (const { text, tokenCount } of chunks.slice(0, -1)) {
    expect(tokenCount).toBeGreaterThanOrEqual(enough)
    expect(text.split('\n\n').every((paragraph) => paragraph === words(80))).toBe(true)
  }
})

test('a long paragraph is cut after sentences, Chinese ones too', async () => {
  const chinese = '这是一个关于海岛的句子，它不太长。'.repeat(80)
  const chunks = await chunk([pageOf(chinese)])
  expect(chunks.length).toBeGreaterThan(2)
  expect(chunks.every(({ text }) => text.endsWith('。'))).toBe(true)
})

test('rows of a table are never cut, however long it is', async () => {
  const rows = Array.from({ length: 200 }, (_, at) => `| row ${at} | some words of a cell, and. more of them | ${at * 7} |`)
  const chunks = await chunk([pageOf(rows.join('\n'))])
  expect(chunks.length).toBeGreaterThan(3)
  expect(chunks.flatMap(({ text }) => text.split('\n'))).toEqual(rows)
})

test('a chunk stands under its headings and never under those of two major sections', async () => {
  const chunks = await chunk([pageOf('# Book\n\n## One\n\nFirst text.\n\n## Two\n\nSecond text.\n\n### Detail\n\nA detail.')])
  expect(chunks.map(({ text, headingPath }) => ({ text, headingPath }))).toEqual([
    { text: '# Book\n\n## One\n\nFirst text.', headingPath: ['Book', 'One'] },
    { text: '## Two\n\nSecond text.\n\n### Detail\n\nA detail.', headingPath: ['Book', 'Two'] },
  ])
})

test('a heading is never a chunk alone when text follows it', async () => {
  const [first] = await chunk([pageOf(`## Heading\n\n${words(310)}`)])
  expect(first?.text).toContain('word')
})

test('short pages are read on in one chunk, and it says where it starts', async () => {
  const chunks = await chunk([pageOf('One line.', 1), pageOf('', 2), pageOf('Another line.', 3)])
  expect(chunks).toMatchObject([{ text: 'One line.\n\n\n\nAnother line.', page: 1, start: 0 }])
})

test('rows of a table that is cut stand under its header row', async () => {
  const rows = Array.from({ length: 200 }, (_, at) => `| ${at} | some words of a cell | 12 |`)
  const [first, ...others] = await chunk([pageOf(`Text before.\n\n${['| Number | Words | Price |', '|---|---|---|', ...rows].join('\n')}\n\nText after.`)])
  expect(first?.context).toBe('')
  expect(others.length).toBeGreaterThan(3)
  for (const { text, context } of others.filter((other) => other.text.startsWith('|'))) {
    expect(context).toBe('| Number | Words | Price |')
    expect(text).not.toContain('Price')
  }
})

test('a chunk repeats whole sentences of the one before it, as many as the overlap allows', async () => {
  const sentences = Array.from({ length: 60 }, (_, at) => `这是关于海岛的第${at}个句子，它不太长。`)
  const chunks = await chunk([pageOf(sentences.join(''))], chunkingSchema.parse({ chunkTokens: 100, overlapTokens: 40 }))
  expect(chunks.length).toBeGreaterThan(8)
  for (const [at, { text, start }] of chunks.entries()) {
    const before = chunks[at - 1]
    const shared = before === undefined ? '' : before.text.slice(start - before.start)
    expect(text.startsWith(shared)).toBe(true)
    expect(shared.match(/。/g) ?? []).toHaveLength(at === 0 ? 0 : 2)
    expect(text).toMatch(/^这是.*。$/)
  }
})

test('an overlap goes over the end of a page, and never over a heading', async () => {
  const settings = chunkingSchema.parse({ chunkTokens: 64, overlapTokens: 32 })
  const [, second] = await chunk([pageOf(`${words(60)}. The end of the page.`, 1), pageOf(`Its other half. ${words(20)}`, 2)], settings)
  expect(second).toMatchObject({ page: 1, text: `The end of the page.\n\nIts other half. ${words(20)}` })
  const under = await chunk([pageOf(`${words(70)}. The last.\n\n## Next\n\nOther words.`)], settings)
  expect(under.at(-1)?.text).toBe('## Next\n\nOther words.')
})

test.each([
  [['。', '；'], '一二三。四五六；七八九，十', ['一二三。', '四五六；', '七八九，十']],
  [['；', '！', '？'], '她说：“走吧！”他问：“去哪里？”；没有人答', ['她说：“走吧！”', '他问：“去哪里？”；', '没有人答']],
  [['\\n'], 'One. Two.\nThree.', ['One. Two.', 'Three.']],
  [['---', '-'], 'a---b-c', ['a---', 'b-', 'c']],
  [['.*'], 'a.b.*c', ['a.b.*', 'c']],
])('text is cut after the delimiters %j, and nowhere else', async (delimiters, text, expected) => {
  const long = expected.reduce((longer, part) => longer.replace(part, `${'字'.repeat(30)}${part}`), text)
  const chunks = await chunk([pageOf(long)], chunkingSchema.parse({ chunkTokens: 32, delimiters }))
  expect(chunks.map((one) => one.text.replaceAll('字', ''))).toEqual(expected)
})

test('a piece between two delimiters that is too long is cut all the same', async () => {
  const chunks = await chunk([pageOf('字'.repeat(1_000))], chunkingSchema.parse({ delimiters: ['。'] }))
  expect(chunks.length).toBeGreaterThan(2)
})

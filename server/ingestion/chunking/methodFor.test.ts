import fc from 'fast-check'
import { expect, test } from 'vitest'
import { oneTokens } from '@/server/ingestion/chunking/one'
import { abstractTokens } from '@/server/ingestion/chunking/paper'
import { sizesAround } from '@/server/ingestion/chunking/sizes'
import { chunkingSchema, chunkMethodSchema, chunkMethods } from '@/server/ingestion/schema'
import type { Chunking } from '@/server/ingestion/schema'
import { chunked, pageOf } from '@/server/testing/chunks'
import { countTokens } from '@/server/text/tokens'

const words = (count: number) => Array.from({ length: count }, (_, at) => `word${at % 7 === 6 ? '.' : ''}`).join(' ')
/** Pieces that mean something to one method or another. */
const pieces = fc.oneof(
  fc.constantFrom('# Title\n', '## What is it?\n\n', '### Detail\n', '\n', '\n\n', ' ', '\u3000', '中文没有空格。', '第二句；', '😀', '```\n# code\n```\n'),
  fc.constantFrom('\nArticle 12\nIts title\n', '\n第三章 总则\n', '\n第十二条 国家应当。', '\n§ 5 Scope\n', '\nSection 3. Words.', '\nChapter 7\n', '\n第三回 风雪\n', '\nPrologue\n'),
  fc.constantFrom('\n\nAbstract\n', '\n摘要：本文', '\n\n1 Introduction\n', '\n\n1.1 Data\n', '\n\n一、引言\n', '\n\nReferences\n', '[1] A. B. [2] C.\n', '[3] D.\n'),
  fc.constantFrom('\n| a | b |', '\n| --- | --- |', '\n| question | answer |', '\n| one | two | three |', 'tab\tstop\n', '\nQ: What? A: That.\n', '\n问：什么？\n', '\n答：这个。\n'),
  fc.constantFrom('Subject: Words\nFrom: Ada <a@example.org>\n\n', '\nOn Monday, Ada wrote:\n', '\n> quoted', '\n-----Original Message-----\n', '\n---\n', '- item\n', 'Dr. Who said 3.5. '),
  fc.nat(120).map((count) => `${words(count)}. `),
  fc.nat(60).map((count) => '\n| some | words |'.repeat(count)),
  fc.nat(400).map((count) => `${'汉字，'.repeat(count)}。`),
  fc.nat(3_000).map((count) => 'x'.repeat(count)),
  fc.string({ unit: 'grapheme' }),
)
const pages = fc.array(fc.array(pieces, { maxLength: 25 }).map((parts) => parts.join('')), { minLength: 1, maxLength: 4 })
const settings = fc.record({
  chunkTokens: fc.integer({ min: 32, max: 400 }),
  overlap: fc.constantFrom(0, 0.25, 0.5),
  delimiters: fc.constantFrom([], ['\n', '。', '；', '！', '？'], ['word', '\n\n'], ['.']),
})

/** Rare kinds of white space count as tokens, but not where text is cut. */
const tokensOf = (text: string) => countTokens(text.replaceAll(/\s+/g, ' '))

/** The tokens that a chunk may have. */
function bound({ method, chunkTokens }: Chunking): number {
  const times = chunkMethods[method].timesChunkTokens
  if (times === null) return oneTokens
  const { limit, tail } = sizesAround(chunkTokens * times)
  return (method === 'paper' ? Math.max(limit, abstractTokens) : limit) + tail
}

test.each(chunkMethodSchema.options)('C81 %s: chunks are exact, bounded and in order, share no more than they may, and lose nothing but white space', async (method) => {
  await fc.assert(
    fc.asyncProperty(pages, settings, fc.boolean(), async (texts, { chunkTokens, overlap, delimiters }, hasPages) => {
      const chunking = chunkingSchema.parse({ method, chunkTokens, overlapTokens: Math.floor(chunkTokens * overlap), delimiters })
      const document = texts.join('\n\n')
      const starts = texts.map((_, at) => texts.slice(0, at).join('\n\n').length + (at === 0 ? 0 : 2))
      const read = texts.map((text, at) => pageOf(text, hasPages ? at + 1 : null))
      const { chunks } = await chunked(read, chunking)
      let [start, end] = [-1, 0]
      for (const [at, one] of chunks.entries()) {
        expect(one.index).toBe(at)
        expect(one.text).toBe(document.slice(one.start, one.end))
        expect(one.text.trim()).toBe(one.text)
        expect(one.text).not.toBe('')
        expect(one.start).toBeGreaterThan(start)
        expect(one.end).toBeGreaterThan(end)
        expect(document.slice(end, one.start).trim()).toBe('')
        expect(tokensOf(document.slice(one.start, end))).toBeLessThanOrEqual(chunking.overlapTokens)
        expect(tokensOf(one.text)).toBeLessThanOrEqual(bound(chunking))
        expect(one.page).toBe(hasPages ? starts.findLastIndex((pageStart) => pageStart <= one.start) + 1 : null)
        expect(one.context === '' ? [] : one.context.split('\n').filter((line) => one.text.includes(line))).toEqual([])
        start = one.start
        end = one.end
      }
      expect(document.slice(end).trim()).toBe('')
      expect((await chunked(read, chunking)).chunks).toEqual(chunks)
    }),
    { numRuns: 100 },
  )
})

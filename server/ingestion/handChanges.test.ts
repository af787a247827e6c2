import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chunkerFor } from '@/server/ingestion/chunk'
import { type HandChange, HandChanges, type HandChunk } from '@/server/ingestion/handChanges'
import { defaultChunking } from '@/server/ingestion/schema'

const text = Array.from({ length: 40 }, (_, at) => `The otter number ${at} was seen from the tower in the morning, and again in the evening.`).join('\n\n')

async function cut(chunkTokens: number, overlapTokens: number) {
  const chunker = await chunkerFor({ ...defaultChunking, chunkTokens, overlapTokens })
  return [...chunker.add({ page: null, text, headings: [] }), ...chunker.end()]
}

async function cutWith(changes: readonly HandChange[], chunkTokens: number, overlapTokens = 0): Promise<{ chunks: HandChunk[]; lostCount: number }> {
  const kept = new HandChanges(changes)
  const chunks = (await cut(chunkTokens, overlapTokens)).flatMap((chunk) => kept.add(chunk))
  return { chunks: [...chunks, ...kept.end()], lostCount: kept.lostCount }
}

/** A change of the words from one place to another. */
const at = (start: number, end: number, change: Partial<HandChunk> = { text: 'Nobody saw it.', editedAt: new Date(0) }): HandChange => {
  const original = text.slice(start, end)
  return { start, end, text: original, page: null, headingPath: [], context: '', tokenCount: 1, keywords: [], isEnabled: true, editedAt: null, earlier: [], ...change, original }
}

describe('a text of somebody’s own', () => {
  test('takes its place, in whatever sizes the document is cut, and everything else stays where it was', async () => {
    const sizes = fc.record({ chunkTokens: fc.integer({ min: 16, max: 400 }), overlap: fc.double({ min: 0, max: 0.5, noNaN: true }) })
    const place = fc.tuple(fc.nat(text.length - 1), fc.integer({ min: 1, max: 600 })).map(([start, length]) => at(start, Math.min(text.length, start + length)))
    await fc.assert(
      fc.asyncProperty(sizes, fc.array(place, { minLength: 1, maxLength: 4 }), async ({ chunkTokens, overlap }, drawn) => {
        const changes = drawn.filter(({ original }) => original.trim() !== '')
        const { chunks, lostCount } = await cutWith(changes, chunkTokens, Math.floor(chunkTokens * overlap))
        expect(lostCount).toBe(0)
        expect(chunks.filter(({ editedAt }) => editedAt !== null)).toHaveLength(changes.length)
        const covered = new Set<number>()
        for (const chunk of chunks) for (let offset = chunk.start; offset < chunk.end; offset += 1) covered.add(offset)
        for (let offset = 0; offset < text.length; offset += 1) expect(text.charAt(offset).trim() === '' || covered.has(offset)).toBe(true)
        for (const chunk of chunks.filter(({ editedAt }) => editedAt === null)) {
          expect(chunk.text).toBe(text.slice(chunk.start, chunk.end))
          for (const { start, end } of changes) expect(chunk.start >= end || chunk.end <= start).toBe(true)
        }
      }),
      { numRuns: 60 },
    )
  })

  test('is lost, and counted, where the document says something else by now', async () => {
    const { chunks, lostCount } = await cutWith([{ ...at(100, 300), original: 'x'.repeat(200) }], 64)
    expect(lostCount).toBe(1)
    expect(chunks.map((chunk) => chunk.text)).toEqual((await cut(64, 0)).map((chunk) => chunk.text))
  })
})

test('keywords, and being off, go to what is cut from most of their place', async () => {
  const [first, second] = await cut(64, 0)
  if (first === undefined || second === undefined) return expect.unreachable()
  const changes = [at(first.start, first.end, { keywords: ['水獭'] }), at(second.start, second.end, { isEnabled: false })]
  const { chunks, lostCount } = await cutWith(changes, 32)
  expect(lostCount).toBe(0)
  const within = ({ start, end }: { start: number; end: number }) => chunks.filter((chunk) => chunk.start >= start && chunk.end <= end)
  expect(within(first).length).toBeGreaterThan(1)
  expect(within(first).every(({ keywords, isEnabled }) => keywords.includes('水獭') && isEnabled)).toBe(true)
  expect(within(second).every(({ keywords, isEnabled }) => keywords.length === 0 && !isEnabled)).toBe(true)
  expect(chunks.filter(({ start }) => start >= second.end).every(({ isEnabled }) => isEnabled)).toBe(true)
})

test('what was written stands at the end', async () => {
  const written = at(0, 0, { text: 'Otters hold hands.', editedAt: new Date(0) })
  const { chunks, lostCount } = await cutWith([written], 64)
  expect(chunks.at(-1)?.text).toBe('Otters hold hands.')
  expect(lostCount).toBe(0)
})

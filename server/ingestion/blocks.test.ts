import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blocks } from '@/server/ingestion/blocks'

test('blocks are slices of readable length, with nothing but white space between them', () => {
  const pieces = fc.constantFrom('\n\n', '\n', ' ', 'A sentence. ', '汉字。', 'x'.repeat(3_000), '😀'.repeat(2_001), 'word '.repeat(700))
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
      const text = parts.join('')
      let end = 0
      for (const block of blocks(text)) {
        expect(block.text).toBe(text.slice(block.start, block.start + block.text.length))
        expect(block.text.isWellFormed()).toBe(true)
        expect(block.text.length).toBeLessThanOrEqual(12_000)
        expect(text.slice(end, block.start).trim()).toBe('')
        end = block.start + block.text.length
      }
      expect(text.slice(end).trim()).toBe('')
    }),
  )
})

test('a long text is cut between paragraphs', () => {
  const paragraph = 'Some words. '.repeat(100).trim()
  const cut = [...blocks(Array.from({ length: 30 }, () => paragraph).join('\n\n'))]
  expect(cut.length).toBeGreaterThan(2)
  expect(cut.every(({ text }) => text.split('\n\n').every((one) => one === paragraph))).toBe(true)
})

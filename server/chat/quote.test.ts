import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CitablePassage, fromDocument } from '@/server/chat/passage'
import { cite } from '@/server/chat/quote'
import { createHit } from '@/server/testing/hits'

const before = 'What stands before the passage. '

/** A passage that stands behind another text in its document. */
function hit(text: string): CitablePassage {
  return fromDocument(createHit(text, { documentName: 'otters.md', version: 3, index: 1, start: before.length, end: before.length + text.length, page: 2, headingPath: ['Otters'], score: 0.5 }), [], null)
}

const english = 'Otters live along rivers. They eat about a kilogram of fish every day. Their fur has 50,000 hairs per square centimetre.'
const chinese = '水獭住在河边。它们每天吃大约一公斤的鱼。它们的皮毛很密。'

describe('a quote', () => {
  test.each([
    ['the sentence that the claim shares its words with', english, 'An otter needs one kilogram of fish a day', 'They eat about a kilogram of fish every day.'],
    ['the claim just before the marker, not an earlier one', english, 'It eats fish every day. Its fur has very many hairs', 'Their fur has 50,000 hairs per square centimetre.'],
    ['a Chinese sentence for a Chinese claim', chinese, '水獭每天要吃一公斤鱼', '它们每天吃大约一公斤的鱼。'],
    ['the sentence behind a list item', english, 'They eat:\n\n- fish, every day\n- ', 'They eat about a kilogram of fish every day.'],
  ])('is %s', (_name, text, answer, quote) => {
    expect(cite(hit(text), 1, answer).quote.trim()).toBe(quote)
  })

  test('is on its own page, where its passage runs over a page end', () => {
    const passage = { ...hit(english), pageBreaks: [{ start: before.length + english.indexOf('Their fur'), page: 3 }] }
    expect(cite(passage, 1, 'It eats fish every day').page).toBe(2)
    expect(cite(passage, 1, 'Its fur has very many hairs').page).toBe(3)
  })

  test('without a word in common is the first sentence', () => {
    expect(cite(hit(english), 1, 'Zebras gallop').quote.trim()).toBe('Otters live along rivers.')
  })

  test('keeps what the passage is, where it stands and its number', () => {
    const passage = hit(english)
    const { documentId, chunkId, documentName, version, page, headingPath } = passage
    expect(cite(passage, 4, 'fish')).toMatchObject({ ordinal: 4, documentId, chunkId, documentName, version, page, headingPath, passage: english, score: 0.5 })
  })

  test('is the text of the document at its offsets, whatever passage and answer are', () => {
    const piece = fc.constantFrom('Otters eat fish. ', '水獭吃鱼。', '🦦', '\n', '  ', '1.5 kg', '…', 'e.g. this', '“Quote.” ', '\u{2028}', 'é', '')
    const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''))
    fc.assert(
      fc.property(text, text, (passage, answer) => {
        const { start, end, quote } = cite(hit(passage), 1, answer)
        expect((before + passage).slice(start, end)).toBe(quote)
        expect(end).toBeGreaterThanOrEqual(start)
      }),
      { numRuns: 500 },
    )
  })
})

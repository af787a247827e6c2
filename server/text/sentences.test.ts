import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sentences } from '@/server/text/sentences'

const cut = (text: string) => sentences(text).map(({ start, end }) => text.slice(start, end))

test.each([
  ['One. Two! Three?', ['One.', 'Two!', 'Three?']],
  ['It costs 3.5 euros, e.g. at noon. Dr. Smith agreed.', ['It costs 3.5 euros, e.g. at noon.', 'Dr. Smith agreed.']],
  ['It was John C. Messenger of the U.S. Army. He won Brown v. Board.', ['It was John C. Messenger of the U.S. Army.', 'He won Brown v. Board.']],
  ['It holds vitamin C. The rest is water. So do I. Then it froze.', ['It holds vitamin C.', 'The rest is water.', 'So do I.', 'Then it froze.']],
  ['今天天气很好。我们去公园吧！好吗？', ['今天天气很好。', '我们去公园吧！', '好吗？']],
  ['他说：“走吧。”然后离开了；没有回头。', ['他说：“走吧。”', '然后离开了；', '没有回头。']],
  ['A heading\nIts text.', ['A heading', 'Its text.']],
  ['This line was\nwrapped by hand. Next.', ['This line was\nwrapped by hand.', 'Next.']],
  ['  \n ', []],
])('%j', (text, expected) => {
  expect(cut(text)).toEqual(expected)
})

test('sentences are in order, do not overlap and lose nothing but white space', () => {
  const texts = fc.array(fc.constantFrom('Dr.', ' ', '\n', '。', '；', '!', 'word', '中文', '3.5', '😀', '\u3000', '“', 'x'.repeat(5_000)), { maxLength: 40 }).map((parts) => parts.join(''))
  fc.assert(
    fc.property(texts, (text) => {
      const spans = sentences(text)
      let end = 0
      for (const span of spans) {
        expect(span.start).toBeGreaterThanOrEqual(end)
        expect(text.slice(end, span.start).trim()).toBe('')
        expect(span.end).toBeGreaterThan(span.start)
        end = span.end
      }
      expect(text.slice(end).trim()).toBe('')
    }),
  )
})

test('a long text without any mark, space or line end takes time in proportion to its length', () => {
  const asked = performance.now()
  expect(sentences('汉字'.repeat(500_000)).length).toBeGreaterThan(0)
  expect(performance.now() - asked).toBeLessThan(3_000)
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tellingTermsOf, matchesIn } from '@/server/retrieval/matches'

const matched = (question: string, text: string): string[] => matchesIn(tellingTermsOf(question), text).map(([start, end]) => text.slice(start, end))

test.each([
  ['How long is the warranty?', 'The warranty lasts as long as it is named.', ['warranty', 'long']],
  ['warranties', 'One warranty, two Warranties', ['warranty', 'Warranties']],
  ['resume', 'His résumé', ['résumé']],
  ['covid-19 rules', 'Rules on COVID-19.', ['Rules', 'COVID-19']],
  ['保修期多长', '产品的保修期为24个月。', ['保修期']],
  ['电池的保修期', '本产品的保修期，电池的除外', ['保修期', '电池']],
  ['水獭吃什么？', '水獺每天吃大約一公斤的魚。', ['水獺', '吃']],
  ['ＡＢＣ１２３', 'see abc123', ['abc123']],
  ['what is it', 'What it is', ['What', 'it', 'is']],
  ['zebra', 'nothing of it', []],
])('“%s” in “%s” marks %j', (question, text, expected) => {
  expect(matched(question, text)).toEqual(expected)
})

test('marks lie in the text, in order, and do not touch', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'The ', 'covid-19 ', '保', '修期', '😀', '。', ' ', 'é', '𠮷', 'ﬁ', 'が') })
  fc.assert(
    fc.property(text, text, (question, passage) => {
      const spans = matchesIn(tellingTermsOf(question), passage)
      expect(spans.every(([start, end]) => start >= 0 && start < end && end <= passage.length)).toBe(true)
      expect(spans.every(([start], at) => at === 0 || start > (spans[at - 1]?.[1] ?? 0))).toBe(true)
    }),
  )
})

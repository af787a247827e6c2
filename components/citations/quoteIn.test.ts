import { expect, test } from 'vitest'
import { quoteIn } from '@/components/citations/quoteIn'

test('a quote is found in its passage although its lines are joined differently', () => {
  const passage = 'Before it. Parley checks\nevery marker (twice). After it.'
  expect(quoteIn(passage, 'Parley checks every marker (twice).')).toEqual({
    before: 'Before it. ',
    quote: 'Parley checks\nevery marker (twice).',
    after: ' After it.',
  })
})

test('a long passage is cut at words on both sides', () => {
  const passage = `${'before '.repeat(50)}the quote ${'after '.repeat(50)}`
  const { before, after } = quoteIn(passage, 'the quote', 20)
  expect(before).toBe('…before before ')
  expect(after).toBe(' after after after…')
})

test('a Chinese passage is cut at its punctuation', () => {
  const passage = `${'这是前文，'.repeat(20)}引用在此。${'这是后文。'.repeat(20)}`
  const { before, quote, after } = quoteIn(passage, '引用在此。', 12)
  expect(before).toBe('…这是前文，这是前文，')
  expect(quote).toBe('引用在此。')
  expect(after).toBe('这是后文。这是后文…')
})

test('a quote that its passage does not hold stands alone', () => {
  expect(quoteIn('Something else', ' The quote ')).toEqual({ before: '', quote: 'The quote', after: '' })
})

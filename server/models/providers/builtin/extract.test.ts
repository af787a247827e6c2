import { describe, expect, test } from 'vitest'
import { builtinDimensions, embedText } from '@/server/models/providers/builtin/embed'
import { extract } from '@/server/models/providers/builtin/extract'
import { answerHint } from '@/server/models/providers/builtin/questionType'
import type { PassageToQuote } from '@/server/models/providers/builtin/reading'

const otters = {
  text: 'Otters live along rivers in Europe. The first reserve for otters was opened in 1978 by Anna Berg. They eat mostly fish. Tourists visit in summer.',
}
const pandas = { text: '大熊猫生活在四川的山区。它们主要吃竹子。第一个保护区于1963年建立。每年有很多游客参观。' }

const quoted = (question: string, ...passages: PassageToQuote[]) => extract(question, passages).sentences.map((sentence) => sentence.text)

describe('extract', () => {
  test('quotes the sentence that answers an English question', () => {
    expect(quoted('When was the first otter reserve opened?', otters, pandas)).toContain('The first reserve for otters was opened in 1978 by Anna Berg.')
  })

  test('quotes the sentence that answers a Chinese question, also one in traditional characters', () => {
    expect(quoted('大熊猫的第一个保护区是哪一年建立的？', pandas, otters)).toContain('第一个保护区于1963年建立。')
    expect(quoted('大熊貓的第一個保護區是哪一年建立的？', pandas, otters)).toContain('第一个保护区于1963年建立。')
  })

  test('quotes at most two sentences, at the places where they stand', () => {
    const passages = [otters, pandas, otters]
    const { sentences } = extract('Where do otters live and what do they eat?', passages)
    expect(sentences.length).toBeGreaterThan(0)
    expect(sentences.length).toBeLessThanOrEqual(2)
    expect(sentences.map(({ passageIndex, start, end }) => passages[passageIndex]?.text.slice(start, end))).toEqual(sentences.map(({ text }) => text))
  })

  test('quotes a sentence for what the one before it is about', () => {
    const text = 'The harbour of Lindow is old. Fishing ended long ago. The lighthouse was painted by Karl Witt. It was opened in 1905 and still works.'
    expect(quoted('When was the lighthouse of Lindow opened?', { text })).toContain('It was opened in 1905 and still works.')
  })

  test('clauses between wide semicolons are one sentence', () => {
    expect(quoted('水獭吃什么？', { text: '水獭住在河边；它们主要吃鱼。冬天也不冬眠。' })).toContain('水獭住在河边；它们主要吃鱼。')
  })

  test('quotes nothing when the passages are about something else, or there are none', () => {
    expect(quoted('How is the interest of a mortgage calculated?', otters, pandas)).toEqual([])
    expect(quoted('房贷利率怎么计算？', otters, pandas)).toEqual([])
    expect(quoted('anything')).toEqual([])
    expect(quoted('', otters)).toEqual([])
    expect(quoted('otters', { text: '' })).toEqual([])
  })

  test('believes what retrieval says about how much of the question is covered', () => {
    expect(quoted('Where do otters sleep in winter?', { ...otters, coverage: 0.05 })).toEqual([])
    expect(quoted('Where do otters sleep in winter?', { ...otters, coverage: 0.9 })).not.toEqual([])
  })

  test('a name or a number that the passage lacks speaks against it', () => {
    expect(quoted('Which reserve for otters was opened in 1978?', { ...otters, coverage: 0.25 })).not.toEqual([])
    expect(quoted('Which reserve for otters was opened in 1905?', { ...otters, coverage: 0.25 })).toEqual([])
    expect(quoted('When did Anna Berg visit the otters?', { ...otters, coverage: 0.35 })).not.toEqual([])
    expect(quoted('When did Karl Witt visit the otters?', { ...otters, coverage: 0.35 })).toEqual([])
  })

  test('the headings above a passage say what it is about', () => {
    const text = 'It was opened in 1905 and still works. Visitors climb its stairs in summer.'
    const question = 'When was the lighthouse of Lindow opened?'
    expect(quoted(question, { text })).toEqual([])
    expect(quoted(question, { text, headingPath: ['The lighthouse of Lindow'] })).toContain('It was opened in 1905 and still works.')
  })
})

test.each([
  ['When did it open?', 'It opened in May 1978.', 'It opened late.'],
  ['哪一年建立的？', '建立于1963年。', '建立于山区。'],
  ['How many of the 12 rooms are free?', 'Seven of them.', 'The 12 rooms.'],
  ['有多少人参加？', '约三百人参加。', '很少有人参加。'],
  ['Who wrote it?', 'It was written by Anna Berg.', 'it was written quickly.'],
  ['Who followed Anna?', 'After that Berg came.', 'After that Anna left.'],
  ['为什么关闭？', '因为下雨而关闭。', '昨天关闭。'],
])('the question %s asks for something like “%s”, not “%s”', (question, answer, other) => {
  const isAnswer = answerHint(question)
  expect(isAnswer(answer)).toBe(true)
  expect(isAnswer(other)).toBe(false)
})

describe('embedText', () => {
  const similarity = (a: string, b: string) => embedText(a).reduce((sum, value, at) => sum + value * (embedText(b)[at] ?? 0), 0)

  test('gives vectors of length one, the same for the same text', () => {
    const vector = embedText('The otter swims. 水獭游泳。')
    expect(vector).toHaveLength(builtinDimensions)
    expect(Math.hypot(...vector)).toBeCloseTo(1, 5)
    expect(embedText('The otter swims. 水獭游泳。')).toEqual(vector)
    expect([...embedText('?!')].every((value) => value === 0)).toBe(true)
  })

  test('texts that share words are nearer than texts that do not', () => {
    expect(similarity('swimming otters', 'an otter swims')).toBeGreaterThan(similarity('swimming otters', 'mortgage interest rates') + 0.3)
    expect(similarity('水獭在河里游泳', '河里的水獭')).toBeGreaterThan(similarity('水獭在河里游泳', '房贷利率计算') + 0.3)
  })
})

import { describe, expect, test } from 'vitest'
import { fold, normalise } from '@/server/text/normalise'
import { questionTerms, terms, termSpans } from '@/server/text/terms'

describe('terms', () => {
  test('English words that differ in their endings are the same term', () => {
    expect(terms('The studies studied STUDYING')).toEqual(['the', 'studi', 'studi', 'studi'])
    expect(terms("The king's men don't")).toEqual(['the', 'king', 'men', 'do'])
  })

  test('Chinese gives characters, pairs and longer words', () => {
    expect(terms('机器学习')).toEqual(expect.arrayContaining(['机', '器', '学', '习', '机器', '器学', '学习']))
    expect(terms('中华人民共和国')).toContain('共和国')
  })

  test('traditional and simplified Chinese, wide and narrow letters are the same terms', () => {
    expect(terms('軟體開發')).toEqual(terms('软体开发'))
    expect(terms('ＡＢＣ１２３')).toEqual(terms('abc123'))
    expect(terms('ｶﾞ')).toEqual(terms('ガ'))
    expect(terms('\u1100\u1161')).toEqual(terms('가'))
  })

  test('accents do not matter, however they are written', () => {
    expect(terms('café résumé')).toEqual(terms('cafe\u0301 resume'))
  })

  test('numbers and identifiers stay whole', () => {
    expect(terms('1,000.50')).toEqual(['1000.50'])
    expect(terms('1,2,3')).toEqual(['1', '2', '3', '1,2,3'])
    expect(terms('COVID-19')).toEqual(['covid', '19', 'covid-19'])
    expect(terms('v1.2.3')).toContain('v1.2.3')
    expect(terms('the U.S. army')).toEqual(['the', 'us', 'armi'])
  })

  test('mixed text is split where the script changes', () => {
    expect(terms('第3章 LanceDB的索引')).toEqual(['第', '3', '章', 'lancedb', '的', '索', '的索', '引', '索引'])
  })

  test('initials without end are a term like others', () => {
    expect(terms('a.b.'.repeat(500) + 'c').every((term) => term.length <= 64)).toBe(true)
  })

  test('no term holds white space or is a mark of the index, and none is endless', () => {
    const found = terms(`a | . b\u3000c\u00a0d ${'x'.repeat(5_000)} \ud800 𠮷野家`)
    expect(found.filter((term) => /\s|^[|.]$/u.test(term) || term.length > 64)).toEqual([])
    expect(found).toContain('𠮷野')
  })

  test('a question keeps its stop words only when it has no others', () => {
    expect(questionTerms('What is the capital of France?')).toEqual(['capit', 'franc'])
    expect(questionTerms('the who')).toEqual(['the', 'who'])
    expect(questionTerms('…')).toEqual([])
  })
})

describe('places', () => {
  const marked = (text: string) => termSpans(text).map(({ term, start, end }) => [term, text.slice(start, end)])

  test('point into the original text although folding changed its length', () => {
    expect(marked('ﬁnally 軟體 cafe\u0301 ½')).toEqual([
      ['final', 'ﬁnally'],
      ['软', '軟'],
      ['体', '體'],
      ['软体', '軟體'],
      ['cafe', 'cafe\u0301'],
      ['1', '½'],
      ['2', '½'],
    ])
  })

  test('are the same terms in the same order as without places', () => {
    const text = 'Über 1,000 Ⅻ 臺灣 サーバー ﷺ and more'
    expect(termSpans(text).map((span) => span.term)).toEqual(terms(text))
  })
})

test('folding again changes nothing', () => {
  for (const text of ['ﬁnally 軟體 İstanbul Ⅻ', 'naïve ｶﾞ 한국어 ﷺ', 'İ½ǅ']) expect(normalise(normalise(text))).toBe(normalise(text))
  expect(fold('plain').starts).toBeUndefined()
})

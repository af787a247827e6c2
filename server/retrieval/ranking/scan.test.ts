import fc from 'fast-check'
import { expect, test } from 'vitest'
import { indexedTerms } from '@/server/retrieval/fields'
import { type Field, gramsOf, readRow, termHash } from '@/server/retrieval/ranking/scan'
import { sentences } from '@/server/text/sentences'
import { terms } from '@/server/text/terms'

function fieldsOf(row: string): Record<Field, string[]> {
  const found: Record<Field, string[]> = { title: [], context: [], body: [], keywords: [] }
  readRow(row, { term: (field, start, end) => void found[field].push(row.slice(start, end)), pause: () => {} })
  return found
}

const text = fc.string({ unit: fc.constantFrom('a', 'The ', 'Comet ', '1.5 ', '保', '修期', '😀', '。', '. ', '| ', '# ', '~ ', 'é') })

test('a row is read back into the fields that it was written from', () => {
  fc.assert(
    fc.property(text, text, text, fc.array(text, { maxLength: 3 }), (name, body, context, keywords) => {
      const found = fieldsOf(indexedTerms({ documentName: name, headingPath: [], text: body, context, keywords }))
      expect(found.body).toEqual(sentences(body).flatMap(({ start, end }) => terms(body.slice(start, end))))
      expect(found.context).toEqual(terms(context))
      expect(found.keywords).toEqual(terms(keywords.join('\n')))
    }),
  )
})

test('a row without marks is all title, and an empty one is nothing', () => {
  expect(fieldsOf('a comet')).toMatchObject({ title: ['a', 'comet'], body: [] })
  expect(fieldsOf('')).toEqual({ title: [], context: [], body: [], keywords: [] })
})

test('sentences and fields end where their marks stand', () => {
  const pauses: Field[] = []
  readRow('name ~ head | one . two . # word', { term: () => {}, pause: (field) => void pauses.push(field) })
  expect(pauses).toEqual(['title', 'context', 'body', 'body', 'body', 'keywords'])
})

test('a hash is that of the term, and grams are runs of four with the edges marked', () => {
  const row = 'comet | 水獭 .'
  const hashes: number[] = []
  readRow(row, { term: (_field, _start, _end, hash) => void hashes.push(hash), pause: () => {} })
  expect(hashes).toEqual([termHash('comet'), termHash('水獭')])
  expect(gramsOf('cell')).toHaveLength(3)
  expect(gramsOf('cells').slice(0, 2)).toEqual(gramsOf('cell').slice(0, 2))
  expect([gramsOf('a'), gramsOf('水獭')]).toEqual([[], []])
})

import { expect, test } from 'vitest'
import { emptyForm, figuresOf, wrongFields } from '@/components/models/modelForm'

test('nothing is no figure and costs nothing', () => {
  expect(wrongFields(emptyForm)).toEqual([])
  expect(figuresOf(emptyForm)).toEqual({ contextTokens: null, maxOutputTokens: null, dimensions: null, inputUsdPerMillion: 0, outputUsdPerMillion: 0, canSee: false })
})

test('figures are numbers, prices with a point or a comma', () => {
  expect(figuresOf({ ...emptyForm, label: ' Mine ', contextTokens: ' 128000', inputPrice: '2,5', outputPrice: '.15' })).toMatchObject({ label: 'Mine', contextTokens: 128_000, inputUsdPerMillion: 2.5, outputUsdPerMillion: 0.15 })
})

test.each([['contextTokens', '0'], ['maxOutputTokens', '1.5'], ['dimensions', 'many'], ['inputPrice', '-1'], ['outputPrice', '1.2.3'], ['inputPrice', '$2']] as const)('%s is not %s', (field, text) => {
  expect(wrongFields({ ...emptyForm, [field]: text })).toEqual([field])
})

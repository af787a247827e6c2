import { expect, test } from 'vitest'
import { type Carried, estimateTokens, tokensOf } from '@/components/composer/estimate'

const nothing: Carried = { text: '', history: [], bases: [], searchesWeb: false, files: [] }

test('words are told from Chinese characters', () => {
  expect(tokensOf('What is the notice period?')).toBe(7)
  expect(tokensOf('通知期限是多久')).toBe(6)
})

test('all that goes along is counted', () => {
  const alone = estimateTokens(nothing)
  const more: Partial<Carried>[] = [
    { text: 'x'.repeat(400) },
    { history: ['x'.repeat(400)] },
    { bases: [{ chunkCount: 1_240, tokenCount: 250_000 }] },
    { searchesWeb: true },
    { files: [{ kind: 'document', size: 8_000 }] },
    { files: [{ kind: 'image', size: 1 }] },
  ]
  for (const carried of more) expect(estimateTokens({ ...nothing, ...carried })).toBeGreaterThan(alone)
})

test('of a large base or file only so much goes along', () => {
  expect(estimateTokens({ ...nothing, bases: [{ chunkCount: 8, tokenCount: 1_600 }] })).toBe(estimateTokens({ ...nothing, bases: [{ chunkCount: 80_000, tokenCount: 16_000_000 }] }))
  expect(estimateTokens({ ...nothing, files: [{ kind: 'document', size: 50_000_000 }] })).toBeLessThan(5_000)
})

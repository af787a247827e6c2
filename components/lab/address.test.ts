import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addressOf, type Lab, labFrom } from '@/components/lab/address'
import { defaultSettings } from '@/components/lab/settings/settings'
import { retrievalSettingsSchema, searchModes } from '@/server/retrieval/schema'

const nothing: Lab = { view: 'search', question: '', a: null, b: null, expected: [] }
const from = (address: string): Lab => labFrom(new URLSearchParams(address))

const share = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100)
const settings = fc.record({
  mode: fc.constantFrom(...searchModes),
  limit: fc.integer({ min: 1, max: 64 }),
  candidates: fc.integer({ min: 64, max: 1_024 }),
  scoreThreshold: share,
  lambda: share,
  vectorWeight: fc.option(share),
  rerank: fc.constantFrom('auto' as const, 'none' as const, 'lexical' as const, 'openai/gpt-5-mini'),
  neighbours: fc.integer({ min: 0, max: 3 }),
  filters: fc.constantFrom({}, { metadata: { 作者: ['a & b', 3] } }, { createdAt: { from: '2026-01-01' } }),
})
const column = fc.record({ settings: settings.map((plain) => retrievalSettingsSchema.parse(plain)), indexId: fc.option(fc.uuid()) })
const labs = fc.record({ view: fc.constantFrom('search' as const, 'tests' as const), question: fc.string({ unit: 'grapheme' }), a: fc.option(column), b: fc.option(column), expected: fc.uniqueArray(fc.uuid(), { maxLength: 20 }) })

test('an address means the lab that it was made of', () => {
  fc.assert(
    fc.property(labs, (lab) => {
      expect(from(addressOf(lab))).toEqual(lab)
    }),
  )
})

test('a plain question is a plain address', () => {
  expect(addressOf({ ...nothing, question: 'How long?' })).toBe('q=How+long%3F')
  expect(addressOf(nothing)).toBe('')
})

test('a column writes only what is not the default', () => {
  const address = addressOf({ ...nothing, a: { settings: { ...defaultSettings, limit: 12 }, indexId: null } })
  expect(new URLSearchParams(address).get('a')).toBe('{"limit":12}')
})

test.each(['a=nonsense', 'a={"limit":1000}', 'a={"unknown":1}', 'a={"index":"mine"}', 'a=3', 'expected=mine', 'view=other'])('what cannot be read is left out: %s', (address) => {
  expect(from(address)).toEqual(nothing)
})

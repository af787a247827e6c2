import { expect, test } from 'vitest'
import { changed, defaultSettings, differing, remedied, withoutDefaults } from '@/components/lab/settings/settings'

test('what differs is named in the order in which it is shown', () => {
  expect(differing({ ...defaultSettings, filters: { metadata: { year: 2026 } }, limit: 12 }, defaultSettings)).toEqual(['limit', 'filters'])
})

test('only what is not the default is written', () => {
  expect(withoutDefaults({ ...defaultSettings, mode: 'mmr', vectorWeight: 0 })).toEqual({ mode: 'mmr', vectorWeight: 0 })
})

test('more passages bring more candidates, and fewer candidates fewer passages', () => {
  expect(changed(defaultSettings, { limit: 64 })).toMatchObject({ limit: 64, candidates: 64 })
  expect(changed({ ...defaultSettings, candidates: 10 }, { limit: 20 })).toMatchObject({ limit: 20, candidates: 20 })
  expect(changed(defaultSettings, { candidates: 4 })).toMatchObject({ limit: 4, candidates: 4 })
})

test('a remedy is applied with all its parts, and takes filters away', () => {
  const settings = { ...defaultSettings, filters: { metadata: { year: 2026 } } }
  const changes = [
    { setting: 'filters', value: 'none' },
    { setting: 'limit', value: 20 },
  ] as const
  expect(remedied(settings, { changes: [...changes] })).toEqual({ ...defaultSettings, limit: 20 })
})

test('a remedy that cannot be leaves the settings as they were', () => {
  expect(remedied(defaultSettings, { changes: [{ setting: 'limit', value: 1_000 }] })).toEqual(defaultSettings)
})

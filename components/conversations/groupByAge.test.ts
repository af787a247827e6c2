import { expect, test } from 'vitest'
import { groupByAge } from '@/components/conversations/groupByAge'

const now = new Date(2026, 10, 21, 0, 30)
const at = (...date: [number, number, number, number, number]) => ({ updatedAt: new Date(...date).toISOString() })

test('days are calendar days, not spans of 24 hours', () => {
  const items = [at(2026, 10, 21, 0, 10), at(2026, 10, 20, 23, 50), at(2026, 10, 14, 1, 0), at(2026, 10, 13, 23, 0)]
  expect(groupByAge(items, now).map(({ age, items: members }) => `${age} ${members.length}`)).toEqual(['today 1', 'yesterday 1', 'week 1', 'older 1'])
})

test('a clock that is behind the server still says today', () => {
  expect(groupByAge([at(2026, 10, 21, 9, 0)], now).map(({ age }) => age)).toEqual(['today'])
})

test('groups without members are left out', () => {
  expect(groupByAge([], now)).toEqual([])
})

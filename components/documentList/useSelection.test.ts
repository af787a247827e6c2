import { expect, test } from 'vitest'
import { between } from '@/components/documentList/useSelection'

const rows = ['a', 'b', 'c', 'd'].map((id) => ({ id }))

test('Shift chooses from the last row to this one, in either direction', () => {
  expect(between(rows, 'b', 'd').map(({ id }) => id)).toEqual(['b', 'c', 'd'])
  expect(between(rows, 'c', 'a').map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  expect(between(rows, 'b', 'b')).toHaveLength(1)
})

test('a row that is not listed any more begins no range', () => {
  expect(between(rows, 'gone', 'b')).toEqual([])
})

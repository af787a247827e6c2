import { expect, test } from 'vitest'
import { firstListing, sorted } from '@/components/documentList/listing'

test('figures begin with the largest, names with the first letter, and a second choice turns the order round', () => {
  expect(sorted(firstListing, 'size')).toMatchObject({ sortBy: 'size', isDescending: true })
  expect(sorted(firstListing, 'name')).toMatchObject({ sortBy: 'name', isDescending: false })
  expect(sorted(sorted(firstListing, 'name'), 'name')).toMatchObject({ sortBy: 'name', isDescending: true })
})

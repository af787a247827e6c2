import { expect, test } from 'vitest'
import { headersIn } from '@/components/tools/headersIn'

test('headers are read line by line, and a line that is none makes all of it none', () => {
  expect(headersIn(' Authorization: Bearer a:b \n\nx-team:one')).toEqual({ Authorization: 'Bearer a:b', 'x-team': 'one' })
  expect(headersIn('')).toEqual({})
  for (const wrong of ['Bearer abc', 'name:', ': value', 'a: b\nc']) expect(headersIn(wrong)).toBeNull()
})

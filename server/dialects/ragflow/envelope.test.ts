import { expect, test } from 'vitest'
import { failure } from '@/server/dialects/ragflow/envelope'
import { AppError, type ErrorKind, publicError } from '@/server/errors'

test.each([
  ['invalid', 400, 102],
  ['unauthenticated', 401, 109],
  ['forbidden', 403, 108],
  ['not_found', 404, 102],
  ['conflict', 409, 102],
  ['too_large', 413, 101],
  ['rate_limited', 429, 103],
  ['upstream_failed', 502, 500],
] as const satisfies readonly (readonly [ErrorKind, number, number])[])('S4N-02 S4-02 X04 %s has status %i and code %i', async (kind, status, code) => {
  const response = failure(publicError(new AppError(kind, 'Why')))
  expect([response.status, await response.json()]).toEqual([status, { code, message: expect.stringContaining('Why') }])
})

test('C118 a database that cannot be reached is code 3016', async () => {
  const response = failure(publicError(Object.assign(new Error('connect'), { code: 'P1001' })))
  expect([response.status, await response.json()]).toEqual([503, { code: 3016, message: "Can't connect database" }])
})

import { expect, test } from 'vitest'
import { db } from '@/server/database'
import { publicError } from '@/server/errors'
import { newId } from '@/server/ids'

test('a record of something that was deleted meanwhile is refused as not there, and not as a failure of ours', async () => {
  const writing = db.session.create({ data: { id: newId(), userId: newId(), expiresAt: new Date() } })
  const error: unknown = await writing.then(() => null, (reason: unknown) => reason)
  expect(publicError(error)).toMatchObject({ status: 404, message: 'What this belongs to was deleted meanwhile; reload the page' })
})

test('so is a change of a record that was deleted meanwhile', async () => {
  const writing = db.session.update({ where: { id: newId() }, data: { expiresAt: new Date() } })
  const error: unknown = await writing.then(() => null, (reason: unknown) => reason)
  expect(publicError(error)).toMatchObject({ status: 404 })
})

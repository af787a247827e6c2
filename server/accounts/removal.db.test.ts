import { existsSync } from 'node:fs'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { remove, removeOwn } from '@/server/accounts/removal'
import * as accounts from '@/server/accounts/service'
import * as audit from '@/server/audit/service'
import type { Actor } from '@/server/auth/actor'
import { hashPassword } from '@/server/auth/passwords'
import * as sessions from '@/server/auth/sessions'
import { db } from '@/server/database'
import * as documents from '@/server/documents/service'
import { filePath } from '@/server/files/store'
import { activeIndex } from '@/server/knowledge/indexes'
import * as members from '@/server/teams/members'
import * as teams from '@/server/teams/service'
import { addReadyDocument, createBase, workOff } from '@/server/testing/documents'
import { createPerson } from '@/server/testing/people'
import { inspect } from '@/server/upkeep/upkeep'
import { vectors } from '@/server/vectors/store'

afterAll(async () => (await vectors()).close())

const password = 'a secret word'
let person: Actor
beforeEach(async () => {
  person = await createPerson()
  await db.user.update({ where: { id: person.userId }, data: { passwordHash: await hashPassword(password) } })
})

const isThere = async ({ userId }: Actor): Promise<boolean> => (await db.user.count({ where: { id: userId } })) === 1

test('who gives the password takes all of it away: sessions, conversations, documents, files and vectors; a note of it stays', async () => {
  await expect(removeOwn(person, { password: 'another word', code: '' })).rejects.toMatchObject({ kind: 'invalid' })
  const base = await createBase(person)
  const { id } = await addReadyDocument(person, base, 'A heron stands still.', 'heron.md')
  const { storageKey } = await documents.file(person, id)
  const { id: indexId, space } = await activeIndex(person, base)
  const sessionId = await sessions.open(person.userId)
  expect(await removeOwn(person, { password, code: '' })).toEqual({ conversationCount: 0, documentCount: 1, chunkCount: 1, fileCount: 1, size: 21 })
  expect(await isThere(person)).toBe(false)
  expect(await sessions.findLive(sessionId)).toBeNull()
  await workOff()
  expect(existsSync(filePath(storageKey))).toBe(false)
  expect(await (await vectors()).countRows(space, { indexIds: [indexId] })).toBe(0)
  expect(Object.values(await inspect()).every((count) => count === 0)).toBe(true)
  const [note] = (await audit.list({ action: 'user.delete' })).items
  expect(note).toMatchObject({ actorId: null, actorName: person.username, subjectId: person.userId, details: { documentCount: 1 } })
})

test('an administrator takes somebody else away, not themselves', async () => {
  const admin = await createPerson(undefined, 'admin')
  await expect(remove(admin, admin.userId)).rejects.toMatchObject({ kind: 'invalid' })
  await remove(admin, person.userId)
  expect(await isThere(person)).toBe(false)
  await expect(remove(admin, person.userId)).rejects.toMatchObject({ kind: 'not_found' })
})

test('the only administrator stays; of the last two who go at once, one does', async () => {
  await db.user.updateMany({ where: { role: 'admin' }, data: { role: 'user' } })
  await db.user.update({ where: { id: person.userId }, data: { role: 'admin' } })
  await expect(removeOwn(person, { password, code: '' })).rejects.toMatchObject({ kind: 'conflict' })
  const other = await createPerson(undefined, 'admin')
  await db.user.update({ where: { id: other.userId }, data: { passwordHash: await hashPassword(password) } })
  const outcomes = await Promise.allSettled([removeOwn(person, { password, code: '' }), removeOwn(other, { password, code: '' })])
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(await db.user.count({ where: { role: 'admin' } })).toBe(1)
})

test('a team goes on under its other owner, and holds its last one until there is another', async () => {
  const other = await createPerson()
  const { id: teamId } = await teams.create(person, { name: 'Herons' })
  const { id: ownTeam } = await teams.create(person, { name: 'Alone' })
  await db.membership.create({ data: { tenantId: teamId, userId: other.userId, role: 'member' } })
  await expect(removeOwn(person, { password, code: '' })).rejects.toMatchObject({ kind: 'conflict', message: 'The team Herons has no other owner; make somebody else its owner, or delete it, first' })
  expect((await teams.list(person)).map(({ id }) => id)).toContain(teamId)
  await members.setRole(person, { teamId, userId: other.userId, role: 'owner' })
  await removeOwn(person, { password, code: '' })
  expect(await teams.get(other, teamId)).toMatchObject({ memberCount: 1, role: 'owner' })
  expect(await db.tenant.count({ where: { id: ownTeam } })).toBe(0)
})

test('an administrator takes the second factor off who has lost it, with no key and not off themselves', async () => {
  const admin = await createPerson(undefined, 'admin')
  await db.user.update({ where: { id: person.userId }, data: { totpSecret: 'sealed', totpConfirmedAt: new Date() } })
  await expect(accounts.update({ ...admin, via: 'key' }, { id: person.userId, hasSecondFactor: false })).rejects.toMatchObject({ kind: 'forbidden' })
  await expect(accounts.update(admin, { id: admin.userId, hasSecondFactor: false })).rejects.toMatchObject({ kind: 'invalid' })
  expect(await accounts.update(admin, { id: person.userId, hasSecondFactor: false })).toMatchObject({ hasSecondFactor: false })
})

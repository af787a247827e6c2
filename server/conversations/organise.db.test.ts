import { beforeEach, expect, test } from 'vitest'
import type { z } from 'zod'
import { type Actor, visibleTo } from '@/server/auth/actor'
import { list } from '@/server/conversations/listing'
import { place, removeMany } from '@/server/conversations/organise'
import { conversationListSchema } from '@/server/conversations/schema'
import { db } from '@/server/database'
import * as folders from '@/server/folders/service'
import { createConversation } from '@/server/testing/conversations'
import { createPerson } from '@/server/testing/people'

let person: Actor
beforeEach(async () => {
  person = await createPerson()
})

const listed = async (request: z.input<typeof conversationListSchema> = {}): Promise<string[]> => (await list(person, conversationListSchema.parse(request))).items.map(({ title }) => title)
const minutesAgo = (minutes: number): Date => new Date(Date.now() - minutes * 60_000)

test('C16 C130 pages of the list follow each other without a gap, the last used first', async () => {
  for (const [age, title] of ['a', 'b', 'c', 'd', 'e'].entries()) await createConversation(person, { title, updatedAt: minutesAgo(age) })
  const first = await list(person, conversationListSchema.parse({ limit: 2 }))
  const second = await list(person, conversationListSchema.parse({ limit: 2, cursor: first.nextCursor }))
  const third = await list(person, conversationListSchema.parse({ limit: 2, cursor: second.nextCursor }))
  expect([first, second, third].flatMap((page) => page.items.map((item) => item.title))).toEqual(['a', 'b', 'c', 'd', 'e'])
  expect(third.nextCursor).toBeNull()
})

test('conversations of the same moment are each on one page', async () => {
  const updatedAt = minutesAgo(1)
  for (const title of ['a', 'b', 'c']) await createConversation(person, { title, updatedAt })
  const first = await list(person, conversationListSchema.parse({ limit: 2 }))
  const second = await list(person, conversationListSchema.parse({ limit: 2, cursor: first.nextCursor }))
  expect([first, second].flatMap((page) => page.items.map((item) => item.title)).toSorted()).toEqual(['a', 'b', 'c'])
})

test('each conversation is listed in one place: archived, pinned, in its folder, or by its age', async () => {
  const folder = await folders.create(person, { name: 'Work' })
  const [plain, pinned, kept, archived] = await Promise.all(['plain', 'pinned', 'kept', 'archived'].map((title) => createConversation(person, { title })))
  await createConversation(person, { title: 'temporary', isTemporary: true })
  await place(person, { ids: [pinned?.id ?? '', archived?.id ?? ''], isPinned: true })
  await place(person, { ids: [pinned?.id ?? '', kept?.id ?? '', archived?.id ?? ''], folderId: folder.id })
  await place(person, { ids: [archived?.id ?? ''], isArchived: true })
  expect(await listed()).toEqual(['plain'])
  expect(await listed({ view: 'pinned' })).toEqual(['pinned'])
  expect(await listed({ folderId: folder.id })).toEqual(['kept'])
  expect(await listed({ view: 'archived' })).toEqual(['archived'])
  expect(await folders.list(person)).toMatchObject([{ name: 'Work', conversationCount: 1 }])

  await place(person, { ids: [plain?.id ?? '', archived?.id ?? ''], isArchived: false, isPinned: false, folderId: null })
  expect((await listed()).toSorted()).toEqual(['archived', 'plain'])
})

test('keeping order is no use: a conversation keeps its age', async () => {
  const updatedAt = minutesAgo(3_000)
  const { id } = await createConversation(person, { updatedAt })
  await place(person, { ids: [id], isPinned: true, isArchived: true })
  expect((await db.conversation.findUniqueOrThrow({ where: { id } })).updatedAt).toEqual(updatedAt)
})

test('of several that are not all one\'s own, none is placed and none is deleted', async () => {
  const stranger = await createPerson()
  const [own, theirs] = [await createConversation(person), await createConversation(stranger)]
  await expect(place(person, { ids: [own.id, theirs.id], isArchived: true })).rejects.toMatchObject({ kind: 'not_found' })
  await expect(removeMany(person, [own.id, theirs.id])).rejects.toMatchObject({ kind: 'not_found' })
  expect(await db.conversation.count({ where: { id: { in: [own.id, theirs.id] }, archivedAt: null } })).toBe(2)
})

test('many are deleted at once, with their messages and words', async () => {
  const made = await Promise.all(Array.from({ length: 30 }, () => createConversation(person, { texts: ['A question', 'An answer'] })))
  await removeMany(person, made.map(({ id }) => id))
  expect(await listed()).toEqual([])
  expect(await db.message.count({ where: visibleTo(person) })).toBe(0)
  expect(await db.messageTerm.count({ where: { ownerId: person.userId } })).toBe(0)
})

test('a folder that is deleted leaves its conversations', async () => {
  const folder = await folders.create(person, { name: 'Work' })
  const { id } = await createConversation(person, { title: 'kept' })
  await place(person, { ids: [id], folderId: folder.id })
  await folders.remove(person, folder.id)
  expect(await listed()).toEqual(['kept'])
})

test('two folders cannot have the same name, whatever its case', async () => {
  const { id } = await folders.create(person, { name: 'Work' })
  await expect(folders.create(person, { name: 'WORK' })).rejects.toMatchObject({ kind: 'conflict', message: 'You already have a folder called “WORK”; choose another name' })
  await folders.rename(person, { id, name: 'work' })
  const other = await folders.create(person, { name: '工作' })
  await expect(folders.rename(person, { id: other.id, name: 'Work' })).rejects.toMatchObject({ kind: 'conflict' })
  expect((await folders.list(await createPerson())).map(({ name }) => name)).toEqual([])
})

test('an answer that is being written is seen in the list', async () => {
  const { id, messageIds } = await createConversation(person, { texts: ['A question', 'An answer'] })
  await createConversation(person)
  await db.message.update({ where: { id: messageIds[1] ?? '' }, data: { status: 'streaming', leaseUntil: new Date(Date.now() + 60_000) } })
  const { items } = await list(person, conversationListSchema.parse({}))
  expect(items.filter(({ isAnswering }) => isAnswering).map((item) => item.id)).toEqual([id])
})

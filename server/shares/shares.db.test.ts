import { beforeEach, expect, test } from 'vitest'
import { type Actor } from '@/server/auth/actor'
import * as conversations from '@/server/conversations/service'
import { db } from '@/server/database'
import { newId } from '@/server/ids'
import * as shares from '@/server/shares/service'
import { createConversation } from '@/server/testing/conversations'
import { createPerson } from '@/server/testing/people'

let person: Actor
beforeEach(async () => {
  person = await createPerson()
})

const citation = { ordinal: 1, documentId: newId(), knowledgeBaseId: newId(), chunkId: newId(), version: 1, documentName: 'Lamps.pdf', page: 3, headingPath: ['Towers'], start: 0, end: 9, quote: 'Anna Ruiz', passage: 'Anna Ruiz built it.', score: 0.5, contentHash: 'f00d', isWrong: true }

test('a link shows the conversation as it was, whatever is said, renamed or deleted later', async () => {
  const { id, messageIds } = await createConversation(person, { title: 'Lamps', texts: ['Who built it?', 'Anna Ruiz [1].'] })
  await db.citation.create({ data: { ...citation, id: newId(), messageId: messageIds[1] ?? '' } })
  const { token } = await shares.create(person, id)
  await conversations.rename(person, id, 'Another title')
  await db.message.update({ where: { id: messageIds[1] ?? '' }, data: { content: 'Changed' } })
  const seen = await shares.read(token)
  expect(seen).toMatchObject({
    title: 'Lamps',
    messages: [
      { role: 'user', content: 'Who built it?', citations: [] },
      { role: 'assistant', content: 'Anna Ruiz [1].', citations: [{ documentName: 'Lamps.pdf', page: 3, quote: 'Anna Ruiz', passage: 'Anna Ruiz built it.' }] },
    ],
  })
})

test('nothing in it leads to its owner', async () => {
  const { id, messageIds } = await createConversation(person, { texts: ['Who built it?', 'Anna Ruiz [1].'] })
  await db.citation.create({ data: { ...citation, id: newId(), messageId: messageIds[1] ?? '' } })
  const { token } = await shares.create(person, id)
  const text = JSON.stringify(await shares.read(token))
  for (const secret of [person.userId, person.tenantId, person.username, id, ...messageIds, citation.documentId, citation.knowledgeBaseId, citation.chunkId, citation.contentHash]) expect(text).not.toContain(secret)
  expect(text).toContain('"isWrong":false')
})

test('a link that was stopped is as one that never was, at once and for good', async () => {
  const { id } = await createConversation(person, { texts: ['A question', 'An answer'] })
  const { id: shareId, token } = await shares.create(person, id)
  expect(await shares.read(token)).not.toBeNull()
  await shares.revoke(person, shareId)
  expect(await shares.read(token)).toBeNull()
  expect(await shares.read('A'.repeat(43))).toBeNull()
  expect(await shares.read('')).toBeNull()
  expect(await shares.list(person)).toEqual([])
  expect(JSON.stringify(await db.sharedConversation.findUniqueOrThrow({ where: { id: shareId } }))).not.toContain('An answer')
})

test('a deleted conversation is shared no longer', async () => {
  const { id } = await createConversation(person, { texts: ['A question', 'An answer'] })
  const { token } = await shares.create(person, id)
  await conversations.remove(person, id)
  expect(await shares.read(token)).toBeNull()
})

test('nothing can be guessed from another link', async () => {
  const { id } = await createConversation(person, { texts: ['A question', 'An answer'] })
  const tokens = []
  for (let count = 0; count < 20; count += 1) tokens.push((await shares.create(person, id)).token)
  expect(new Set(tokens).size).toBe(20)
  for (const token of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(32)
  expect(await shares.list(person, id)).toHaveLength(20)
})

test('an answer that is being written is not shared half', async () => {
  const { id, messageIds } = await createConversation(person, { texts: ['A question', 'An ans'] })
  await db.message.update({ where: { id: messageIds[1] ?? '' }, data: { status: 'streaming' } })
  await expect(shares.create(person, id)).rejects.toMatchObject({ kind: 'conflict', message: 'An answer is still being written; share the chat when it is done' })
  const empty = await createConversation(person)
  await expect(shares.create(person, empty.id)).rejects.toMatchObject({ kind: 'conflict' })
})

test('a stranger neither sees nor stops nor makes a link', async () => {
  const { id } = await createConversation(person, { texts: ['A question', 'An answer'] })
  const { id: shareId, token } = await shares.create(person, id)
  const stranger = await createPerson()
  expect(await shares.list(stranger, id)).toEqual([])
  await expect(shares.create(stranger, id)).rejects.toMatchObject({ kind: 'not_found' })
  await expect(shares.revoke(stranger, shareId)).rejects.toMatchObject({ kind: 'not_found' })
  expect(await shares.read(token)).not.toBeNull()
})

import { expect, test } from 'vitest'
import { visibleTo } from '@/server/auth/actor'
import * as conversations from '@/server/conversations/service'
import { db } from '@/server/database'
import { newId } from '@/server/ids'
import { createPerson } from '@/server/testing/people'

test('a conversation of 1,200 messages is read whole and in order', async () => {
  const actor = await createPerson()
  const id = newId()
  const ids = Array.from({ length: 1_200 }, newId)
  await db.conversation.create({ data: { id, ...visibleTo(actor), title: 'long', headId: ids.at(-1) ?? null } })
  for (let start = 0; start < ids.length; start += 200) {
    await db.message.createMany({
      data: ids.slice(start, start + 200).map((messageId, offset) => {
        const seq = start + offset + 1
        return { id: messageId, ...visibleTo(actor), conversationId: id, parentId: ids[seq - 2] ?? null, seq, role: seq % 2 === 1 ? 'user' : 'assistant', content: `message ${seq}` }
      }),
    })
  }
  const { messages } = await conversations.get(actor, id)
  expect(messages.map((message) => message.content)).toEqual(ids.map((_, position) => `message ${position + 1}`))
})

test('pages of the list follow each other without a gap, the last used first', async () => {
  const actor = await createPerson()
  for (const title of ['a', 'b', 'c', 'd', 'e']) await db.conversation.create({ data: { id: newId(), ...visibleTo(actor), title } })
  const first = await conversations.list(actor, { search: '', limit: 2 })
  const second = await conversations.list(actor, { search: '', limit: 2, cursor: first.nextCursor })
  const third = await conversations.list(actor, { search: '', limit: 2, cursor: second.nextCursor })
  expect([first, second, third].flatMap((page) => page.items.map((item) => item.title))).toEqual(['e', 'd', 'c', 'b', 'a'])
  expect(third.nextCursor).toBeNull()
})

test('titles are found in any letter case, and in Chinese', async () => {
  const actor = await createPerson()
  for (const title of ['Solar panels', '太阳能电池']) await db.conversation.create({ data: { id: newId(), ...visibleTo(actor), title } })
  const found = async (search: string) => (await conversations.list(actor, { search, limit: 10 })).items.map((item) => item.title)
  expect(await found('SOLAR')).toEqual(['Solar panels'])
  expect(await found('阳能')).toEqual(['太阳能电池'])
})

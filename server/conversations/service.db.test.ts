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

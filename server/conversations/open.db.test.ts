import { beforeEach, expect, test } from 'vitest'
import { type Actor, visibleTo } from '@/server/auth/actor'
import { showVersion } from '@/server/conversations/exchanges'
import { branches, messages, open, openedMessages } from '@/server/conversations/open'
import * as conversations from '@/server/conversations/service'
import { db } from '@/server/database'
import { newId } from '@/server/ids'
import { createConversation } from '@/server/testing/conversations'
import { createPerson } from '@/server/testing/people'

let person: Actor
beforeEach(async () => {
  person = await createPerson()
})

const texts = Array.from({ length: 100 }, (_, at) => (at % 2 === 0 ? `Question ${at}:\n  how  high?` : `Answer ${at}`))

/** Another answer to a question, on a branch of its own. */
async function another(conversationId: string, parentId: string | undefined, seq: number): Promise<string> {
  const id = newId()
  await db.message.create({ data: { id, ...visibleTo(person), conversationId, parentId: parentId ?? null, seq, role: 'assistant', content: `Another ${seq}` } })
  return id
}

test('a long conversation opens with its last messages whole, and the outline of all before them', async () => {
  const { id, messageIds } = await createConversation(person, { texts })
  const opened = await open(person, id)
  const whole = await conversations.get(person, id)
  expect(opened.messages).toEqual(whole.messages.slice(-openedMessages))
  expect(opened.earlier.map((message) => message.id)).toEqual(messageIds.slice(0, -openedMessages))
  expect(opened.earlier.slice(0, 2)).toEqual([
    { id: messageIds[0], role: 'user', length: 'Question 0:\n  how  high?'.length, beginning: 'Question 0: how high?' },
    { id: messageIds[1], role: 'assistant', length: 'Answer 1'.length, beginning: null },
  ])
  expect(opened.branchCount).toBe(1)
})

test('a short conversation opens whole, and one in which nothing was said', async () => {
  const short = await createConversation(person, { texts: ['Hello?', 'Hello.'] })
  expect(await open(person, short.id)).toMatchObject({ earlier: [], messages: [{ content: 'Hello?' }, { content: 'Hello.' }] })
  const empty = await createConversation(person)
  expect(await open(person, empty.id)).toMatchObject({ earlier: [], messages: [], branchCount: 0 })
})

test('messages are loaded from any of them on, in the form in which the whole conversation has them', async () => {
  const { id, messageIds } = await createConversation(person, { texts })
  const whole = await conversations.get(person, id)
  expect(await messages(person, { id, from: messageIds[10], limit: 5 })).toEqual(whole.messages.slice(10, 15))
  expect(await messages(person, { id, limit: 3 })).toEqual(whole.messages.slice(0, 3))
  expect(await messages(person, { id, from: messageIds[98], limit: 40 })).toHaveLength(2)
})

test('a message of another branch, or of another conversation, begins no page', async () => {
  const { id, messageIds } = await createConversation(person, { texts: texts.slice(0, 4) })
  const aside = await another(id, messageIds[2], 9)
  const other = await createConversation(person, { texts: ['Elsewhere'] })
  for (const from of [aside, other.messageIds[0]]) await expect(messages(person, { id, from, limit: 5 })).rejects.toMatchObject({ kind: 'not_found' })
})

test('all branches are told of, and which one is shown', async () => {
  const { id, messageIds } = await createConversation(person, { texts: texts.slice(0, 4) })
  const aside = await another(id, messageIds[0], 9)
  expect((await open(person, id)).branchCount).toBe(2)
  const tree = await branches(person, id)
  expect(tree.map((node) => [node.id, node.parentId, node.isShown])).toEqual([...messageIds.map((message, at) => [message, messageIds[at - 1] ?? null, true]), [aside, messageIds[0], false]])
  expect(tree.at(-1)?.beginning).toBe('Another 9')
  await showVersion(person, aside)
  expect((await branches(person, id)).filter(({ isShown }) => isShown).map((node) => node.id)).toEqual([messageIds[0], aside])
})

test('a stranger opens nothing of it', async () => {
  const { id } = await createConversation(person, { texts: ['Mine'] })
  const stranger = await createPerson()
  for (const read of [() => open(stranger, id), () => messages(stranger, { id, limit: 5 }), () => branches(stranger, id)]) await expect(read()).rejects.toMatchObject({ kind: 'not_found' })
})

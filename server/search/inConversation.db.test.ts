import { beforeEach, expect, test } from 'vitest'
import type { Actor } from '@/server/auth/actor'
import { visibleTo } from '@/server/auth/actor'
import { db } from '@/server/database'
import { newId } from '@/server/ids'
import { findInConversation } from '@/server/search/inConversation'
import { createConversation } from '@/server/testing/conversations'
import { createPerson } from '@/server/testing/people'

let person: Actor
beforeEach(async () => {
  person = await createPerson()
})

test('a text is found wherever it stands, as often as it does, and told in the letters in which it is written', async () => {
  const { id, messageIds } = await createConversation(person, { texts: ['Where is the Café?', 'The cafe is at the harbour; the CAFÉ closes at 5.', 'Thank you.'] })
  expect(await findInConversation(person, { id, search: 'café' })).toEqual([
    { id: messageIds[0], count: 1, forms: ['Café'] },
    { id: messageIds[1], count: 2, forms: ['cafe', 'CAFÉ'] },
  ])
  expect(await findInConversation(person, { id, search: 'e c' })).toMatchObject([{ id: messageIds[0] }, { id: messageIds[1], count: 3 }])
})

test('Chinese is found by a single character, traditional by simplified and the other way round', async () => {
  const { id, messageIds } = await createConversation(person, { texts: ['太陽能電池要多少錢？', '太阳能电池。'] })
  const both = [{ id: messageIds[0], count: 1, forms: ['陽能'] }, { id: messageIds[1], count: 1, forms: ['阳能'] }]
  expect(await findInConversation(person, { id, search: '阳能' })).toEqual(both)
  expect(await findInConversation(person, { id, search: '陽能' })).toEqual(both)
  expect(await findInConversation(person, { id, search: '电' })).toHaveLength(2)
})

test('what is on another branch is not found, and nothing is found by nothing', async () => {
  const { id, messageIds } = await createConversation(person, { texts: ['An otter?', 'No.'] })
  await db.message.create({ data: { id: newId(), ...visibleTo(person), conversationId: id, parentId: messageIds[0] ?? null, seq: 9, role: 'assistant', content: 'An otter.' } })
  expect(await findInConversation(person, { id, search: 'otter' })).toHaveLength(1)
  expect(await findInConversation(person, { id, search: '' })).toEqual([])
})

test('a stranger finds nothing', async () => {
  const { id } = await createConversation(person, { texts: ['An otter'] })
  await expect(findInConversation(await createPerson(), { id, search: 'otter' })).rejects.toMatchObject({ kind: 'not_found' })
})

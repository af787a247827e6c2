import { expect, test } from 'vitest'
import * as assistants from '@/server/assistants/service'
import { usesOf } from '@/server/knowledge/uses'
import { createBase } from '@/server/testing/documents'
import { createPerson } from '@/server/testing/people'

test('says which assistants and how many chats ask a base, and that nobody else sees it', async () => {
  const person = await createPerson()
  const base = await createBase(person)
  expect(await usesOf(person, base)).toEqual({ memberCount: 0, assistants: [], conversationCount: 0 })
  const { id } = await assistants.create(person, { name: 'Reader', knowledgeBaseIds: [base] })
  await assistants.create(person, { name: 'Other' })
  expect(await usesOf(person, base)).toMatchObject({ assistants: [{ id, name: 'Reader' }] })
})

test('a stranger gets not found', async () => {
  const base = await createBase(await createPerson())
  await expect(usesOf(await createPerson(), base)).rejects.toMatchObject({ kind: 'not_found', message: 'This knowledge base does not exist' })
})

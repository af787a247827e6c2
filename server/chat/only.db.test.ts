import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import type { Actor } from '@/server/auth/actor'
import { startTurn } from '@/server/chat/turn'
import * as answers from '@/server/conversations/answers'
import * as conversations from '@/server/conversations/service'
import { db } from '@/server/database'
import { find } from '@/server/documents/listing'
import { ask, eventsOf, question, untilWritten } from '@/server/testing/chat'
import { addDocument, addReadyDocument, createBase } from '@/server/testing/documents'
import { createPerson } from '@/server/testing/people'
import { vectors } from '@/server/vectors/store'

const provider = await vi.hoisted(async () => (await import('@/server/testing/fakeProvider')).useFakeProvider())
afterAll(async () => {
  await provider.close()
  await (await vectors()).close()
})

let person: Actor
beforeEach(async () => {
  person = await createPerson()
})

const otters = '# Otters\n\nThe otter of the Lune valley sleeps in a holt under the bank.\n'
const herons = '# Herons\n\nThe heron of the Lune valley sleeps in a tall pine.\n'
const asked = 'Where does it sleep in the Lune valley?'

async function twoBases() {
  const [first, second] = [await createBase(person, 'Rivers'), await createBase(person, 'Birds')]
  const otter = await addReadyDocument(person, first, otters, 'otters.md')
  const other = await addReadyDocument(person, first, '# Trout\n\nThe trout of the Lune valley sleeps beside a stone.\n', 'trout.md')
  const heron = await addReadyDocument(person, second, herons, 'herons.md')
  return { first, second, otter, other, heron }
}
const documentsOf = ({ citations }: { citations: readonly { documentName: string }[] }) => [...new Set(citations.map(({ documentName }) => documentName))].toSorted()

test('a question that names a document is answered from it alone, and the next one as before', async () => {
  const { first, otter } = await twoBases()
  const answer = await ask(person, asked, { knowledgeBaseIds: [first], only: { knowledgeBaseIds: [], documentIds: [otter.id] } })
  expect(answer.activity).toMatchObject({ searched: ['otters.md'], passageCount: 1 })
  expect(documentsOf(answer)).toEqual(['otters.md'])
  const { knowledgeBaseIds, messages } = await conversations.get(person, answer.conversationId)
  expect(knowledgeBaseIds).toEqual([first])
  expect(messages[0]?.scope).toEqual({ knowledgeBases: [], documents: [{ id: otter.id, name: 'otters.md' }] })
  const next = await ask(person, asked, { conversationId: answer.conversationId, knowledgeBaseIds: [first] })
  expect(next.activity).toMatchObject({ searched: ['Rivers'], passageCount: 2 })
})

test('a base and a document of another one are searched together', async () => {
  const { second, otter, heron } = await twoBases()
  const answer = await ask(person, asked, { knowledgeBaseIds: [], only: { knowledgeBaseIds: [second], documentIds: [otter.id, heron.id] } })
  expect(answer.activity).toMatchObject({ searched: ['Birds', 'otters.md'], passageCount: 2 })
})

test('another answer, other words, and a question that waits keep what was named', async () => {
  const { first, second, otter } = await twoBases()
  const only = { knowledgeBaseIds: [], documentIds: [otter.id] }
  const answer = await ask(person, asked, { knowledgeBaseIds: [second], only })
  const again = await startTurn(person, { retryOf: answer.id, modelId: null })
  await eventsOf(person, again)
  expect((await answers.get(person, again)).activity?.searched).toEqual(['otters.md'])
  const { conversationId } = answer
  const [shown] = (await conversations.get(person, conversationId)).messages
  const reworded = await ask(person, 'Where does it rest in the Lune valley?', { conversationId, knowledgeBaseIds: [second], replaces: shown?.id })
  expect(reworded.activity?.searched).toEqual(['otters.md'])
  const held = await startTurn(person, question('Hold on', { conversationId, modelId: 'openai/fake-held', knowledgeBaseIds: [first] }))
  const waiting = await startTurn(person, question(asked, { conversationId, knowledgeBaseIds: [first], only }))
  expect((await answers.get(person, waiting)).status).toBe('queued')
  await untilWritten(person, held, 1)
  provider.release()
  await eventsOf(person, held)
  await eventsOf(person, waiting)
  expect((await answers.get(person, waiting)).activity?.searched).toEqual(['otters.md'])
})

test('a document that was deleted since ends no other answer', async () => {
  const { otter } = await twoBases()
  const answer = await ask(person, asked, { only: { knowledgeBaseIds: [], documentIds: [otter.id] } })
  await db.document.delete({ where: { id: otter.id } })
  const again = await startTurn(person, { retryOf: answer.id, modelId: null })
  await eventsOf(person, again)
  expect(await answers.get(person, again)).toMatchObject({ status: 'complete', activity: { searched: [] } })
})

test('what is another\'s can be neither named nor found', async () => {
  const { second, otter } = await twoBases()
  const stranger = await createPerson()
  await expect(startTurn(stranger, question(asked, { only: { knowledgeBaseIds: [second], documentIds: [] } }))).rejects.toMatchObject({ kind: 'not_found', message: 'This knowledge base does not exist' })
  await expect(startTurn(stranger, question(asked, { only: { knowledgeBaseIds: [], documentIds: [otter.id] } }))).rejects.toMatchObject({ kind: 'not_found', message: 'This document does not exist' })
  expect(await find(stranger, { search: '', limit: 8 })).toEqual([])
})

test('documents are found by a part of their names once they can be searched', async () => {
  const { first, otter, heron } = await twoBases()
  await addDocument(person, first, otters, 'otters of tomorrow.md')
  expect(await find(person, { search: 'OTTER', limit: 8 })).toEqual([{ id: otter.id, name: 'otters.md', knowledgeBaseId: first, knowledgeBaseName: 'Rivers' }])
  expect((await find(person, { search: '', limit: 2 })).map(({ id }) => id)).toEqual([heron.id, expect.any(String)])
})

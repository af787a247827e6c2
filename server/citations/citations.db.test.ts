import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Actor } from '@/server/auth/actor'
import { compareSource } from '@/server/chat/compareSource'
import * as citations from '@/server/citations/service'
import * as conversations from '@/server/conversations/service'
import { db } from '@/server/database'
import { refresh } from '@/server/documents/refresh'
import * as removal from '@/server/documents/actions'
import { saveFile } from '@/server/files/store'
import { edit, remove } from '@/server/ingestion/editChunks'
import * as indexes from '@/server/knowledge/indexes'
import { defaultChunking } from '@/server/ingestion/schema'
import { ask } from '@/server/testing/chat'
import { addReadyDocument, createBase, workOff } from '@/server/testing/documents'
import { createPerson } from '@/server/testing/people'
import { vectors } from '@/server/vectors/store'

const provider = await vi.hoisted(async () => (await import('@/server/testing/fakeProvider')).useFakeProvider())
afterAll(async () => {
  await provider.close()
  await (await vectors()).close()
})

const guide = '# Otters\n\nThe otter sleeps in a holt under the bank. It eats about a kilogram of fish every day.\n'

let person: Actor
let base: string
let documentId: string
let conversationId: string
let answerId: string
let chunkId: string
beforeEach(async () => {
  person = await createPerson()
  base = await createBase(person)
  documentId = (await addReadyDocument(person, base, guide)).id
  const answer = await ask(person, 'Where does an otter sleep?', { knowledgeBaseIds: [base] })
  conversationId = answer.conversationId
  answerId = answer.id
  chunkId = answer.citations[0]?.chunkId ?? expect.fail('Nothing was cited')
})

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text)
}

async function replaceFile(text: string): Promise<void> {
  await refresh(person, documentId, { mediaType: 'text/markdown', file: await saveFile(once(text), { maxBytes: 1_000_000 }) })
  await workOff()
}

const changes = async () => (await conversations.get(person, conversationId)).messages.flatMap((message) => message.citations.map(({ change }) => change))
const compared = () => compareSource(person, { answerId, ordinal: 1 })

describe('a source', () => {
  test('stands as it was cited while nothing changes, also under another index of the same file', async () => {
    expect(await changes()).toEqual([null])
    await indexes.build(person, { knowledgeBaseId: base, chunking: { ...defaultChunking, chunkTokens: 32 }, switchWhenDone: true })
    await workOff()
    expect(await changes()).toEqual([null])
    expect(await compared()).toMatchObject({ change: null, present: null })
  })

  test('says that its document was replaced, with what stands there now', async () => {
    await replaceFile('# Otters\n\nThe otter sleeps in a holt under an old willow by the bank.\n')
    expect(await changes()).toEqual(['replaced'])
    expect(await compared()).toMatchObject({ change: 'replaced', citation: { passage: expect.stringContaining('under the bank') }, present: { text: expect.stringContaining('old willow') } })
  })

  test('has nothing in its place when the new file says nothing of the kind', async () => {
    await replaceFile('# Beavers\n\nBeavers build dams of mud.\n')
    expect(await compared()).toMatchObject({ change: 'replaced', present: null })
  })

  test('is as it was while the new file is read, and when the old one comes back', async () => {
    await refresh(person, documentId, { mediaType: 'text/markdown', file: await saveFile(once('New.'), { maxBytes: 1_000_000 }) })
    expect(await changes()).toEqual([null])
    await workOff()
    await replaceFile(guide)
    expect(await changes()).toEqual([null])
  })

  test('says that its passage was edited or deleted by hand', async () => {
    await edit(person, { id: chunkId, text: 'The otter sleeps in a hollow tree.' })
    expect(await changes()).toEqual(['edited'])
    expect(await compared()).toMatchObject({ change: 'edited', present: { chunkId, text: 'The otter sleeps in a hollow tree.' } })
    await remove(person, { documentId, ids: [chunkId] })
    expect(await changes()).toEqual(['removed'])
    expect(await compared()).toMatchObject({ present: null })
  })

  test('says that its document was deleted, and keeps its words', async () => {
    await removal.remove(person, [documentId])
    await workOff()
    const { messages } = await conversations.get(person, conversationId)
    expect(messages.at(-1)?.citations).toMatchObject([{ change: 'deleted', quote: expect.stringContaining('otter') }])
  })

  test('can be marked as wrong, and that can be taken back', async () => {
    const isWrong = async () => (await conversations.get(person, conversationId)).messages.at(-1)?.citations[0]?.isWrong
    await citations.mark(person, { answerId, ordinal: 1, isWrong: true })
    expect(await isWrong()).toBe(true)
    await citations.mark(person, { answerId, ordinal: 1, isWrong: false })
    expect(await isWrong()).toBe(false)
  })
})

test('all sources of a conversation are looked up at once, however many there are', async () => {
  const [first] = await db.citation.findMany({ where: { messageId: answerId } })
  const { id: _id, headingPath: _headingPath, ...row } = first ?? expect.fail('Nothing was cited')
  await db.citation.createMany({ data: Array.from({ length: 2_500 }, (_, at) => ({ ...row, headingPath: [], ordinal: at + 2 })).map((citation) => ({ ...citation, id: crypto.randomUUID() })) })
  await edit(person, { id: chunkId, text: 'Changed.' })
  expect(new Set(await changes())).toEqual(new Set(['edited']))
  expect(await changes()).toHaveLength(2_501)
})

test('C149 the details of a conversation count what it cites and what it took', async () => {
  await ask(person, 'Where does an otter sleep, again?', { conversationId, knowledgeBaseIds: [base] })
  await ask(person, 'And what does it eat?', { conversationId })
  expect(await citations.detailsOf(person, conversationId)).toMatchObject({ answerCount: 3, systemPrompt: null, summary: null, documents: [{ documentId, documentName: 'notes.md', count: 2, isGone: false }] })
  expect((await citations.detailsOf(person, conversationId)).outputTokens).toBeGreaterThan(0)
  await removal.remove(person, [documentId])
  expect((await citations.detailsOf(person, conversationId)).documents).toMatchObject([{ isGone: true }])
})

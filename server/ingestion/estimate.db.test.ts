import { afterAll, expect, test } from 'vitest'
import * as chunks from '@/server/chunks/service'
import { db } from '@/server/database'
import * as editChunks from '@/server/ingestion/editChunks'
import { estimate } from '@/server/ingestion/estimate'
import { addDocument, addReadyDocument, createBase } from '@/server/testing/documents'
import { createPerson } from '@/server/testing/people'
import { vectors } from '@/server/vectors/store'

afterAll(async () => (await vectors()).close())

test('reading a base again takes as long as it took, two documents at a time, and what was changed by hand is counted', async () => {
  const person = await createPerson()
  const base = await createBase(person)
  const otters = await addReadyDocument(person, base, 'The otter sleeps afloat.', 'otters.md')
  const badgers = await addReadyDocument(person, base, 'The badger digs at night.', 'badgers.md')
  await addDocument(person, base, 'Not read yet.', 'later.md')
  const startedAt = new Date('2026-01-01T00:00:00Z')
  for (const [documentId, seconds] of [[otters.id, 4], [badgers.id, 8]] as const) {
    await db.ingestionAttempt.updateMany({ where: { indexedDocument: { documentId } }, data: { startedAt, endedAt: new Date(startedAt.getTime() + seconds * 1_000) } })
  }
  const [chunk] = await chunks.list(person, { documentId: otters.id })
  await editChunks.edit(person, { id: chunk?.id ?? '', text: 'The otter sleeps on its back.' })
  const tokenCount = (await estimate(person, { knowledgeBaseId: base })).tokenCount
  expect(tokenCount).toBeGreaterThan(0)
  expect(await estimate(person, { knowledgeBaseId: base })).toEqual({ documentCount: 2, durationMs: 6_000, tokenCount, costMicros: null, editedCount: 1 })
  expect(await estimate(person, { knowledgeBaseId: base, documentId: badgers.id })).toMatchObject({ documentCount: 1, durationMs: 8_000, editedCount: 0 })
})

test('nothing is said of the time of a base that nothing was read of, and a stranger gets not found', async () => {
  const person = await createPerson()
  const base = await createBase(person)
  const document = await addDocument(person, base, 'Words.')
  expect(await estimate(person, { knowledgeBaseId: base })).toEqual({ documentCount: 0, durationMs: null, tokenCount: 0, costMicros: null, editedCount: 0 })
  const stranger = await createPerson()
  await expect(estimate(stranger, { knowledgeBaseId: base })).rejects.toMatchObject({ kind: 'not_found' })
  await expect(estimate(stranger, { knowledgeBaseId: await createBase(stranger), documentId: document.id })).rejects.toMatchObject({ kind: 'not_found' })
})

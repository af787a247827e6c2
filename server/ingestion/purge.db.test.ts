import { existsSync, mkdirSync, rmdirSync } from 'node:fs'
import { afterAll, beforeEach, expect, test } from 'vitest'
import type { Actor } from '@/server/auth/actor'
import { db } from '@/server/database'
import { cancel, reread } from '@/server/documents/actions'
import * as documents from '@/server/documents/service'
import { filePath } from '@/server/files/store'
import { newId } from '@/server/ids'
import { purge } from '@/server/ingestion/purge'
import { claim } from '@/server/jobs/queue'
import { activeIndex } from '@/server/knowledge/indexes'
import * as receipts from '@/server/receipts/service'
import { addReadyDocument, createBase, passTime, workOff } from '@/server/testing/documents'
import { createPerson } from '@/server/testing/people'
import { vectors } from '@/server/vectors/store'

let person: Actor
beforeEach(async () => {
  await db.job.deleteMany()
  person = await createPerson()
})
afterAll(async () => (await vectors()).close())

const base = { kind: 'knowledgeBase', subjectId: newId(), name: 'Harbour', documentCount: 1, chunkCount: 1 } as const
const pending = async () => (await db.deletionReceipt.findFirstOrThrow({ where: { ownerId: person.userId } })).pendingCount

test('a receipt is complete when the last file and the last vector are gone', async () => {
  const id = await createBase(person)
  const document = await addReadyDocument(person, id, 'A heron stands still.', 'heron.md')
  const file = await documents.file(person, document.id)
  const { id: indexId, space } = await activeIndex(person, id)
  const more = Array.from({ length: 1_100 }, () => newId()).map((name) => ({ storageKey: `${name.slice(0, 2)}/${name}`, size: 1 }))
  await db.$transaction([
    ...receipts.receiptOf(person, { ...base, subjectId: id, files: [file, ...more], vectors: [{ space, indexId }] }),
    db.knowledgeBase.deleteMany({ where: { id } }),
  ])
  const [open] = await receipts.list(person)
  expect(open).toMatchObject({ kind: 'knowledgeBase', name: 'Harbour', documentCount: 1, chunkCount: 1, fileCount: 1_101, size: file.size + 1_100, completedAt: null })
  expect(await pending()).toBe(4)
  await workOff()
  expect(existsSync(filePath(file.storageKey))).toBe(false)
  expect(await (await vectors()).countRows(space, { indexIds: [indexId] })).toBe(0)
  expect(await pending()).toBe(0)
  expect((await receipts.list(person))[0]?.completedAt).toBeInstanceOf(Date)
})

test('what cannot be removed is tried again until it is gone, and the receipt waits for it', async () => {
  const name = newId()
  const storageKey = `${name.slice(0, 2)}/${name}`
  // A folder in the place of the file: it cannot be removed as one.
  mkdirSync(filePath(storageKey), { recursive: true })
  await db.$transaction(receipts.receiptOf(person, { ...base, files: [{ storageKey, size: 1 }], vectors: [] }))
  for (let attempt = 0; attempt < 20; attempt += 1) {
    await workOff()
    expect(await db.job.count({ where: { kind: 'purge', state: 'queued' } })).toBe(1)
    await passTime()
  }
  expect(await pending()).toBe(1)
  rmdirSync(filePath(storageKey))
  await workOff()
  expect(await db.job.count({ where: { state: { not: 'done' } } })).toBe(0)
  expect((await receipts.list(person))[0]?.completedAt).toBeInstanceOf(Date)
})

test('a purge that is done twice counts once', async () => {
  await db.$transaction(receipts.receiptOf(person, { ...base, files: [{ storageKey: `ab/ab${newId().slice(2)}`, size: 1 }], vectors: [] }))
  const job = (await claim(newId(), [])) ?? expect.fail('no job was due')
  await purge(job)
  await purge(job)
  expect(await pending()).toBe(1)
})

test('nobody sees the receipts of somebody else', async () => {
  await db.$transaction(receipts.receiptOf(person, { ...base, files: [], vectors: [] }))
  expect(await receipts.list(await createPerson())).toEqual([])
})

test('what an attempt wrote is gone after it was cancelled, although its worker died before it could sweep', async () => {
  const document = await addReadyDocument(person, await createBase(person), 'A heron stands still.', 'heron.md')
  const [chunk] = await db.chunk.findMany({ where: { documentId: document.id } })
  await reread(person, [document.id])
  const job = await claim('dying', [])
  const version = job?.attempt ?? 0
  await db.chunk.createMany({ data: [{ id: newId(), indexedDocumentId: chunk?.indexedDocumentId ?? '', documentId: document.id, version, index: 0, text: 'A', start: 0, end: 1, headingPath: [], keywords: [], tokenCount: 1 }] })
  await cancel(person, [document.id])
  await workOff()
  expect(await db.chunk.count({ where: { documentId: document.id } })).toBe(2)
  await passTime()
  await workOff()
  expect(await db.chunk.findMany({ where: { documentId: document.id } })).toEqual([chunk])
})

import { afterAll, beforeEach, expect, test } from 'vitest'
import type { Actor } from '@/server/auth/actor'
import * as chunks from '@/server/chunks/service'
import { db } from '@/server/database'
import * as questions from '@/server/evaluation/questions'
import { switchIndex } from '@/server/evaluation/switchIndex'
import { defaultChunking } from '@/server/ingestion/schema'
import * as indexes from '@/server/knowledge/indexes'
import * as knowledge from '@/server/knowledge/service'
import { addReadyDocument, createBase, workOff } from '@/server/testing/documents'
import { createPerson } from '@/server/testing/people'
import { vectors } from '@/server/vectors/store'

let person: Actor
let base: string
beforeEach(async () => {
  await db.job.deleteMany()
  person = await createPerson()
  base = await createBase(person)
  const { id } = await addReadyDocument(person, base, '# Otters\n\nThe otter sleeps afloat.\n\n# Badgers\n\nThe badger digs at night.')
  const [otter] = await chunks.list(person, { documentId: id, search: 'otter' })
  await questions.create(person, { knowledgeBaseId: base, question: 'Where does the otter sleep?', expected: [{ chunkId: otter?.id ?? '' }] })
  await knowledge.update(person, { id: base, isGated: true })
})
afterAll(async () => (await vectors()).close())

const build = (switchWhenDone: boolean) => indexes.build(person, { knowledgeBaseId: base, chunking: defaultChunking, switchWhenDone })
const activeId = async () => (await indexes.activeIndex(person, base)).id

test('an index that finds as much passes the gate by itself', async () => {
  const next = await build(true)
  await workOff()
  expect(await activeId()).toBe(next.id)
})

test('one that finds less is refused, until the gate is off; the way back is open with it on', async () => {
  const before = await activeId()
  const next = await build(false)
  await workOff()
  await db.chunk.updateMany({ where: { text: { contains: 'otter' }, indexedDocument: { indexId: next.id } }, data: { isEnabled: false } })
  await expect(switchIndex(person, next.id)).rejects.toMatchObject({ kind: 'conflict', message: expect.stringMatching(/^1 test questions/) })
  expect(await activeId()).toBe(before)
  await knowledge.update(person, { id: base, isGated: false })
  await switchIndex(person, next.id)
  await knowledge.update(person, { id: base, isGated: true })
  await switchIndex(person, before)
  expect(await activeId()).toBe(before)
})

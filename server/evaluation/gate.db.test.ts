import { afterAll, beforeEach, expect, test } from 'vitest'
import type { Actor } from '@/server/auth/actor'
import * as chunks from '@/server/chunks/service'
import { db } from '@/server/database'
import { gateVerdict } from '@/server/evaluation/gate'
import * as questions from '@/server/evaluation/questions'
import * as runs from '@/server/evaluation/runs'
import { newId } from '@/server/ids'
import { defaultChunking } from '@/server/ingestion/schema'
import * as indexes from '@/server/knowledge/indexes'
import { addReadyDocument, createBase, workOff } from '@/server/testing/documents'
import { createPerson } from '@/server/testing/people'
import { vectors } from '@/server/vectors/store'

const book = '# Otters\n\nThe otter sleeps afloat.\n\n# Badgers\n\nThe badger digs at night.'

let person: Actor
let base: string
let id: string
let candidate: string
beforeEach(async () => {
  await db.job.deleteMany()
  person = await createPerson()
  base = await createBase(person)
  id = (await addReadyDocument(person, base, book)).id
  candidate = (await indexes.build(person, { knowledgeBaseId: base, chunking: defaultChunking, switchWhenDone: false })).id
  await workOff()
})
afterAll(async () => (await vectors()).close())

async function askFor(question: string, search: string) {
  const chunkIds = (await chunks.list(person, { documentId: id, search })).map((chunk) => ({ chunkId: chunk.id }))
  await questions.create(person, { knowledgeBaseId: base, question, expected: chunkIds })
}

/** Switches off the passages of an index that hold a word. */
async function lose(indexId: string, word: string) {
  const { count } = await db.chunk.updateMany({ where: { text: { contains: word }, indexedDocument: { indexId } }, data: { isEnabled: false } })
  expect(count).toBe(1)
}

test('without questions everything passes', async () => {
  expect(await gateVerdict(person, base, candidate)).toEqual({ passes: true, comparison: null })
})

test('an index that finds the same passes, and nothing is asked twice', async () => {
  await askFor('Where does the otter sleep?', 'otter')
  const verdict = await gateVerdict(person, base, candidate)
  expect(verdict).toMatchObject({ passes: true, comparison: { a: { indexNumber: 1 }, b: { indexNumber: 2 }, questions: [{ verdict: 'same' }] } })
  expect(await gateVerdict(person, base, candidate)).toEqual(verdict)
  expect((await runs.list(person, { knowledgeBaseId: base, limit: 50 })).items).toHaveLength(2)
})

test('an index that finds less does not pass, and the question that lost is named', async () => {
  await askFor('Where does the otter sleep?', 'otter')
  await askFor('When does the badger dig?', 'badger')
  await lose(candidate, 'badger')
  const { passes, comparison } = await gateVerdict(person, base, candidate)
  expect(passes).toBe(false)
  expect(comparison?.difference?.recall).toBe(-0.5)
  expect(comparison?.questions).toMatchObject([{ question: 'When does the badger dig?', verdict: 'worse', a: { rank: 1 }, b: { rank: null } }, { verdict: 'same' }])
})

test('an index may lose what it gains elsewhere, and says so', async () => {
  await askFor('Where does the otter sleep?', 'otter')
  await askFor('When does the badger dig?', 'badger')
  await lose(candidate, 'badger')
  await lose((await indexes.activeIndex(person, base)).id, 'otter')
  const { passes, comparison } = await gateVerdict(person, base, candidate)
  expect(passes).toBe(true)
  expect(comparison?.questions.map(({ verdict }) => verdict)).toEqual(['worse', 'better'])
})

test("an index of another base, or of nobody, is not found; neither is a stranger's base", async () => {
  await askFor('Where does the otter sleep?', 'otter')
  const { id: foreign } = await indexes.activeIndex(person, await createBase(person))
  for (const indexId of [foreign, newId()]) await expect(gateVerdict(person, base, indexId)).rejects.toMatchObject({ kind: 'not_found', message: 'This index does not exist' })
  await expect(gateVerdict(await createPerson(), base, candidate)).rejects.toMatchObject({ kind: 'not_found', message: 'This knowledge base does not exist' })
})

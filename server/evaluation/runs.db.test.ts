import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Actor } from '@/server/auth/actor'
import * as chunks from '@/server/chunks/service'
import { db } from '@/server/database'
import * as documents from '@/server/documents/actions'
import * as questions from '@/server/evaluation/questions'
import * as runs from '@/server/evaluation/runs'
import { newId } from '@/server/ids'
import * as editChunks from '@/server/ingestion/editChunks'
import { defaultChunking } from '@/server/ingestion/schema'
import * as indexes from '@/server/knowledge/indexes'
import * as knowledge from '@/server/knowledge/service'
import { retrievalSettingsSchema } from '@/server/retrieval/schema'
import { addDocument, addReadyDocument, createBase, workOff } from '@/server/testing/documents'
import { createPerson } from '@/server/testing/people'
import { vectors } from '@/server/vectors/store'

const provider = await vi.hoisted(async () => (await import('@/server/testing/fakeProvider')).useFakeProvider({ embedding: 'fake-embedding' }))
const lexical = { model: 'builtin/lexical', dimensions: 384 }
const book = '# Otters\n\nThe otter sleeps afloat.\n\n# Badgers\n\nThe badger digs at night.\n\n# 水獭\n\n水獭在夜里修筑水坝。'

let person: Actor
let base: string
let id: string
beforeEach(async () => {
  await db.job.deleteMany()
  person = await createPerson()
  base = (await knowledge.create(person, { name: newId() }, lexical)).id
  id = (await addReadyDocument(person, base, book, 'animals.md')).id
})
afterAll(async () => {
  await provider.close()
  await (await vectors()).close()
})

const chunkWith = async (search: string, documentId = id) => (await chunks.list(person, { documentId, search })).at(0) ?? expect.fail(`no chunk has ${search}`)
/** A test question that expects the passages with these words. */
async function askFor(question: string, ...searches: string[]) {
  const expected = await Promise.all(searches.map(async (search) => ({ chunkId: (await chunkWith(search)).id })))
  return questions.create(person, { knowledgeBaseId: base, question, expected })
}
const run = (draft: { indexId?: string } = {}) => runs.completed(person, { knowledgeBaseId: base, ...draft })
const settings = (part: object) => retrievalSettingsSchema.parse(part)
const listed = () => runs.list(person, { knowledgeBaseId: base, limit: 50 })

describe('a run', () => {
  test('says of each question which passages it found, and what that comes to', async () => {
    await askFor('Where does the otter sleep?', 'otter')
    await askFor('水獺什麼時候修水壩？', '水坝')
    await askFor('When does the badger dig, and what does 水坝 mean?', 'badger', 'otter')
    const { results, ...summary } = await run()
    expect(results).toMatchObject([
      { question: 'Where does the otter sleep?', rank: 1, recall: 1, goneCount: 0, expected: [{ documentId: id, documentName: 'animals.md', rank: 1 }] },
      { question: '水獺什麼時候修水壩？', rank: 1, recall: 1, expected: [{ rank: 1 }] },
      { rank: 1, recall: 0.5, expected: [{ rank: 1 }, { rank: null }] },
    ])
    expect(summary).toMatchObject({ state: 'complete', questionCount: 3, doneCount: 3, indexNumber: 1, errorText: null, endedAt: expect.any(Date) })
    expect(summary.metrics).toMatchObject({ recall: 2.5 / 3, recallAt5: 2.5 / 3, meanReciprocalRank: 1, p50Ms: expect.any(Number) })
    expect(summary.metrics?.p95Ms).toBeGreaterThanOrEqual(summary.metrics?.p50Ms ?? Infinity)
  })

  test('is there from the start and grows to its end', async () => {
    await askFor('Where does the otter sleep?', 'otter')
    const started = await runs.start(person, { knowledgeBaseId: base })
    expect(started).toMatchObject({ state: 'running', questionCount: 1, doneCount: 0, metrics: null })
    await expect.poll(async () => (await listed()).items).toMatchObject([{ id: started.id, state: 'complete', doneCount: 1 }])
  })

  test("searches as its base does, unless it is told otherwise", async () => {
    await askFor('The otter or the badger?', 'otter', 'badger')
    await db.knowledgeBase.update({ where: { id: base }, data: { retrieval: settings({ limit: 1 }) } })
    const [usual, other] = [await run(), await runs.completed(person, { knowledgeBaseId: base, settings: settings({ limit: 2 }) })]
    expect([usual, other].map((one) => [one.settings.limit, one.metrics?.recall])).toEqual([[1, 0.5], [2, 1]])
  })

  test('counts what comes along with a hit', async () => {
    await askFor('Where does the otter sleep?', 'otter', 'badger')
    const found = async (neighbours: number) => (await runs.completed(person, { knowledgeBaseId: base, settings: settings({ limit: 1, neighbours }) })).results
    expect(await found(0)).toMatchObject([{ recall: 0.5 }])
    expect(await found(1)).toMatchObject([{ recall: 1, expected: [{ rank: 1 }, { rank: 1 }] }])
  })

  test('does not look for what is gone with its document', async () => {
    const { id: other } = await addReadyDocument(person, base, 'The pangolin rolls up.', 'pangolin.md')
    const both = [await chunkWith('otter'), await chunkWith('pangolin', other)].map(({ id: chunkId }) => ({ chunkId }))
    await questions.create(person, { knowledgeBaseId: base, question: 'Where does the otter sleep?', expected: both })
    await questions.create(person, { knowledgeBaseId: base, question: 'Who rolls up?', expected: both.slice(1) })
    await documents.remove(person, [other])
    const { results, metrics } = await run()
    expect(results).toMatchObject([{ goneCount: 1, recall: 1, expected: [{ rank: 1 }] }, { goneCount: 1, recall: null, rank: null, tookMs: null, expected: [] }])
    expect(metrics?.recall).toBe(1)
    await documents.remove(person, [id])
    expect(await run()).toMatchObject({ state: 'complete', metrics: null, questionCount: 2 })
  })

  test('finds what was written by hand, and what was changed by hand', async () => {
    const byHand = await editChunks.add(person, { documentId: id, text: '穿山甲遇到危险时会蜷成一团。', keywords: [] })
    await questions.create(person, { knowledgeBaseId: base, question: '穿山甲怎么办？', expected: [{ chunkId: byHand.id }] })
    await askFor('Where does the badger dig?', 'badger')
    await editChunks.edit(person, { id: (await chunkWith('badger')).id, text: 'The badger digs in the hills.' })
    expect((await run()).results.map(({ rank }) => rank)).toEqual([1, 1])
  })

  test('names the passage that it did not find, as its index cuts it', async () => {
    const byHand = await editChunks.add(person, { documentId: id, text: '穿山甲遇到危险时会蜷成一团。', keywords: [] })
    const otter = await chunkWith('otter')
    const end = book.indexOf('badger digs')
    await questions.create(person, { knowledgeBaseId: base, question: 'Zebra?', expected: [{ chunkId: byHand.id }, { documentId: id, start: otter.start, end }] })
    expect((await run()).results).toMatchObject([{ recall: 0, expected: [{ rank: null, chunkId: byHand.id, fell: 'notCandidate' }, { rank: null, chunkId: otter.id }] }])
    await editChunks.remove(person, { documentId: id, ids: [byHand.id, otter.id] })
    expect((await run()).results).toMatchObject([{ expected: [{ rank: null, chunkId: null, fell: null }, { rank: null, chunkId: (await chunkWith('badger')).id }] }])
  })

  test.each([
    [{ limit: 1 }, 'limit'],
    [{ limit: 2, scoreThreshold: 0.9 }, 'threshold'],
  ])('with %j says that the other passage fell at the %s', async (part, fell) => {
    await askFor('Where does the otter sleep, or dig?', 'otter', 'badger')
    const { results } = await runs.completed(person, { knowledgeBaseId: base, settings: settings(part) })
    expect(results[0]?.expected.at(-1)).toMatchObject({ rank: null, fell, chunkId: (await chunkWith('badger')).id })
  })

  test('without a question is refused, and one of an unknown index is not found', async () => {
    await expect(run()).rejects.toMatchObject({ kind: 'conflict', message: 'This knowledge base has no test questions yet; add one first' })
    const other = await indexes.activeIndex(person, await createBase(person))
    for (const indexId of [newId(), other.id]) await expect(run({ indexId })).rejects.toMatchObject({ kind: 'not_found', message: 'This index does not exist' })
  })
})

describe('another index', () => {
  const build = async () => {
    const { id: indexId } = await indexes.build(person, { knowledgeBaseId: base, chunking: { ...defaultChunking, chunkTokens: 32 }, switchWhenDone: false })
    await workOff()
    return indexId
  }
  const long = Array.from({ length: 12 }, (_, at) => `Tower ${at} was painted ${['red', 'blue', 'green'][at % 3]} by the keeper number ${at}, who came from the north.`).join('\n\n')

  test('is asked for the same passages, although it is cut in another way', async () => {
    id = (await addReadyDocument(person, base, long, 'towers.md')).id
    const start = long.indexOf('Tower 7')
    await questions.create(person, { knowledgeBaseId: base, question: 'Who painted tower 7?', expected: [{ documentId: id, start, end: start + 60 }] })
    await askFor('What was painted by keeper number 11?', 'keeper number 11')
    const indexId = await build()
    expect(await db.chunk.count({ where: { documentId: id, indexedDocument: { indexId } } })).toBeGreaterThan((await chunks.list(person, { documentId: id })).length)
    const { results, indexNumber } = await run({ indexId })
    expect(indexNumber).toBe(2)
    expect(results.map(({ recall }) => recall)).toEqual([1, 1])
  })

  test('that counts the characters of its documents differently is asked for the same texts', async () => {
    await askFor('Where does the otter sleep?', 'otter')
    await askFor('水獭修什么？', '水坝')
    const indexId = await build()
    const moved = { start: { increment: 20 } }
    await db.documentBlock.updateMany({ where: { indexedDocument: { indexId } }, data: moved })
    await db.chunk.updateMany({ where: { indexedDocument: { indexId } }, data: { ...moved, end: { increment: 20 } } })
    expect((await run({ indexId })).results.map(({ recall }) => recall)).toEqual([1, 1])
  })

  test('that lacks a document does not find its passages', async () => {
    await askFor('Where does the otter sleep?', 'otter')
    const indexId = await build()
    await db.indexedDocument.updateMany({ where: { indexId, documentId: id }, data: { activeVersion: 0, state: 'failed' } })
    expect((await run({ indexId })).results).toMatchObject([{ recall: 0, rank: null, goneCount: 0 }])
  })
})

describe('a run that does not reach its end', () => {
  const learnedBase = async () => {
    base = await createBase(person)
    id = (await addReadyDocument(person, base, book, 'animals.md')).id
    await askFor('Where does the otter sleep?', 'otter')
  }

  test('says why', async () => {
    await learnedBase()
    provider.failEmbeddings(401, 1)
    await expect(run()).rejects.toMatchObject({ kind: 'upstream_failed' })
    const [failed] = (await listed()).items
    expect(failed).toMatchObject({ state: 'failed', errorText: expect.stringContaining('key'), doneCount: 0, metrics: null, endedAt: expect.any(Date) })
    expect(await run()).toMatchObject({ state: 'complete', results: [{ rank: 1 }] })
  })

  test('was interrupted when its process ended', async () => {
    await askFor('Where does the otter sleep?', 'otter')
    const { id: runId } = await run()
    await db.testRun.update({ where: { id: runId }, data: { state: 'running', doneCount: 0, leaseUntil: new Date(Date.now() - 1) } })
    expect(await runs.get(person, runId)).toMatchObject({ state: 'interrupted' })
    const again = await run()
    expect(again).toMatchObject({ state: 'complete' })
    expect(again.id).not.toBe(runId)
  })

  test('ends when it is removed', async () => {
    await learnedBase()
    provider.holdEmbeddings(1)
    const going = run()
    await expect.poll(async () => (await listed()).items).toHaveLength(1)
    const [live] = (await listed()).items
    await runs.remove(person, live?.id ?? '')
    await expect(going).rejects.toMatchObject({ kind: 'not_found', message: 'This test run does not exist' })
  })

  test('is interrupted when nobody waits for it any more', async () => {
    await askFor('Where does the otter sleep?', 'otter')
    await expect(runs.completed(person, { knowledgeBaseId: base }, AbortSignal.abort(new Error('gone home')))).rejects.toThrow('gone home')
    expect((await listed()).items).toMatchObject([{ state: 'interrupted', errorText: null }])
  })

  test('is one of four at most', async () => {
    await askFor('Where does the otter sleep?', 'otter')
    const { id: runId } = await run()
    const row = await db.testRun.findUniqueOrThrow({ where: { id: runId } })
    const live = { ...row, state: 'running' as const, settings: settings({}), results: [], metrics: {}, leaseUntil: new Date(Date.now() + 60_000) }
    await db.testRun.createMany({ data: Array.from({ length: 4 }, () => ({ ...live, id: newId() })) })
    await expect(runs.start(person, { knowledgeBaseId: base })).rejects.toMatchObject({ kind: 'conflict', message: 'Four test runs are going on; wait until one of them ends' })
  })
})

describe('a run that still holds', () => {
  test('is not made again', async () => {
    await askFor('Where does the otter sleep?', 'otter')
    expect((await run()).id).toBe((await run()).id)
  })

  test.each([
    ['another question', () => askFor('When does the badger dig?', 'badger')],
    ['a passage that was changed', async () => editChunks.edit(person, { id: (await chunkWith('badger')).id, keywords: ['sett'] })],
    ['a document that was added', () => addReadyDocument(person, base, 'More.', 'more.md')],
    ['a document that was switched off', () => documents.setEnabled(person, [id], false)],
    ['a document that waits', () => addDocument(person, base, 'Later.', 'later.md')],
    ['other settings', () => db.knowledgeBase.update({ where: { id: base }, data: { retrieval: settings({ limit: 3 }) } })],
  ])('does not hold after %s', async (_name, change) => {
    await askFor('Where does the otter sleep?', 'otter')
    const before = await run()
    await change()
    expect((await run()).id).not.toBe(before.id)
  })
})

test('runs are listed page by page, the newest first, and removed', async () => {
  await askFor('Where does the otter sleep?', 'otter')
  const made: string[] = []
  for (const limit of [1, 2, 3]) made.unshift((await runs.completed(person, { knowledgeBaseId: base, settings: settings({ limit }) })).id)
  const first = await runs.list(person, { knowledgeBaseId: base, limit: 2 })
  const second = await runs.list(person, { knowledgeBaseId: base, limit: 2, cursor: first.nextCursor })
  expect([...first.items, ...second.items].map((item) => item.id)).toEqual(made)
  expect(second.nextCursor).toBeNull()
  for (const runId of made) await runs.remove(person, runId)
  expect((await listed()).items).toEqual([])
  await expect(runs.remove(person, made[0] ?? '')).rejects.toMatchObject({ kind: 'not_found' })
})

test('the newest hundred are kept, and one that goes on', async () => {
  await askFor('Where does the otter sleep?', 'otter')
  const oldest = await run()
  const row = await db.testRun.findUniqueOrThrow({ where: { id: oldest.id } })
  const copy = (part: object) => ({ ...row, settings: {}, metrics: {}, results: [], id: newId(), ...part })
  const goingOn = copy({ state: 'running', leaseUntil: new Date(Date.now() + 60_000) })
  const others = Array.from({ length: 99 }, () => copy({}))
  await db.testRun.createMany({ data: [goingOn, ...others] })
  const elsewhere = await createBase(person)
  await db.testRun.create({ data: copy({ id: oldest.id.replace(/.$/, (last) => (last === '0' ? '1' : '0')), knowledgeBaseId: elsewhere }) })
  const newest = await runs.completed(person, { knowledgeBaseId: base, settings: settings({ limit: 1 }) })
  const left = await db.testRun.findMany({ where: { knowledgeBaseId: base }, orderBy: { id: 'asc' }, select: { id: true } })
  expect(left.map(({ id: runId }) => runId)).toEqual([goingOn.id, ...others.map((other) => other.id), newest.id])
  expect(await db.testRun.count({ where: { knowledgeBaseId: elsewhere } })).toBe(1)
})

describe('a comparison', () => {
  test('is of two complete runs of one base', async () => {
    await askFor('The otter or the badger?', 'otter', 'badger')
    const [one, two] = [await runs.completed(person, { knowledgeBaseId: base, settings: settings({ limit: 1 }) }), await run()]
    expect(await runs.compare(person, { a: one.id, b: two.id })).toMatchObject({ a: { id: one.id }, b: { id: two.id }, difference: { recall: 0.5 }, questions: [{ verdict: 'better' }] })
    await db.testRun.update({ where: { id: two.id }, data: { state: 'failed' } })
    await expect(runs.compare(person, { a: one.id, b: two.id })).rejects.toMatchObject({ kind: 'conflict', message: 'Only test runs that are complete can be compared' })
    await db.testRun.update({ where: { id: two.id }, data: { state: 'complete', knowledgeBaseId: await createBase(person) } })
    await expect(runs.compare(person, { a: one.id, b: two.id })).rejects.toMatchObject({ kind: 'conflict' })
  })
})

import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Actor } from '@/server/auth/actor'
import { db } from '@/server/database'
import * as actions from '@/server/documents/actions'
import * as documents from '@/server/documents/service'
import { newId } from '@/server/ids'
import { defaultChunking } from '@/server/ingestion/schema'
import * as indexes from '@/server/knowledge/indexes'
import * as knowledge from '@/server/knowledge/service'
import { addDocument, addReadyDocument, createBase, passTime, workOff } from '@/server/testing/documents'
import { createPerson } from '@/server/testing/people'
import { textsFound } from '@/server/testing/search'
import { vectors } from '@/server/vectors/store'

const provider = await vi.hoisted(async () => (await import('@/server/testing/fakeProvider')).useFakeProvider({ embedding: 'fake-embedding' }))
const lexical = { model: 'builtin/lexical', dimensions: 384 }
const learned = { model: 'openai/fake-embedding', dimensions: 64 }
const small = { ...defaultChunking, chunkTokens: 32 }
const day = (word: string) => Array.from({ length: 12 }, (_, at) => `The ${word} number ${at} was seen from the tower in the morning, and again in the evening.`).join('\n\n')

let person: Actor
let base: string
let otters: string
beforeEach(async () => {
  await db.job.deleteMany()
  person = await createPerson()
  // As when no embedding model was configured yet.
  base = (await knowledge.create(person, { name: newId() }, lexical)).id
  otters = (await addReadyDocument(person, base, day('otter'), 'otters.md')).id
})
afterAll(async () => {
  await provider.close()
  await (await vectors()).close()
})

const found = async (question: string) => (await textsFound(person, base, question)).join('\n')
const build = (chunking = small, switchWhenDone = false) => indexes.build(person, { knowledgeBaseId: base, chunking, switchWhenDone })
const active = () => indexes.activeIndex(person, base)
const rows = async (space: typeof lexical, indexId: string): Promise<number> => (await vectors()).countRows(space, { indexIds: [indexId] })

describe('another index', () => {
  test('is built beside the one that is searched, which answers until the switch, and again after the way back', async () => {
    const first = await active()
    const { chunkCount } = await documents.get(person, otters)
    const second = await build()
    expect(second).toMatchObject({ number: 2, isActive: false, isBuilding: true, embeddingModel: learned.model, liveCount: 1 })
    expect(await documents.get(person, otters)).toMatchObject({ state: 'ready' })
    expect(await found('otter')).toContain('otter number')
    await expect(indexes.switchTo(person, second.id)).rejects.toMatchObject({ kind: 'conflict' })
    await workOff()
    expect(await documents.get(person, otters)).toMatchObject({ chunkCount })
    expect(await rows(learned, second.id)).toBeGreaterThan(chunkCount)

    expect(await indexes.switchTo(person, second.id)).toMatchObject({ isActive: true, isBuilding: false, readyCount: 1 })
    expect((await knowledge.get(person, base)).embeddingModel).toBe(learned.model)
    expect((await documents.get(person, otters)).chunkCount).toBeGreaterThan(chunkCount)
    expect(await found('otter')).toContain('otter number')

    await indexes.switchTo(person, first.id)
    expect(await documents.get(person, otters)).toMatchObject({ chunkCount, state: 'ready' })
    expect(await found('otter')).toContain('otter number')
  })

  test('gets the documents that come while it is built, and loses those that are deleted', async () => {
    const second = await build()
    const late = await addDocument(person, base, day('walrus'), 'late.md')
    await workOff()
    expect(await indexes.list(person, base)).toMatchObject([{ documentCount: 2, readyCount: 2 }, { documentCount: 2, readyCount: 2 }])
    await actions.remove(person, [late.id])
    await workOff()
    await indexes.switchTo(person, second.id)
    expect(await found('walrus')).not.toContain('walrus number')
    expect(await rows(learned, second.id)).toBe((await documents.get(person, otters)).chunkCount)
  })

  test('that is gone back to gets the documents that it never saw', async () => {
    const first = await active()
    const second = await build()
    await workOff()
    await indexes.switchTo(person, second.id)
    await addReadyDocument(person, base, day('walrus'), 'later.md')
    expect(await indexes.switchTo(person, first.id)).toMatchObject({ documentCount: 2, liveCount: 1 })
    await workOff()
    expect(await found('walrus')).toContain('walrus number')
  })

  test('takes over by itself when that is wanted, and the one before the last is removed', async () => {
    const first = await active()
    const second = await build(small, true)
    await workOff()
    expect((await active()).id).toBe(second.id)
    const third = await build({ ...small, chunkTokens: 64 }, true)
    await workOff()
    expect((await indexes.list(person, base)).map((index) => [index.id, index.isActive])).toEqual([[third.id, true], [second.id, false]])
    expect(await rows(lexical, first.id)).toBe(0)
  })

  test('does not take over by itself when a document failed in it that is ready now', async () => {
    const first = await active()
    provider.failEmbeddings(401, 100)
    const second = await build(small, true)
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      await workOff()
      await passTime()
    }
    provider.failEmbeddings(401, 0)
    expect((await active()).id).toBe(first.id)
    expect((await indexes.list(person, base))[0]).toMatchObject({ id: second.id, liveCount: 0, readyCount: 0 })
  })

  test('is refused while one is built, and when it is discarded nothing of it stays and no file goes', async () => {
    const second = await build()
    await expect(build()).rejects.toMatchObject({ kind: 'conflict' })
    await workOff()
    await indexes.discard(person, second.id)
    await workOff()
    expect(await rows(learned, second.id)).toBe(0)
    expect(await indexes.list(person, base)).toHaveLength(1)
    await actions.reread(person, [otters])
    await workOff()
    expect(await documents.get(person, otters)).toMatchObject({ state: 'ready' })
    await expect(indexes.discard(person, (await active()).id)).rejects.toMatchObject({ kind: 'conflict' })
  })

  test('of a base without documents is its only one with other settings', async () => {
    const empty = await createBase(person)
    expect(await indexes.build(person, { knowledgeBaseId: empty, chunking: small, switchWhenDone: true })).toMatchObject({ number: 1, isActive: true, chunking: small })
    expect(await indexes.list(person, empty)).toHaveLength(1)
  })
})

test('C81 a document that is cut its own way is read again, and its old passages answer until then', async () => {
  const { chunkCount } = await documents.get(person, otters)
  expect(await documents.update(person, { id: otters, chunking: small })).toMatchObject({ state: 'queued', chunkCount, chunking: small })
  expect(await found('otter')).toContain('otter number')
  await workOff()
  const cut = await documents.get(person, otters)
  expect(cut.state).toBe('ready')
  expect(cut.chunkCount).toBeGreaterThan(chunkCount)
})

import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import type { Actor } from '@/server/auth/actor'
import { config } from '@/server/config'
import { db } from '@/server/database'
import { reread, remove } from '@/server/documents/actions'
import * as documents from '@/server/documents/service'
import * as receipts from '@/server/receipts/service'
import { addDocument, addReadyDocument, createBase, passTime, workOff } from '@/server/testing/documents'
import { createPerson } from '@/server/testing/people'
import { nothing } from '@/server/upkeep/round'
import { inspect, repair } from '@/server/upkeep/upkeep'
import { vectors } from '@/server/vectors/store'

const provider = await vi.hoisted(async () => (await import('@/server/testing/fakeProvider')).useFakeProvider({ embedding: 'fake-embedding' }))
const space = { model: 'openai/fake-embedding', dimensions: 64 }

let person: Actor
let base: string
beforeEach(async () => {
  await db.job.deleteMany()
  await db.knowledgeBase.deleteMany()
  await repair()
  person = await createPerson()
  base = await createBase(person)
})
afterAll(async () => {
  await provider.close()
  await (await vectors()).close()
})

const text = Array.from({ length: 70 }, (_, day) => `# Day ${day}\n\nHeron number ${day} stood still. ${'The tide came in and went out. '.repeat(20)}`).join('\n\n')

/** Does something while the n-th call of the vector store fails. False when there were fewer calls. */
async function withFailingCall(n: number, work: () => Promise<void>): Promise<boolean> {
  const store = await vectors()
  let calls = 0
  const failing = new Proxy(store, {
    get: (target, key) => {
      const value: unknown = Reflect.get(target, key)
      if (typeof value !== 'function') return value
      return (...args: unknown[]) => {
        calls += 1
        if (calls === n) throw new Error('the disk is on fire')
        return value.apply(target, args)
      }
    },
  })
  globalThis.parleyVectors = Promise.resolve(failing)
  await work().finally(() => (globalThis.parleyVectors = Promise.resolve(store)))
  return calls >= n
}

/** Lets all pauses pass until no job is left. */
async function workOffAll(): Promise<void> {
  for (let turn = 0; turn < 8; turn += 1) {
    await passTime()
    await workOff()
  }
}

test('whichever call of the vector store fails while a document is read, it is whole in the end and nothing is left over', async () => {
  let n = 1
  for (; ; n += 1) {
    const { id } = await addDocument(person, base, text, `${n}.md`)
    if (!(await withFailingCall(n, workOff))) break
    await workOffAll()
    const { state, chunkCount } = await documents.get(person, id)
    expect(state).toBe('ready')
    expect(await (await vectors()).countRows(space, { documentIds: [id] })).toBe(chunkCount)
    expect(await inspect()).toEqual(nothing)
  }
  expect(n).toBeGreaterThan(4)
}, 90_000)

test('whichever call of the vector store fails while a document is deleted, nothing is left over', async () => {
  let n = 1
  for (; ; n += 1) {
    const { id } = await addReadyDocument(person, base, 'A heron stands still.', `${n}.md`)
    await remove(person, [id])
    if (!(await withFailingCall(n, workOff))) break
    await workOffAll()
    expect(await (await vectors()).countRows(space, { documentIds: [id] })).toBe(0)
    expect(await inspect()).toEqual(nothing)
  }
  expect(n).toBeGreaterThan(1)
  expect((await receipts.list(person)).filter(({ completedAt }) => completedAt === null)).toEqual([])
})

test('a document that is read anew while every call fails keeps its old version, and fails with a sentence', async () => {
  const { id } = await addReadyDocument(person, base, text)
  await documents.update(person, { id, chunking: { method: 'general', chunkTokens: 64, overlapTokens: 0, delimiters: [], pages: [] } })
  for (let attempt = 0; attempt < 6; attempt += 1) {
    await withFailingCall(1, workOff)
    await passTime()
  }
  expect(await documents.get(person, id)).toMatchObject({ state: 'failed', activeVersion: 1, errorText: expect.stringMatching(/try again/) })
})

test('a vector store that is gone is made again from SQL, without reading a file again', async () => {
  const { id, chunkCount } = await addReadyDocument(person, base, text)
  await (await vectors()).close()
  globalThis.parleyVectors = undefined
  rmSync(join(config.dataDir, 'vectors'), { recursive: true })
  rmSync(join(config.dataDir, 'files'), { recursive: true })
  expect(await inspect()).toEqual({ ...nothing, unindexed: 1, lost: 1 })
  await repair()
  await workOff()
  expect(await inspect()).toEqual({ ...nothing, lost: 1 })
  expect(await documents.get(person, id)).toMatchObject({ state: 'ready', activeVersion: 1, chunkCount })
  await reread(person, [id])
  await workOff()
  expect((await documents.get(person, id)).state).toBe('ready')
})

import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Actor } from '@/server/auth/actor'
import { chunksRouter } from '@/server/chunks/router'
import { db } from '@/server/database'
import * as documents from '@/server/documents/service'
import { newId } from '@/server/ids'
import { addDocument, addReadyDocument, createBase } from '@/server/testing/documents'
import { englishPdf } from '@/server/testing/fixtures'
import { createPerson } from '@/server/testing/people'
import { textsFound } from '@/server/testing/search'
import { createCallerFactory } from '@/server/trpc'
import { vectors } from '@/server/vectors/store'

const provider = await vi.hoisted(async () => (await import('@/server/testing/fakeProvider')).useFakeProvider({ embedding: 'fake-embedding' }))
const space = { model: 'openai/fake-embedding', dimensions: 64 }
const book = '# Otters\n\nThe otter sleeps afloat.\n\n# Badgers\n\nThe badger digs.\n\n# 水獭\n\n水獭在夜里修筑水坝。'

let person: Actor
let base: string
let id: string
beforeEach(async () => {
  person = await createPerson()
  base = await createBase(person)
  id = (await addReadyDocument(person, base, book)).id
})
afterAll(async () => {
  await provider.close()
  await (await vectors()).close()
})

const chunks = () => createCallerFactory(chunksRouter)({ actor: person, address: 'test' })
const found = (question: string): Promise<string[]> => textsFound(person, base, question)

/** Every count that is told of the document is the number of its rows, in SQL and in the vector store. */
async function expectCounted(): Promise<void> {
  const rows = await db.chunk.findMany({ where: { documentId: id } })
  expect(await documents.get(person, id)).toMatchObject({ chunkCount: rows.length, tokenCount: rows.reduce((sum, row) => sum + row.tokenCount, 0) })
  expect(await (await vectors()).countRows(space, { documentIds: [id] })).toBe(rows.length)
}

describe('a passage', () => {
  test('is found by a place in it, by its number and by its id', async () => {
    const all = await chunks().list({ documentId: id })
    expect(all.length).toBeGreaterThan(2)
    for (const chunk of all) {
      for (const offset of [chunk.start, chunk.end - 1]) expect(await chunks().at({ documentId: id, offset })).toEqual(chunk)
      expect(await chunks().getByIndex({ documentId: id, index: chunk.index })).toEqual({ chunk, totalCount: all.length })
      expect(await chunks().get({ id: chunk.id })).toEqual(chunk)
    }
    await expect(chunks().getByIndex({ documentId: id, index: all.length })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('of a PDF says its page', async () => {
    const { id: pdf } = await addReadyDocument(person, base, englishPdf(), 'tramway.pdf')
    const pages = (await chunks().list({ documentId: pdf })).map(({ page }) => page)
    expect(pages[0]).toBe(1)
    expect(new Set(pages).size).toBeGreaterThan(1)
  })

  test('is listed by words in it, Chinese ones too, page by page', async () => {
    expect((await chunks().list({ documentId: id, search: 'OTTER afloat' })).map(({ headingPath }) => headingPath)).toEqual([['Otters']])
    expect((await chunks().list({ documentId: id, search: '水坝' })).map(({ headingPath }) => headingPath)).toEqual([['水獭']])
    expect(await chunks().list({ documentId: id, search: 'otter badger' })).toEqual([])
    expect((await chunks().list({ documentId: id, limit: 1, afterIndex: 0 })).map(({ index }) => index)).toEqual([1])
  })
})

describe('a change by hand', () => {
  const one = async (search: string) => (await chunks().list({ documentId: id, search })).at(0) ?? expect.fail('there is no such passage')

  test('of the text is found at once, and the old text is not', async () => {
    const otter = await one('otter')
    const edited = await chunks().edit({ id: otter.id, text: 'The pangolin rolls into a ball.' })
    expect(edited).toMatchObject({ text: 'The pangolin rolls into a ball.', editedAt: expect.any(Date), start: otter.start })
    expect((await found('Who rolls into a ball?'))[0]).toBe('The pangolin rolls into a ball.')
    expect((await found('otter afloat')).join()).not.toContain('afloat')
    await expectCounted()
  })

  test('adds a passage that is found and counted', async () => {
    const added = await chunks().add({ documentId: id, text: '穿山甲遇到危险时会蜷成一团。', keywords: ['穿山甲'] })
    expect(added).toMatchObject({ index: 3, keywords: ['穿山甲'], isEnabled: true, editedAt: expect.any(Date) })
    expect((await found('穿山甲遇到危险时怎么办'))[0]).toBe('穿山甲遇到危险时会蜷成一团。')
    await expectCounted()
  })

  test('switches a passage off and on, and keeps its text', async () => {
    const otter = await one('otter')
    await chunks().edit({ id: otter.id, isEnabled: false })
    expect((await found('Where does the otter sleep?')).join()).not.toContain('afloat')
    expect(await chunks().list({ documentId: id, isEnabled: false })).toMatchObject([{ id: otter.id, editedAt: null }])
    await chunks().edit({ id: otter.id, isEnabled: true })
    expect((await found('Where does the otter sleep?'))[0]).toContain('afloat')
  })

  test('deletes passages, all that are named or none', async () => {
    const [first = '', second = '', third] = (await chunks().list({ documentId: id })).map((chunk) => chunk.id)
    await expect(chunks().remove({ documentId: id, ids: [first, newId()] })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await chunks().list({ documentId: id })).toHaveLength(3)
    await chunks().remove({ documentId: id, ids: [first, second] })
    expect((await chunks().list({ documentId: id })).map((chunk) => chunk.id)).toEqual([third])
    await expectCounted()
  })

  test('that cannot be embedded changes nothing and says why', async () => {
    const otter = await one('otter')
    provider.failEmbeddings(401, 1)
    await expect(chunks().edit({ id: otter.id, text: 'Other.' })).rejects.toThrow(/key/i)
    expect(await chunks().get({ id: otter.id })).toEqual(otter)
    await expectCounted()
  })

  test('waits until the document is ready', async () => {
    const waiting = await addDocument(person, base, 'later', 'later.md')
    await expect(chunks().add({ documentId: waiting.id, text: 'x' })).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  test.each([{ text: '' }, { text: 'x'.repeat(20_001) }, { keywords: [''] }, { keywords: Array.from({ length: 21 }, (_, at) => `${at}`) }])('of %j is refused', async (patch) => {
    await expect(chunks().edit({ id: newId(), ...patch })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })
})

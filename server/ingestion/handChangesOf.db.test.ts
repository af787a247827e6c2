import { afterAll, beforeEach, expect, test } from 'vitest'
import type { Actor } from '@/server/auth/actor'
import * as earlier from '@/server/chunks/earlier'
import * as chunks from '@/server/chunks/service'
import * as actions from '@/server/documents/actions'
import { refresh } from '@/server/documents/refresh'
import * as documents from '@/server/documents/service'
import { saveFile } from '@/server/files/store'
import * as editChunks from '@/server/ingestion/editChunks'
import { defaultChunking } from '@/server/ingestion/schema'
import * as indexes from '@/server/knowledge/indexes'
import { addReadyDocument, createBase, workOff } from '@/server/testing/documents'
import { createPerson } from '@/server/testing/people'
import { textsFound } from '@/server/testing/search'
import { vectors } from '@/server/vectors/store'

const small = { ...defaultChunking, chunkTokens: 32 }
const book = ['otter', 'badger', '水獭'].map((animal) => `# ${animal}\n\n${Array.from({ length: 6 }, (_, at) => `The ${animal} number ${at} was seen from the tower in the morning.`).join('\n\n')}`).join('\n\n')

let person: Actor
let base: string
let id: string
beforeEach(async () => {
  person = await createPerson()
  base = await createBase(person)
  id = (await addReadyDocument(person, base, book, 'book.md')).id
})
afterAll(async () => (await vectors()).close())

const found = (question: string): Promise<string[]> => textsFound(person, base, question)
const one = async (search: string) => (await chunks.list(person, { documentId: id, search })).at(0) ?? expect.fail('there is no such passage')

/** Otters are edited, badgers switched off, 水獭 have a keyword, and a passage is written. */
async function changeByHand(): Promise<void> {
  await editChunks.edit(person, { id: (await one('otter number 0')).id, text: 'The pangolin rolls into a ball.' })
  await editChunks.edit(person, { id: (await one('badger number 0')).id, isEnabled: false })
  await editChunks.edit(person, { id: (await one('水獭 number 0')).id, keywords: ['水坝'] })
  await editChunks.add(person, { documentId: id, text: 'Ferrets sleep eighteen hours a day.', keywords: [] })
}

async function expectKept(): Promise<void> {
  expect((await found('Who rolls into a ball?'))[0]).toBe('The pangolin rolls into a ball.')
  expect((await found('Who sleeps eighteen hours?'))[0]).toBe('Ferrets sleep eighteen hours a day.')
  expect((await found('otter number 0')).join()).not.toContain('otter number 0')
  expect((await found('badger number 0')).join()).not.toContain('badger number 0')
  expect((await one('水獭 number 0')).keywords).toEqual(['水坝'])
  const rows = await chunks.list(person, { documentId: id, limit: 200 })
  expect(rows.map(({ index }) => index)).toEqual(rows.map((_, index) => index))
  expect(await documents.get(person, id)).toMatchObject({ state: 'ready', warnings: [], chunkCount: rows.length, tokenCount: rows.reduce((sum, row) => sum + row.tokenCount, 0) })
}

test('what was changed by hand in a document stays when it is cut another way, and again', async () => {
  await changeByHand()
  for (const chunking of [small, { ...defaultChunking, method: 'manual' as const }]) {
    await documents.update(person, { id, chunking })
    await workOff()
    await expectKept()
  }
})

test('it stays in another index of the base, with what the passages said before', async () => {
  await changeByHand()
  await indexes.build(person, { knowledgeBaseId: base, chunking: small, switchWhenDone: true })
  await workOff()
  expect((await indexes.list(person, base))[0]).toMatchObject({ number: 2, isActive: true })
  await expectKept()
  const [before] = await earlier.history(person, (await one('pangolin')).id)
  expect(before?.text).toContain('The otter number 0')
})

test('what is changed while another index is being built is in that one too when it takes over', async () => {
  const { id: index } = await indexes.build(person, { knowledgeBaseId: base, chunking: small, switchWhenDone: false })
  await workOff()
  await changeByHand()
  await expect(indexes.switchTo(person, index)).rejects.toMatchObject({ kind: 'conflict' })
  await workOff()
  await indexes.switchTo(person, index)
  await expectKept()
})

test('it stays when a document that did not change is read again', async () => {
  await changeByHand()
  await actions.reread(person, [id])
  await workOff()
  await expectKept()
})

test('where the document says something else by now, what is gone is told of, and what was written stays', async () => {
  await changeByHand()
  const bytes = new TextEncoder().encode(book.replaceAll('otter', 'beaver').replaceAll('badger', 'marten'))
  await refresh(person, id, { mediaType: 'text/markdown', file: await saveFile(new Blob([bytes]).stream(), { maxBytes: 10_000 }) })
  await workOff()
  expect((await documents.get(person, id)).warnings).toEqual([expect.stringMatching(/^3 changes by hand are gone/)])
  expect((await found('Who sleeps eighteen hours?'))[0]).toBe('Ferrets sleep eighteen hours a day.')
  expect((await found('beaver number 0'))[0]).toContain('beaver number 0')
})

test('a passage tells what it said before, the newest first, and by whom it was changed', async () => {
  const { id: chunk, text } = await one('otter number 0')
  expect(await earlier.history(person, chunk)).toEqual([])
  await editChunks.edit(person, { id: chunk, text: 'Second.' })
  await editChunks.edit(person, { id: chunk, text: 'Third.', keywords: ['third'] })
  await editChunks.edit(person, { id: chunk, isEnabled: false })
  await editChunks.edit(person, { id: chunk, text: 'Third.' })
  expect(await earlier.history(person, chunk)).toMatchObject([{ text: 'Second.', keywords: [], changedBy: expect.any(String) }, { text, changedAt: expect.any(Date) }])
  for (let edition = 0; edition < 25; edition += 1) await editChunks.edit(person, { id: chunk, text: `Edition ${edition}.` })
  const kept = await earlier.history(person, chunk)
  expect(kept).toHaveLength(20)
  expect([kept.at(0)?.text, kept.at(-1)?.text]).toEqual(['Edition 23.', text])
  await expect(earlier.history(await createPerson(), chunk)).rejects.toMatchObject({ kind: 'not_found' })
})

import { expect, test } from 'vitest'
import { db } from '@/server/database'
import * as documents from '@/server/documents/service'
import { filePath, removeFile } from '@/server/files/store'
import { newId } from '@/server/ids'
import { preview } from '@/server/ingestion/preview'
import { readDocument } from '@/server/ingestion/read'
import { chunkingSchema } from '@/server/ingestion/schema'
import { addDocument, createBase } from '@/server/testing/documents'
import { englishPdf } from '@/server/testing/fixtures'
import { createPerson } from '@/server/testing/people'

const never = new AbortController().signal
const settings = chunkingSchema.parse({})

async function uploaded(content: string | Uint8Array, name?: string) {
  const actor = await createPerson()
  return { actor, document: await addDocument(actor, await createBase(actor), content, name) }
}

test('the chunks of some settings are shown before the document is indexed, and nothing is stored', async () => {
  const { actor, document } = await uploaded('# Prices\n\n| Ticket | Price |\n| adult | 4.50 |\n| child | 2.25 |')
  const { chunks, tookMs: _, ...rest } = await preview(actor, document.id, chunkingSchema.parse({ method: 'table' }), never)
  expect(chunks).toEqual([
    { index: 0, text: '# Prices\n\n| Ticket | Price |\n| adult | 4.50 |', start: 0, end: 45, page: null, headingPath: ['Prices'], context: '', tokenCount: 14 },
    { index: 1, text: '| child | 2.25 |', start: 46, end: 62, page: null, headingPath: ['Prices'], context: '| Ticket | Price |', tokenCount: 7 },
  ])
  expect(rest).toMatchObject({ isPartial: false, warnings: [] })
  expect(rest.tokenHistogram.map(({ count }) => count).reduce((sum, count) => sum + count, 0)).toBe(2)
  expect(await db.chunk.count()).toBe(0)
})

test('of a long document the first chunks are shown', async () => {
  const { actor, document } = await uploaded('A sentence of some words.\n\n'.repeat(20_000))
  const { chunks, isPartial, tokenHistogram } = await preview(actor, document.id, settings, never)
  expect([chunks.length, isPartial]).toEqual([60, true])
  expect(tokenHistogram).toHaveLength(8)
})

test('what was shown once is cut another way without the file being read again, just as indexing would cut it', async () => {
  const { actor, document } = await uploaded(englishPdf(), 'tramway.pdf')
  const { storageKey } = await documents.file(actor, document.id)
  await preview(actor, document.id, settings, never)
  const other = chunkingSchema.parse({ chunkTokens: 64, overlapTokens: 16 })
  const indexed = []
  for await (const { type, ...part } of readDocument({ path: filePath(storageKey), name: document.name, chunking: other })) if (type === 'chunk') indexed.push(part)
  await removeFile(storageKey)
  const shown = await preview(actor, document.id, other, never)
  expect(shown.chunks).toEqual(indexed)
  expect(shown.isPartial).toBe(false)
})

test('of a text that is too long for one chunk to be shown whole, its beginning is', async () => {
  const { actor, document } = await uploaded('A sentence of some words.\n\n'.repeat(20_000))
  const { chunks, isPartial } = await preview(actor, document.id, chunkingSchema.parse({ method: 'one' }), never)
  expect([chunks.length > 0, chunks[0]?.start, isPartial]).toEqual([true, 0, true])
})

test('what the owner should know of these settings is said', async () => {
  const { actor, document } = await uploaded('No law.')
  expect(await preview(actor, document.id, chunkingSchema.parse({ method: 'laws' }), never)).toMatchObject({ warnings: ['No articles were found in this file, so it was cut as general text'] })
})

test('a stranger gets not found', async () => {
  const { document } = await uploaded('Words.')
  await expect(preview(await createPerson(), document.id, settings, never)).rejects.toMatchObject({ kind: 'not_found' })
  await expect(preview(await createPerson(), newId(), settings, never)).rejects.toMatchObject({ kind: 'not_found' })
})

test('the newest preview of a person takes the place of the one before', async () => {
  const { actor, document } = await uploaded('<p>A sentence of some words.</p>\n'.repeat(40_000), 'long.html')
  const before = preview(actor, document.id, settings, never)
  const refused = expect(before).rejects.toMatchObject({ kind: 'conflict', message: 'A newer preview has taken the place of this one' })
  await expect.poll(() => globalThis.parleyPreviews?.has(actor.userId)).toBe(true)
  expect((await preview(actor, document.id, settings, never)).chunks).toHaveLength(60)
  await refused
})

test('only so many people have previews at once, and the next has one as soon as another is done', async () => {
  const { actor, document } = await uploaded('Words.')
  const others = Array.from({ length: 3 }, () => newId())
  for (const other of others) globalThis.parleyPreviews?.set(other, new AbortController())
  await expect(preview(actor, document.id, settings, never)).rejects.toMatchObject({ kind: 'unavailable', retryAfter: 3 })
  for (const other of others) globalThis.parleyPreviews?.delete(other)
  expect((await preview(actor, document.id, settings, never)).chunks).toHaveLength(1)
  expect(globalThis.parleyPreviews?.size).toBe(0)
})

test('an aborted preview throws the reason of its signal', async () => {
  const { actor, document } = await uploaded('Words.')
  const controller = new AbortController()
  const reason = new Error('the page was left')
  const asked = preview(actor, document.id, settings, controller.signal)
  controller.abort(reason)
  await expect(asked).rejects.toBe(reason)
})

test('why a file cannot be read is said', async () => {
  const { actor, document } = await uploaded(' \n ')
  await expect(preview(actor, document.id, settings, never)).rejects.toMatchObject({ kind: 'invalid', message: expect.stringContaining('No text was found') })
})

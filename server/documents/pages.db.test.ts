import { expect, test } from 'vitest'
import { db } from '@/server/database'
import { pageBreaksIn } from '@/server/documents/pages'
import { addDocument, createBase } from '@/server/testing/documents'
import { createPerson } from '@/server/testing/people'

test('the pages that begin inside a passage are those of its version, without the one it begins on', async () => {
  const actor = await createPerson()
  const { id } = await addDocument(actor, await createBase(actor), 'x')
  const { id: indexedDocumentId } = await db.indexedDocument.findFirstOrThrow({ where: { documentId: id } })
  const starts = [0, 100, 200, 300]
  for (const version of [1, 2]) {
    await db.documentBlock.createMany({ data: starts.map((start, index) => ({ indexedDocumentId, version, index, page: index + 1 + 10 * version, start, text: '' })) })
  }
  const found = await pageBreaksIn([
    { indexedDocumentId, version: 2, start: 100, end: 250 },
    { indexedDocumentId, version: 1, start: 310, end: 350 },
  ])
  expect(found).toEqual([[{ start: 200, page: 23 }], []])
})

import { expect, test } from 'vitest'
import { documentsRouter } from '@/server/documents/router'
import { addReadyDocument, createBase } from '@/server/testing/documents'
import { englishPdf } from '@/server/testing/fixtures'
import { createPerson } from '@/server/testing/people'
import { createCallerFactory } from '@/server/trpc'

/** The largest number that a column of whole numbers holds; one more is refused as input, and not by the database. */
const largest = 2 ** 31 - 1

test('a place behind the end of a document is nothing there, and one beyond all numbers is refused', async () => {
  const actor = await createPerson()
  const { id } = await addReadyDocument(actor, await createBase(actor), '# Otters\n\nThe otter sleeps afloat.')
  const caller = createCallerFactory(documentsRouter)({ actor, address: 'test' })
  const ask = (place: number): Promise<unknown>[] => [
    caller.blocks({ id, fromIndex: place }),
    caller.blockAt({ id, offset: place }),
    caller.blocks({ id, fromPage: place }),
  ]
  expect(await Promise.all(ask(largest))).toEqual([[], 0, []])
  for (const answer of ask(largest + 1)) await expect(answer).rejects.toMatchObject({ code: 'BAD_REQUEST' })
})

test('the pieces of a text can be asked for by their page', async () => {
  const actor = await createPerson()
  const { id } = await addReadyDocument(actor, await createBase(actor), englishPdf(), 'tramway.pdf')
  const caller = createCallerFactory(documentsRouter)({ actor, address: 'test' })
  expect((await caller.blocks({ id, fromPage: 4 })).map(({ page }) => page)).toEqual([4, 5])
  expect(await caller.blocks({ id, fromPage: 6 })).toEqual([])
})

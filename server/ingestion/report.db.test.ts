import { afterAll, expect, test } from 'vitest'
import { report } from '@/server/ingestion/report'
import { addDocument, addReadyDocument, createBase } from '@/server/testing/documents'
import { englishPdf } from '@/server/testing/fixtures'
import { createPerson } from '@/server/testing/people'
import { typeset, writePdf } from '@/server/testing/pdf'
import { vectors } from '@/server/vectors/store'

afterAll(async () => (await vectors()).close())

async function read(content: string | Uint8Array, name: string) {
  const person = await createPerson()
  const base = await createBase(person)
  const document = await addReadyDocument(person, base, content, name)
  return { person, base, document, report: await report(person, document.id) }
}

test('a report says how much was read, in which language, and shows passages of the document', async () => {
  const { report: told, document } = await read(englishPdf(), 'tramway.pdf')
  expect(told).toMatchObject({ pageCount: 5, pagesWithoutText: 0, language: 'en', duplicates: [] })
  expect(told.shortest?.tokenCount).toBeLessThanOrEqual(told.averageTokens)
  expect(told.longest?.tokenCount).toBeGreaterThanOrEqual(told.averageTokens)
  expect(new Set(told.samples.map(({ id }) => id)).size).toBe(Math.min(3, document.chunkCount))
})

test('a Chinese text is called so, and its tables are counted', async () => {
  const { report: told } = await read('# 云岭邮路志\n\n云岭邮路自松溪镇起，经白鹭滩至鹰嘴崖，全长二百六十二里。\n\n| 驿站 | 里程 |\n| 松溪镇 | 0 |\n\n驿站之间以铃声为号。\n\n| 年 | 马匹 |\n| 1732 | 24 |', '邮路.md')
  expect(told).toMatchObject({ pageCount: null, pagesWithoutText: null, language: 'zh', tableCount: 2 })
})

test('pages without text are counted, and a text of two words has no language', async () => {
  const { report: told } = await read(writePdf([typeset('Words here.'), [], []]), 'half.pdf')
  expect(told).toMatchObject({ pageCount: 3, pagesWithoutText: 2, language: null })
})

test('documents of the same bytes in the same base are named', async () => {
  const { person, base, document } = await read('The otter sleeps afloat.', 'otters.md')
  const copy = await addReadyDocument(person, base, 'The otter sleeps afloat.', 'copy.md')
  await addReadyDocument(person, await createBase(person), 'The otter sleeps afloat.', 'elsewhere.md')
  expect((await report(person, document.id)).duplicates).toEqual([{ id: copy.id, name: 'copy.md' }])
})

test('there is none of a document that was not read, and a stranger gets not found', async () => {
  const { person, base, document } = await read('Words.', 'a.md')
  const unread = await addDocument(person, base, 'More words.', 'b.md')
  await expect(report(person, unread.id)).rejects.toMatchObject({ kind: 'not_found', message: 'This report does not exist' })
  await expect(report(await createPerson(), document.id)).rejects.toMatchObject({ kind: 'not_found' })
})

import { expect, test } from 'vitest'
import { list } from '@/server/documents/listing'
import { addDocument, createBase } from '@/server/testing/documents'
import { createPerson } from '@/server/testing/people'

const names = ['100% wool.md', '100 sheep.md', 'a_b.md', 'aXb.md', '进度100％.md', '年度_报告.md', '年度报告.md', 'Otter.md']

async function furnished() {
  const person = await createPerson()
  const base = await createBase(person)
  for (const name of names) await addDocument(person, base, name, name)
  const found = async (search: string) => (await list(person, { knowledgeBaseId: base, search, sortBy: 'name', isDescending: false })).items.map(({ name }) => name)
  return { person, base, found }
}

test('a search for a name finds what is written, in whatever case, and knows no wildcards', async () => {
  const { found } = await furnished()
  expect(await found('100%')).toEqual(['100% wool.md'])
  expect(await found('%')).toEqual(['100% wool.md'])
  expect(await found('a_b')).toEqual(['a_b.md'])
  expect(await found('年度_')).toEqual(['年度_报告.md'])
  expect(await found('100％')).toEqual(['进度100％.md'])
  expect(await found('oTTer')).toEqual(['Otter.md'])
})

test.each(['\\', '\\%', 'a\\b', '\\\\'])('a search for %j finds nothing, and does not fail', async (search) => {
  const { found } = await furnished()
  expect(await found(search)).toEqual([])
})

test('a stranger gets not found', async () => {
  const { base } = await furnished()
  await expect(list(await createPerson(), { knowledgeBaseId: base })).rejects.toMatchObject({ kind: 'not_found' })
})

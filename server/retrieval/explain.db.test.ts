import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '@/server/auth/actor'
import { db } from '@/server/database'
import { newId } from '@/server/ids'
import { explain } from '@/server/retrieval/explain'
import { retrieve } from '@/server/retrieval/retrieve'
import { type Explanation, type RetrievalDraft, retrievalSettingsSchema } from '@/server/retrieval/schema'
import { createPassages, createSearchedBase } from '@/server/testing/passages'
import { createPerson } from '@/server/testing/people'
import { vectors } from '@/server/vectors/store'

let person: Actor
let base: string
beforeEach(async () => {
  person = await createPerson()
  base = await createSearchedBase(person)
})
afterAll(async () => (await vectors()).close())

const question = 'red comet'
type Settings = NonNullable<RetrievalDraft['settings']>
const why = (chunkId: string | undefined, settings: Settings = {}, asked = question) => explain(person, { question: asked, knowledgeBaseIds: [base], settings, chunkId: chunkId ?? '' })

/** Whether each remedy does what it says. */
async function areTrue(chunkId: string | undefined, settings: Settings, { remedies }: Explanation): Promise<boolean[]> {
  const results = remedies.map(async ({ changes, rank }) => {
    const changed = Object.fromEntries(changes.map(({ setting, value }) => [setting, setting === 'filters' ? {} : value]))
    const { hits } = await retrieve(person, { question, knowledgeBaseIds: [base], settings: retrievalSettingsSchema.parse({ ...settings, ...changed }) })
    return hits.findIndex((hit) => hit.chunkId === chunkId) + 1 === rank
  })
  return Promise.all(results)
}

/** Passages that all hold the words of the question, the shorter the better. */
const better = (count: number): string[] => Array.from({ length: count }, (_, at) => `red comet ${at}`)
const worse = 'A comet was seen, and it was, as the shepherd said who had been out with his sheep that night in the hills, rather red.'

describe('an expected passage', () => {
  test('that is a hit has its place', async () => {
    const { chunkIds } = await createPassages(person, base, ['The red comet is near.', 'A ship.'])
    expect(await why(chunkIds[0])).toMatchObject({ rank: 1, fell: null, isIndexed: true, isSearched: true, isCurrent: true, textRank: 1, vectorRank: 1, remedies: [] })
  })

  test('below the limit comes back with the limit that just reaches it', async () => {
    const { chunkIds } = await createPassages(person, base, [...better(10), worse])
    const settings = { limit: 3 }
    const explained = await why(chunkIds.at(-1), settings)
    expect(explained).toMatchObject({ rank: null, fell: 'limit', textRank: 11, rankDepth: 1_000 })
    expect(explained.remedies[0]).toEqual({ changes: [{ setting: 'limit', value: 11 }], rank: 11 })
    expect(await areTrue(chunkIds.at(-1), settings, explained)).not.toContain(false)
  })

  test('that no leg proposed comes back with more candidates, together with a higher limit when both are needed', async () => {
    const { chunkIds } = await createPassages(person, base, [...better(30), worse])
    const settings = { limit: 10, candidates: 10 }
    const explained = await why(chunkIds.at(-1), settings)
    expect(explained).toMatchObject({ fell: 'notCandidate', textRank: 31, score: null })
    expect(explained.remedies[0]?.changes.map(({ setting }) => setting).toSorted()).toEqual(['candidates', 'limit'])
    expect(await areTrue(chunkIds.at(-1), settings, explained)).not.toContain(false)
  })

  test('under the threshold comes back with a lower one', async () => {
    const { chunkIds } = await createPassages(person, base, ['The red comet is near.', 'A comet among other things.'])
    const settings = { scoreThreshold: 0.9 }
    const explained = await why(chunkIds[1], settings)
    expect(explained.fell).toBe('threshold')
    expect(explained.remedies[0]?.changes).toEqual([{ setting: 'scoreThreshold', value: Math.floor((explained.relevance ?? 0) * 100) / 100 }])
    expect(await areTrue(chunkIds[1], settings, explained)).not.toContain(false)
  })

  test('that shares no word with the question is brought back by another mode', async () => {
    const { chunkIds } = await createPassages(person, base, ['The red comet is near.', 'Cometary reddening.'])
    const explained = await why(chunkIds[1])
    expect(explained).toMatchObject({ fell: 'notCandidate', textRank: null, vectorRank: 2 })
    expect(explained.remedies.flatMap(({ changes }) => changes)).toContainEqual({ setting: 'mode', value: 'similarity' })
    expect(await areTrue(chunkIds[1], {}, explained)).not.toContain(false)
  })

  test('that a filter leaves out says which one', async () => {
    const { chunkIds } = await createPassages(person, base, ['The red comet is near.'], { metadata: { author: 'Ann' } })
    const { documentId } = await createPassages(person, base, ['A red comet.'], { metadata: { author: 'Bob' } })
    const settings = { filters: { documentIds: [documentId], metadata: { author: 'Bob' }, createdAt: { from: '2020-01-01' } } }
    const explained = await why(chunkIds[0], settings)
    expect(explained).toMatchObject({ fell: 'filtered', filteredBy: ['documentIds', 'metadata'], textRank: expect.any(Number) })
    expect(explained.remedies).toEqual([{ changes: [{ setting: 'filters', value: 'none' }], rank: expect.any(Number) }])
    expect(await areTrue(chunkIds[0], settings, explained)).not.toContain(false)
  })

  test('that a better one says already names that one', async () => {
    const { chunkIds } = await createPassages(person, base, ['The red comet is near.', 'The red comet is near.'])
    const [hit] = (await retrieve(person, { question, knowledgeBaseIds: [base] })).hits
    const other = chunkIds.find((id) => id !== hit?.chunkId)
    expect(await why(other)).toMatchObject({ fell: 'duplicate', duplicateOf: hit?.chunkId, remedies: [] })
  })

  test('that is switched off, replaced, or in another base says so, and no setting brings it back', async () => {
    const { chunkIds: off } = await createPassages(person, base, [{ text: 'The red comet is near.', isEnabled: false }])
    const { chunkIds: whole } = await createPassages(person, base, ['A red comet.'], { isEnabled: false })
    const { chunkIds: old } = await createPassages(person, base, ['An old red comet.'], { version: 1, activeVersion: 2 })
    const { chunkIds: elsewhere } = await createPassages(person, await createSearchedBase(person), ['The red comet is near.'])
    expect(await why(off[0])).toMatchObject({ fell: 'disabled', isEnabled: false, isDocumentEnabled: true, remedies: [] })
    expect(await why(whole[0])).toMatchObject({ fell: 'disabled', isEnabled: true, isDocumentEnabled: false, remedies: [] })
    expect(await why(old[0])).toMatchObject({ fell: 'oldVersion', isCurrent: false, remedies: [] })
    expect(await why(elsewhere[0])).toMatchObject({ fell: 'notCandidate', isSearched: false, remedies: [] })
  })

  test('that the index does not hold says so', async () => {
    const { chunkIds, documentId } = await createPassages(person, base, ['The red comet is near.', 'A ship.'])
    const { indexId } = await db.indexedDocument.findFirstOrThrow({ where: { documentId } })
    await (await vectors()).remove({ model: 'builtin/lexical', dimensions: 384 }, { indexId, documentIds: [documentId] })
    expect(await why(chunkIds[0])).toMatchObject({ fell: 'notCandidate', isIndexed: false, textRank: null, remedies: [] })
  })

  test('of somebody else, or of nobody, does not exist', async () => {
    const stranger = await createPerson()
    const { chunkIds } = await createPassages(stranger, await createSearchedBase(stranger), ['The red comet is near.'])
    for (const id of [chunkIds[0], newId()]) await expect(why(id)).rejects.toMatchObject({ kind: 'not_found', message: 'This passage does not exist' })
  })

  test('is explained without vectors when the model does not serve', async () => {
    const { chunkIds } = await createPassages(person, base, ['The red comet is near.'])
    const embedQuery = () => Promise.reject(new Error('no answer'))
    expect(await explain(person, { question, knowledgeBaseIds: [base], chunkId: chunkIds[0] ?? '' }, { embedQuery })).toMatchObject({ rank: 1, textRank: 1, vectorRank: null })
  })
})

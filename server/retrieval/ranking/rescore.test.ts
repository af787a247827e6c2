import { describe, expect, test } from 'vitest'
import { type Indexable, indexedTerms } from '@/server/retrieval/fields'
import { textTerms, withoutNearDuplicates } from '@/server/retrieval/ranking/nearDuplicates'
import { rescore } from '@/server/retrieval/ranking/rescore'
import { inverseFrequency, merged, statisticsOf } from '@/server/retrieval/ranking/statistics'

const passage = (text: string, ...headingPath: string[]) => indexedTerms({ documentName: 'notes.txt', headingPath, text })

function order(question: string, passages: string[]): number[] {
  const scores = rescore(question, passages, statisticsOf(passages)).map(({ score }) => score)
  return scores.map((_, at) => at).toSorted((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0))
}

function rescored(question: string, chunks: Indexable[]): number[] {
  return order(question, chunks.map(indexedTerms))
}

describe('rescore', () => {
  test('prefers rare words, headings, neighbours, words that stand near and whole sentences', () => {
    expect(order('comet orbit', [passage('An orbit.'), passage('An orbit.'), passage('A comet.')])[0]).toBe(2)
    expect(order('annual leave', [passage('The annual report: who may leave.'), passage('Twenty days.', 'Annual leave')])[0]).toBe(1)
    expect(order('tax law', [passage('Law that nobody in all of the old land had read on tax.'), passage('Law of tax that nobody in all of the old land had read on.')])[0]).toBe(1)
    expect(order('school of medicine', [passage('Medicine for a sick school of fish.'), passage('A school of medicine for all fish.')])[0]).toBe(1)
    expect(order('red comet seen', [passage('A red hat. A comet. A ship seen.'), passage('A red comet seen. A hat. A ship.')])[0]).toBe(1)
  })

  test('a keyword of the owner raises its passage above one that has the word in its title', () => {
    const plain = { documentName: 'notes.txt', headingPath: [], text: 'Twenty-five days a year.' }
    const places = rescored('vacation', [{ ...plain, headingPath: ['Vacation'] }, { ...plain, keywords: ['vacation'] }, { ...plain, text: 'A vacation is a rest.' }])
    expect(places[0]).toBe(1)
  })

  test('what a passage stands under counts with each of its sentences', () => {
    const context = 'Article | Price | Colour'
    const rows = ['Chair | 49 | blue', 'Table | 120 | red'].map((text) => indexedTerms({ documentName: 'list.csv', headingPath: [], text, context }))
    const [chair, table] = rescore('price of the blue chair', rows, statisticsOf(rows))
    expect(chair?.coverage).toBe(1)
    expect(table?.coverage).toBeLessThan(0.6)
  })

  test('sees through a spelling mistake when another passage has neither', () => {
    expect(order('imunisation schedule', [passage('Schedule of trains today.'), passage('Schedule of immunisation today.')])[0]).toBe(1)
  })

  test('scores and coverage lie in 0..1, and coverage is whole when all words are in one sentence', () => {
    const passages = [passage('A red comet was seen.'), passage('Nothing of it.'), passage('')]
    const results = rescore('red comet', passages, statisticsOf(passages))
    expect(results.flatMap(({ score, coverage }) => [score, coverage]).every((value) => value >= 0 && value <= 1)).toBe(true)
    expect(results.map(({ coverage }) => coverage)).toEqual([1, 0, 0])
  })

  test('nothing to compare gives zeros, not an error', () => {
    expect(rescore('', [passage('A comet.')], statisticsOf([]))).toEqual([{ score: 0, coverage: 0 }])
    expect(rescore('comet', [], statisticsOf([]))).toEqual([])
  })
})

test('statistics count rows, not occurrences, and add up over bases', () => {
  const [one, two] = [statisticsOf([passage('comet comet'), passage('ship')]), statisticsOf([passage('comet')])]
  expect(one.frequency('comet')).toBe(1)
  expect(merged([one, two])).toMatchObject({ rows: 3 })
  expect(merged([one, two]).frequency('comet')).toBe(2)
  expect(inverseFrequency(100, 1)).toBeGreaterThan(inverseFrequency(100, 50))
})

test('what a passage stands under and its keywords are no part of what it says', () => {
  const plain = { documentName: 'a.txt', headingPath: ['One'], text: 'A red comet was seen over Bern.' }
  const [one, two] = [plain, { ...plain, context: 'Year | Sight', keywords: ['astronomy', 'sky'] }].map((chunk) => textTerms(indexedTerms(chunk)))
  expect(one?.size).toBe(7)
  expect(two).toEqual(one)
})

test('a passage that says the same as a better one is left out, whatever its title', () => {
  const items = [passage('A red comet was seen over Bern.', 'One'), passage('A red comet was seen over Bern.', 'Two'), passage('A ship.')].map((terms) => ({ terms }))
  expect(withoutNearDuplicates(items, 3)).toEqual([items[0], items[2]])
  expect(withoutNearDuplicates(items, 1)).toEqual([items[0]])
})

import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '@/server/auth/actor'
import { evaluationRouter } from '@/server/evaluation/router'
import * as editChunks from '@/server/ingestion/editChunks'
import { addDocument, addReadyDocument, createBase } from '@/server/testing/documents'
import { createPerson } from '@/server/testing/people'
import { createCallerFactory } from '@/server/trpc'
import { vectors } from '@/server/vectors/store'

const book = '# Otters\n\nThe otter sleeps\nafloat.\n\n# 水獭\n\n水獭在夜里修筑水坝。'

let person: Actor
let base: string
let id: string
beforeEach(async () => {
  person = await createPerson()
  base = await createBase(person)
  id = (await addReadyDocument(person, base, book, '动物.md')).id
})
afterAll(async () => (await vectors()).close())

const questions = () => createCallerFactory(evaluationRouter)({ actor: person, address: 'test' }).questions
const lineOf = (question: string, ...expected: { document: string; text: string }[]): string => JSON.stringify({ question, expected })
const importLines = (...lines: string[]) => questions().import({ knowledgeBaseId: base, jsonl: lines.join('\n') })
const listed = async () => (await questions().list({ knowledgeBaseId: base })).items.toReversed()

describe('an import', () => {
  test('finds its texts in the documents, however they are broken into lines', async () => {
    const report = await importLines(
      lineOf('Where does it sleep?', { document: '动物.md', text: 'the otter sleeps afloat' }),
      '',
      lineOf('水獭做什么？', { document: '动物.md', text: '水獺在夜裡修築水壩' }, { document: '动物.md', text: 'Otters' }),
    )
    expect(report).toEqual({ importedCount: 2, problems: [] })
    const [english, chinese] = await listed()
    expect(english).toMatchObject({ question: 'Where does it sleep?', expected: [{ documentName: '动物.md', start: 10, end: book.indexOf('.\n'), text: 'the otter sleeps afloat', isGone: false }] })
    expect(chinese?.expected.map(({ start, end }) => book.slice(start, end))).toEqual(['水獭在夜里修筑水坝', 'Otters'])
  })

  test('says of every line why it was not imported, and imports the others', async () => {
    await addDocument(person, base, 'later', 'later.md')
    const good = lineOf('Good?', { document: '动物.md', text: 'Otters' })
    const report = await importLines(
      good,
      'not JSON',
      '{"question": "Nothing expected?", "expected": []}',
      lineOf('Unknown document?', { document: 'nowhere.md', text: 'Otters' }),
      lineOf('Unknown text?', { document: '动物.md', text: 'Otters' }, { document: '动物.md', text: `zebra ${'z'.repeat(100)}` }),
      lineOf('Too early?', { document: 'later.md', text: 'later' }),
      good,
      lineOf('Too long?', ...Array.from({ length: 3 }, () => ({ document: '动物.md', text: `${' '.repeat(20_000)}x` }))),
    )
    expect(report.importedCount).toBe(1)
    expect(report.problems).toEqual([
      { line: 2, message: expect.stringContaining('This line is not understood') },
      { line: 3, message: expect.stringContaining('This line is not understood') },
      { line: 4, message: 'There is no document called “nowhere.md” in this knowledge base' },
      { line: 5, message: `“动物.md” does not hold the text “zebra ${'z'.repeat(54)}…”` },
      { line: 6, message: '“later.md” is not ready yet; import this line again when it is' },
      { line: 7, message: 'This question is in the set already' },
      { line: 8, message: '“动物.md” does not hold the text “x”' },
      { line: 8, message: '“动物.md” does not hold the text “x”' },
      { line: 8, message: '“动物.md” does not hold the text “x”' },
    ])
    expect((await listed()).map(({ question }) => question)).toEqual(['Good?'])
  })

  test('of the same text again adds what was missing only', async () => {
    const lines = [lineOf('One?', { document: '动物.md', text: 'Otters' }), lineOf('Two?', { document: 'new.md', text: 'new' })]
    expect((await importLines(...lines)).importedCount).toBe(1)
    await addReadyDocument(person, base, 'Something new.', 'new.md')
    expect(await importLines(...lines)).toEqual({ importedCount: 1, problems: [{ line: 1, message: 'This question is in the set already' }] })
    expect((await listed()).map(({ question }) => question)).toEqual(['One?', 'Two?'])
  })

  test('adds a thousand questions and says of the rest that they are too many', async () => {
    const lines = Array.from({ length: 1_002 }, (_, at) => lineOf(`Question ${at}?`, { document: '动物.md', text: 'Otters' }))
    const { importedCount, problems } = await importLines(...lines)
    expect(importedCount).toBe(1_000)
    expect(problems.map(({ line }) => line)).toEqual([1_001, 1_002])
    expect((await questions().list({ knowledgeBaseId: base })).totalCount).toBe(1_000)
  })

  test('of nothing is nothing', async () => {
    expect(await importLines('\uFEFF', '')).toEqual({ importedCount: 0, problems: [] })
  })
})

describe('an export', () => {
  test('is imported into another base with the same documents, by hand written passages too', async () => {
    const { id: byHand } = await editChunks.add(person, { documentId: id, text: 'Pangolins roll up.', keywords: [] })
    await importLines(lineOf('水獭做什么？', { document: '动物.md', text: '水獭在夜里修筑水坝。' }))
    await questions().create({ knowledgeBaseId: base, question: 'Who\nrolls up?', expected: [{ chunkId: byHand }] })
    const jsonl = await questions().export({ knowledgeBaseId: base })
    expect(jsonl.split('\n').slice(0, -1).map((line) => JSON.parse(line))).toEqual([
      { question: '水獭做什么？', expected: [{ document: '动物.md', text: '水獭在夜里修筑水坝。' }] },
      { question: 'Who\nrolls up?', expected: [{ document: '动物.md', text: 'Pangolins roll up.' }] },
    ])
    const other = await createBase(person)
    const { id: copy } = await addReadyDocument(person, other, `A new first page.\n\n${book}`, '动物.md')
    await editChunks.add(person, { documentId: copy, text: 'Pangolins roll up.', keywords: [] })
    expect(await questions().import({ knowledgeBaseId: other, jsonl })).toEqual({ importedCount: 2, problems: [] })
    expect(await questions().export({ knowledgeBaseId: other })).toBe(jsonl)
  })

  test('of an empty set is empty', async () => {
    expect(await questions().export({ knowledgeBaseId: base })).toBe('')
  })
})

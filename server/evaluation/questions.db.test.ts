import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '@/server/auth/actor'
import * as chunks from '@/server/chunks/service'
import { db } from '@/server/database'
import * as documents from '@/server/documents/actions'
import { evaluationRouter } from '@/server/evaluation/router'
import { maxQuestions } from '@/server/evaluation/schema'
import { newId } from '@/server/ids'
import * as editChunks from '@/server/ingestion/editChunks'
import { addDocument, addReadyDocument, createBase } from '@/server/testing/documents'
import { createPerson } from '@/server/testing/people'
import { createCallerFactory } from '@/server/trpc'
import { vectors } from '@/server/vectors/store'

const book = '# Otters\n\nThe otter sleeps afloat.\n\n# 水獭\n\n水獭在夜里修筑水坝。'

let person: Actor
let base: string
let id: string
beforeEach(async () => {
  person = await createPerson()
  base = await createBase(person)
  id = (await addReadyDocument(person, base, book, 'animals.md')).id
})
afterAll(async () => (await vectors()).close())

const questions = (actor = person) => createCallerFactory(evaluationRouter)({ actor, address: 'test' }).questions
const chunkWith = async (search: string) => (await chunks.list(person, { documentId: id, search })).at(0) ?? expect.fail(`no chunk has ${search}`)

describe('what is expected', () => {
  test('a chunk is kept as a place and its text', async () => {
    const chunk = await chunkWith('水坝')
    const created = await questions().create({ knowledgeBaseId: base, question: ' 水獭什么时候修水坝？ ', expected: [{ chunkId: chunk.id }, { chunkId: chunk.id }] })
    expect(created).toMatchObject({
      question: '水獭什么时候修水坝？',
      expected: [{ documentId: id, documentName: 'animals.md', start: chunk.start, end: chunk.end, text: chunk.text, isGone: false }],
    })
    expect((await questions().list({ knowledgeBaseId: base })).items).toEqual([created])
  })

  test('a place is kept with what stands there, as far as the document goes', async () => {
    const start = book.indexOf('sleeps')
    const { expected } = await questions().create({
      knowledgeBaseId: base,
      question: 'Where does it sleep?',
      expected: [{ documentId: id, start, end: start + 13 }, { documentId: id, start: book.indexOf('水坝'), end: 1_000 }],
    })
    expect(expected.map(({ text }) => text)).toEqual(['sleeps afloat', '水坝。'])
    expect(expected[1]?.end).toBe(book.length)
  })

  test.each([
    ['behind the end', { start: 1_000, end: 1_010 }],
    ['between two lines', { start: 8, end: 10 }],
  ])('a place %s is refused', async (_name, span) => {
    await expect(questions().create({ knowledgeBaseId: base, question: 'What?', expected: [{ documentId: id, ...span }] })).rejects.toThrow('There is no text at this place')
  })

  test('a place in a document that is not read yet is refused', async () => {
    const { id: waiting } = await addDocument(person, base, 'later', 'later.md')
    await expect(questions().create({ knowledgeBaseId: base, question: 'What?', expected: [{ documentId: waiting, start: 0, end: 5 }] })).rejects.toThrow('There is no text at this place')
  })

  test('too much of it is refused', async () => {
    const { id: long } = await addReadyDocument(person, base, 'otter '.repeat(10_000), 'long.md')
    await expect(questions().create({ knowledgeBaseId: base, question: 'What?', expected: [{ documentId: long, start: 0, end: 50_000 }] })).rejects.toThrow('40,000 characters at most')
    const { expected } = await questions().create({ knowledgeBaseId: base, question: 'What?', expected: [{ documentId: long, start: 0, end: 40_000 }] })
    expect(expected[0]?.text).toHaveLength(40_000)
  })

  test('a passage that was written by hand is expected by its text', async () => {
    const { id: chunkId } = await editChunks.add(person, { documentId: id, text: 'Pangolins roll up.', keywords: [] })
    const { expected } = await questions().create({ knowledgeBaseId: base, question: 'Who rolls up?', expected: [{ chunkId }] })
    expect(expected).toMatchObject([{ start: 0, end: 0, text: 'Pangolins roll up.' }])
  })

  test('a chunk or a document of another base is not found', async () => {
    const other = await createBase(person)
    const chunk = await chunkWith('otter')
    for (const expected of [{ chunkId: chunk.id }, { chunkId: newId() }, { documentId: id, start: 0, end: 5 }]) {
      await expect(questions().create({ knowledgeBaseId: other, question: 'What?', expected: [expected] })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    }
  })

  test.each([
    ['no question', { question: ' ' }],
    ['a very long one', { question: 'x'.repeat(4_001) }],
    ['nothing that is expected', { expected: [] }],
    ['a place that ends before it begins', { expected: [{ documentId: newId(), start: 5, end: 0 }] }],
  ])('%s is refused', async (_name, part) => {
    const draft = { knowledgeBaseId: base, question: 'What?', expected: [{ chunkId: newId() }], ...part }
    await expect(questions().create(draft)).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })
})

describe('a question', () => {
  const create = async (question = 'Where does the otter sleep?') => questions().create({ knowledgeBaseId: base, question, expected: [{ chunkId: (await chunkWith('otter')).id }] })

  test('is reworded, and keeps or loses what it expects', async () => {
    const { id: questionId, expected } = await create()
    const [kept] = expected
    const reworded = await questions().update({ id: questionId, question: '水獺睡在哪裡？' })
    expect(reworded).toMatchObject({ question: '水獺睡在哪裡？', expected })
    const both = await questions().update({ id: questionId, expected: [{ chunkId: (await chunkWith('水坝')).id }, { expectedId: kept?.id ?? '' }] })
    expect(both.expected.map(({ id: expectedId }) => expectedId)).toEqual([expect.not.stringMatching(kept?.id ?? ''), kept?.id])
    await expect(questions().update({ id: questionId, expected: [{ expectedId: newId() }] })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('is removed', async () => {
    const { id: questionId } = await create()
    await questions().remove({ id: questionId })
    expect(await questions().list({ knowledgeBaseId: base })).toEqual({ items: [], totalCount: 0, nextCursor: null })
    await expect(questions().remove({ id: questionId })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('says that its source is gone, and keeps the text', async () => {
    await create()
    await documents.remove(person, [id])
    expect((await questions().list({ knowledgeBaseId: base })).items).toMatchObject([{ expected: [{ isGone: true, documentName: 'animals.md', text: expect.stringContaining('afloat') }] }])
  })

  test('names its document as it is called now', async () => {
    await create()
    await db.document.update({ where: { id }, data: { name: 'zoo.md' } })
    expect((await questions().list({ knowledgeBaseId: base })).items).toMatchObject([{ expected: [{ documentName: 'zoo.md' }] }])
  })

  test('is listed page by page, the newest first', async () => {
    for (const name of ['one', 'two', 'three']) await create(name)
    const first = await questions().list({ knowledgeBaseId: base, limit: 2 })
    const second = await questions().list({ knowledgeBaseId: base, limit: 2, cursor: first.nextCursor })
    expect([first, second].map((page) => page.items.map(({ question }) => question))).toEqual([['three', 'two'], ['one']])
    expect(second).toMatchObject({ totalCount: 3, nextCursor: null })
  })

  test('beyond a thousand is refused', async () => {
    const row = { tenantId: person.tenantId, ownerId: person.userId, knowledgeBaseId: base, expected: [] }
    await db.testQuestion.createMany({ data: Array.from({ length: maxQuestions }, (_, at) => ({ ...row, id: newId(), question: `Question ${at}` })) })
    await expect(create()).rejects.toMatchObject({ code: 'CONFLICT', message: 'A knowledge base has 1,000 test questions at most; delete some first' })
  })

  test('goes with its base', async () => {
    await create()
    await db.knowledgeBase.delete({ where: { id: base } })
    expect(await db.testQuestion.count({ where: { knowledgeBaseId: base } })).toBe(0)
  })
})

describe('suggestions', () => {
  const paragraph = 'An employee has twenty-five days a year, five of which may be taken into the next year, if the office agrees before the end of October.'
  const absatz = '员工每年有二十五天年假，其中五天可以带到下一年，但必须在十月底之前得到办公室的同意，并写明打算什么时候休完。'

  test('come from headings in both languages, each with the passage under it', async () => {
    await addReadyDocument(person, base, `# Introduction\n\n${paragraph}\n\n# Annual leave\n\n${paragraph}\n\n# Parking\n\nNone.`, 'handbook.md')
    await addReadyDocument(person, base, `# 年假规定\n\n${absatz}`, '手册.md')
    const suggested = await questions().suggest({ knowledgeBaseId: base })
    expect(suggested).toMatchObject([
      { question: '关于“年假规定”，文档是怎么说的？', documentName: '手册.md', text: expect.stringContaining('二十五天') },
      { question: 'What do the documents say about “Annual leave”?', documentName: 'handbook.md', text: expect.stringContaining('twenty-five') },
    ])
    const [first] = suggested
    await questions().create({ knowledgeBaseId: base, question: first?.question ?? '', expected: [{ chunkId: first?.chunkId ?? '' }] })
    expect(await questions().suggest({ knowledgeBaseId: base })).toEqual(suggested.slice(1))
  })

  test('leave out what two documents would answer', async () => {
    for (const name of ['one.md', 'two.md']) await addReadyDocument(person, base, `# Annual leave\n\n${paragraph}`, name)
    expect(await questions().suggest({ knowledgeBaseId: base })).toEqual([])
  })
})

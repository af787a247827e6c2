import { z } from 'zod'
import { type Actor, visibleTo } from '@/server/auth/actor'
import { db, type Prisma } from '@/server/database'
import { AppError, notFound } from '@/server/errors'
import { textsAt } from '@/server/evaluation/places'
import {
  type ExpectedDraft,
  type ExpectedPassage,
  maxExpectedCharacters,
  maxQuestions,
  type PageRequest,
  type StoredPassage,
  storedPassageSchema,
  type TestQuestion,
  type TestQuestionDraft,
  testQuestionPageSchema,
  type TestQuestionPatch,
} from '@/server/evaluation/schema'
import { derivedId, newId } from '@/server/ids'
import { activeIndex } from '@/server/knowledge/indexes'
import * as knowledge from '@/server/knowledge/service'
import { ownerOfBase, readableBy, requireWritable, writableBy } from '@/server/teams/access'

type QuestionRow = Prisma.TestQuestionGetPayload<object>

const storedSchema = z.array(storedPassageSchema)
const idOf = ({ documentId, start, end, text }: StoredPassage): string => derivedId(documentId, start, end, text)

/** @throws AppError not_found, forbidden, conflict when the base has a thousand questions. */
export async function create(actor: Actor, { knowledgeBaseId, question, expected }: TestQuestionDraft): Promise<TestQuestion> {
  await requireWritable(actor, [knowledgeBaseId])
  const passages = await resolved(actor, knowledgeBaseId, expected, [])
  const count = await db.testQuestion.count({ where: { knowledgeBaseId } })
  if (count >= maxQuestions) throw new AppError('conflict', 'A knowledge base has 1,000 test questions at most; delete some first')
  const row = await db.testQuestion.create({ data: { id: newId(), ...visibleTo(await ownerOfBase(knowledgeBaseId)), knowledgeBaseId, question, expected: passages } })
  return one(row)
}

/** A page of the questions of a base, the newest first. */
export async function list(actor: Actor, { knowledgeBaseId, cursor, limit }: PageRequest): Promise<z.infer<typeof testQuestionPageSchema>> {
  await knowledge.requireAll(actor, [knowledgeBaseId])
  const where = { knowledgeBaseId }
  const [rows, totalCount] = await Promise.all([
    db.testQuestion.findMany({ where: { ...where, ...(cursor == null ? {} : { id: { lt: cursor } }) }, orderBy: { id: 'desc' }, take: limit + 1 }),
    db.testQuestion.count({ where }),
  ])
  const items = await withSources(rows.slice(0, limit))
  return { items, totalCount, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}

/** All questions of a base, which who asks may read, in the order in which they were added. */
export async function all(knowledgeBaseId: string): Promise<TestQuestion[]> {
  return withSources(await db.testQuestion.findMany({ where: { knowledgeBaseId }, orderBy: { id: 'asc' }, take: maxQuestions }))
}

/** @throws AppError not_found. */
export async function update(actor: Actor, { id, question, expected }: TestQuestionPatch): Promise<TestQuestion> {
  const row = await writable(actor, id)
  const data = {
    ...(question === undefined ? {} : { question }),
    ...(expected === undefined ? {} : { expected: await resolved(actor, row.knowledgeBaseId, expected, storedSchema.parse(row.expected)) }),
  }
  const { count } = await db.testQuestion.updateMany({ where: { id, knowledgeBase: writableBy(actor) }, data })
  if (count === 0) throw notFound('test question')
  return one(await find(actor, id))
}

/** Runs that asked it keep what it found. @throws AppError not_found. */
export async function remove(actor: Actor, id: string): Promise<void> {
  await writable(actor, id)
  const { count } = await db.testQuestion.deleteMany({ where: { id, knowledgeBase: writableBy(actor) } })
  if (count === 0) throw notFound('test question')
}

async function find(actor: Actor, id: string): Promise<QuestionRow> {
  const row = await db.testQuestion.findFirst({ where: { id, knowledgeBase: readableBy(actor) } })
  if (row === null) throw notFound('test question')
  return row
}

async function writable(actor: Actor, id: string): Promise<QuestionRow> {
  const row = await find(actor, id)
  await requireWritable(actor, [row.knowledgeBaseId])
  return row
}

async function one(row: QuestionRow): Promise<TestQuestion> {
  const [question] = await withSources([row])
  if (question === undefined) throw notFound('test question')
  return question
}

/** Every expected passage with the name that its document has now, and whether it still exists. */
async function withSources(rows: readonly QuestionRow[]): Promise<TestQuestion[]> {
  const stored = rows.map((row) => ({ ...row, expected: storedSchema.parse(row.expected) }))
  const ids = new Set(stored.flatMap(({ expected }) => expected.map(({ documentId }) => documentId)))
  // All documents of these bases instead of those that are expected: twenty for each of a thousand questions are too many for a statement.
  const bases = [...new Set(rows.map(({ knowledgeBaseId }) => knowledgeBaseId))]
  const where = ids.size > 500 ? { knowledgeBaseId: { in: bases } } : { id: { in: [...ids] } }
  const documents = new Map((await db.document.findMany({ where, select: { id: true, name: true } })).map(({ id, name }) => [id, name]))
  const sourced = (passage: StoredPassage): ExpectedPassage => {
    const name = documents.get(passage.documentId)
    return { ...passage, id: idOf(passage), documentName: name ?? passage.documentName, isGone: name === undefined }
  }
  return stored.map((row) => ({ ...row, expected: row.expected.map(sourced) }))
}

/** What the drafts name, as it is kept; nothing twice. @throws AppError not_found, invalid. */
async function resolved(actor: Actor, knowledgeBaseId: string, drafts: readonly ExpectedDraft[], known: readonly StoredPassage[]): Promise<StoredPassage[]> {
  const { id: indexId } = await activeIndex(actor, knowledgeBaseId)
  const passages: StoredPassage[] = []
  for (const draft of drafts) {
    if ('chunkId' in draft) passages.push(await chunkPassage(knowledgeBaseId, draft.chunkId))
    else if ('expectedId' in draft) passages.push(knownPassage(known, draft.expectedId))
    else passages.push(await placePassage(knowledgeBaseId, indexId, draft))
  }
  const distinct = [...new Map(passages.map((passage) => [idOf(passage), passage])).values()]
  if (isTooLong(distinct)) throw new AppError('invalid', tooLong)
  return distinct
}

export const tooLong = 'The expected passages of a question have 40,000 characters at most; mark only the part that answers it'

export function isTooLong(passages: readonly StoredPassage[]): boolean {
  return passages.reduce((sum, { text }) => sum + text.length, 0) > maxExpectedCharacters
}

/** A chunk of any index of the base: what a candidate index shows can be expected too. */
async function chunkPassage(knowledgeBaseId: string, chunkId: string): Promise<StoredPassage> {
  const chunk = await db.chunk.findFirst({ where: { id: chunkId, indexedDocument: { index: { knowledgeBaseId } } } })
  const document = chunk && (await db.document.findFirst({ where: { id: chunk.documentId, knowledgeBaseId } }))
  if (chunk === null || document === null) throw notFound('passage')
  return { documentId: document.id, documentName: document.name, start: chunk.start, end: chunk.end, text: chunk.text }
}

/** A place in the text of a document as the active index read it. */
async function placePassage(knowledgeBaseId: string, indexId: string, { documentId, start, end }: { documentId: string; start: number; end: number }): Promise<StoredPassage> {
  const [document, reading] = await Promise.all([
    db.document.findFirst({ where: { id: documentId, knowledgeBaseId } }),
    db.indexedDocument.findFirst({ where: { documentId, indexId } }),
  ])
  if (document === null || reading === null) throw notFound('document')
  const span = { start, end: Math.min(end, reading.characterCount, start + maxExpectedCharacters + 1) }
  const [text = ''] = await textsAt([{ indexedDocumentId: reading.id, version: reading.activeVersion, ...span }])
  if (text.trim() === '') throw new AppError('invalid', 'There is no text at this place of the document; mark the sentences that answer the question')
  return { documentId, documentName: document.name, ...span, text }
}

function knownPassage(known: readonly StoredPassage[], expectedId: string): StoredPassage {
  const passage = known.find((candidate) => idOf(candidate) === expectedId)
  if (passage === undefined) throw notFound('passage')
  return passage
}

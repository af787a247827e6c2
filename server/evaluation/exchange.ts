// Test questions as JSONL: a line is a question with the names of documents and the texts in them that answer it.
import { type Actor, visibleTo } from '@/server/auth/actor'
import { db } from '@/server/database'
import { findTexts } from '@/server/evaluation/findTexts'
import { blocksOf, readingsOf, type Reading } from '@/server/evaluation/places'
import * as questions from '@/server/evaluation/questions'
import { type ImportReport, maxQuestions, type QuestionLine, questionLineSchema, type StoredPassage } from '@/server/evaluation/schema'
import { newId } from '@/server/ids'
import { activeIndex } from '@/server/knowledge/indexes'
import * as knowledge from '@/server/knowledge/service'
import { ownerOfBase, requireWritable } from '@/server/teams/access'
import { normalise } from '@/server/text/normalise'

const rowsPerWrite = 200
const namesPerRead = 500

/** All questions of a base, a line each, those whose documents are gone too. */
export async function exportQuestions(actor: Actor, knowledgeBaseId: string): Promise<string> {
  await knowledge.requireAll(actor, [knowledgeBaseId])
  const lines = (await questions.all(knowledgeBaseId)).map(({ question, expected }) => {
    const line: QuestionLine = { question, expected: expected.map(({ documentName, text }) => ({ document: documentName, text })) }
    return `${JSON.stringify(line)}\n`
  })
  return lines.join('')
}

interface Line extends QuestionLine {
  readonly line: number
}

interface Problem {
  readonly line: number
  readonly message: string
}

/**
 * Adds the questions of a JSONL text to a base. Their texts are looked for in the documents as the active index read them. Whatever is
 * not imported is in the report, so that the same text can be imported again once it is put right: what is there already is left alone.
 */
export async function importQuestions(actor: Actor, knowledgeBaseId: string, jsonl: string): Promise<ImportReport> {
  await requireWritable(actor, [knowledgeBaseId])
  const { id: indexId } = await activeIndex(actor, knowledgeBaseId)
  const owner = visibleTo(await ownerOfBase(knowledgeBaseId))
  const existing = await questions.all(knowledgeBaseId)
  const { lines, problems } = readLines(jsonl, existing.map(({ question }) => question))
  const located = await locate({ knowledgeBaseId, indexId }, lines)
  const rows = lines.flatMap(({ line, question }) => {
    const expected = located.passages.get(line)
    return expected === undefined ? [] : [{ id: newId(), ...owner, knowledgeBaseId, question, expected: [...expected] }]
  })
  for (let from = 0; from < rows.length; from += rowsPerWrite) await db.testQuestion.createMany({ data: rows.slice(from, from + rowsPerWrite) })
  return { importedCount: rows.length, problems: [...problems, ...located.problems].toSorted((one, other) => one.line - other.line) }
}

/** The lines that can be imported as far as they themselves say; their numbers count from 1, empty ones too. */
function readLines(jsonl: string, existing: readonly string[]): { lines: Line[]; problems: Problem[] } {
  const lines: Line[] = []
  const problems: Problem[] = []
  const known = new Set(existing.map(normalise))
  for (const [at, text] of jsonl.replace(/^\uFEFF/, '').split('\n').entries()) {
    if (text.trim() === '') continue
    const line = at + 1
    const read = readLine(text)
    if (read === null) problems.push({ line, message: 'This line is not understood; write {"question": "…", "expected": [{"document": "name", "text": "…"}]}' })
    else if (known.has(normalise(read.question))) problems.push({ line, message: 'This question is in the set already' })
    else if (known.size >= maxQuestions) problems.push({ line, message: 'A knowledge base has 1,000 test questions at most; delete some first' })
    else {
      known.add(normalise(read.question))
      lines.push({ ...read, line })
    }
  }
  return { lines, problems }
}

function readLine(text: string): QuestionLine | null {
  try {
    return questionLineSchema.parse(JSON.parse(text))
  } catch {
    return null
  }
}

/** The passages of each line that are all found, and what is wrong with the other lines. */
async function locate(base: { knowledgeBaseId: string; indexId: string }, lines: readonly Line[]): Promise<{ passages: Map<number, StoredPassage[]>; problems: Problem[] }> {
  const wanted = lines.flatMap(({ line, expected }) => expected.map(({ document, text }) => ({ line, name: document.normalize('NFC'), text })))
  const documents = await documentsNamed(base, wanted.map(({ name }) => name))
  const passages = new Map(lines.map(({ line }): [number, StoredPassage[]] => [line, []]))
  const problems: Problem[] = []
  for (const [name, group] of Map.groupBy(wanted, (passage) => passage.name)) {
    const document = documents.get(name)
    const found = document?.reading === undefined ? [] : await passagesIn(document.id, document.reading, group.map(({ text }) => text))
    for (const [position, { line, text }] of group.entries()) {
      const place = found[position]
      if (document !== undefined && place !== null && place !== undefined) passages.get(line)?.push({ documentId: document.id, documentName: name, ...place })
      else problems.push({ line, message: missing(name, text, document) })
    }
  }
  for (const [line, expected] of passages) if (questions.isTooLong(expected)) problems.push({ line, message: questions.tooLong })
  for (const { line } of problems) passages.delete(line)
  return { passages, problems }
}

interface NamedDocument {
  readonly id: string
  /** Undefined until the active index has read it. */
  readonly reading: Reading | undefined
}

async function documentsNamed({ knowledgeBaseId, indexId }: { knowledgeBaseId: string; indexId: string }, names: readonly string[]): Promise<Map<string, NamedDocument>> {
  const distinct = [...new Set(names)]
  const documents = new Map<string, NamedDocument>()
  for (let from = 0; from < distinct.length; from += namesPerRead) {
    const rows = await db.document.findMany({ where: { knowledgeBaseId, name: { in: distinct.slice(from, from + namesPerRead) } }, select: { id: true, name: true } })
    const readings = await readingsOf(indexId, rows.map(({ id }) => id))
    for (const { id, name } of rows) documents.set(name, { id, reading: readings.get(id) })
  }
  return documents
}

type PlacedText = Pick<StoredPassage, 'start' | 'end' | 'text'>

/** Where texts stand in a document; those that stand nowhere may be passages that were written by hand. */
async function passagesIn(documentId: string, reading: Reading, texts: readonly string[]): Promise<(PlacedText | null)[]> {
  const places = await findTexts(blocksOf(reading), texts)
  const byHand = await db.chunk.findMany({ where: { ...reading, documentId, editedAt: { not: null } }, select: { start: true, end: true, text: true } })
  return texts.map((text, position) => {
    const place = places[position]
    return place === null || place === undefined ? (byHand.find((chunk) => chunk.text === text) ?? null) : { ...place, text }
  })
}

function missing(name: string, text: string, document: NamedDocument | undefined): string {
  if (document === undefined) return `There is no document called “${name}” in this knowledge base`
  if (document.reading === undefined) return `“${name}” is not ready yet; import this line again when it is`
  return `“${name}” does not hold the text “${text.length > 60 ? `${text.slice(0, 60)}…` : text}”`
}

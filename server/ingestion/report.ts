import type { Actor } from '@/server/auth/actor'
import { toChunk } from '@/server/chunks/service'
import { db, type Prisma } from '@/server/database'
import * as documents from '@/server/documents/service'
import * as versions from '@/server/documents/versions'
import { notFound } from '@/server/errors'
import { pagesInRanges } from '@/server/ingestion/chunking/pageRanges'
import { languageOf } from '@/server/ingestion/languageOf'
import { chunkingOf } from '@/server/ingestion/recipe'
import type { DocumentReport } from '@/server/ingestion/schema'
import { tableCounter } from '@/server/ingestion/tableCounter'

/** A language shows in as much text as this; the rest would only take time. */
const languageCharacters = 20_000
/** Pieces of text that are looked through for tables, some 8,000 characters each, and how many at once. */
const maxBlocks = 2_000
const blocksPerQuery = 200
const sampleCount = 3

/**
 * What reading made of a document, for a person who wants to know whether it went well: how much has text, what was recognised, and some of
 * its passages, three of which are drawn anew every time. @throws AppError not_found, also of one that was never read.
 */
export async function report(actor: Actor, id: string): Promise<DocumentReport> {
  const { row, indexed } = await documents.find(actor, id)
  if (indexed.activeVersion === 0) throw notFound('report')
  const where = { indexedDocumentId: indexed.id, version: indexed.activeVersion }
  const [pages, tokens, texts, twins, source] = await Promise.all([
    db.documentBlock.groupBy({ by: ['page'], where: { ...where, page: { not: null } } }),
    db.chunk.aggregate({ where, _avg: { tokenCount: true } }),
    textFacts(where),
    db.document.findMany({ where: { knowledgeBaseId: row.knowledgeBaseId, sha256: row.sha256, id: { not: id } }, orderBy: { id: 'asc' }, select: { id: true, name: true } }),
    versions.find(indexed.id),
  ])
  if (source === null) throw notFound('document')
  const [shortest, longest] = await Promise.all([passageBy(where, 'asc'), passageBy(where, 'desc')])
  const chosenPages = indexed.pageCount === null ? null : pagesInRanges(chunkingOf(source).pages, indexed.pageCount)
  return {
    pageCount: chosenPages,
    pagesWithoutText: chosenPages === null ? null : Math.max(0, chosenPages - pages.length),
    ...texts,
    duplicates: twins,
    averageTokens: Math.round(tokens._avg.tokenCount ?? 0),
    shortest,
    longest,
    samples: await samplesOf(where, indexed.chunkCount),
  }
}

type Version = { indexedDocumentId: string; version: number }

async function passageBy(where: Version, order: Prisma.SortOrder) {
  const row = await db.chunk.findFirst({ where, orderBy: [{ tokenCount: order }, { index: 'asc' }] })
  return row && toChunk(row)
}

/** Different passages at random, in the order of the document. */
async function samplesOf(where: Version, count: number) {
  const places = new Set<number>()
  while (places.size < Math.min(sampleCount, count)) places.add(Math.floor(Math.random() * count))
  const rows = await Promise.all([...places].map((skip) => db.chunk.findFirst({ where, orderBy: { index: 'asc' }, skip })))
  return rows.flatMap((row) => (row === null ? [] : [toChunk(row)])).toSorted((one, other) => one.index - other.index)
}

async function textFacts(where: Version): Promise<Pick<DocumentReport, 'language' | 'tableCount'>> {
  const tables = tableCounter()
  let beginning = ''
  for (let from = 0; from < maxBlocks; from += blocksPerQuery) {
    const blocks = await db.documentBlock.findMany({ where: { ...where, index: { gte: from, lt: from + blocksPerQuery } }, orderBy: { index: 'asc' }, select: { text: true } })
    for (const { text } of blocks) {
      tables.add(text)
      if (beginning.length < languageCharacters) beginning += `${text.slice(0, languageCharacters)}\n`
    }
    if (blocks.length < blocksPerQuery) break
  }
  return { language: languageOf(beginning), tableCount: tables.count() }
}

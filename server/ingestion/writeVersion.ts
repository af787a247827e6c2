import * as versions from '@/server/documents/versions'
import { filePath } from '@/server/files/store'
import { derivedId } from '@/server/ids'
import type { Ledger } from '@/server/ingestion/ledger'
import { type DocumentPart, readDocument } from '@/server/ingestion/read'
import { chunkingOf } from '@/server/ingestion/recipe'

/** Parts that are kept in memory before they are written. */
const partsPerWrite = 100

/** Parses a document in the parser process and writes its text and chunks to SQL under a version, batch by batch as they come. */
export async function writeVersion(document: versions.Source, version: number, signal: AbortSignal, ledger: Ledger): Promise<versions.VersionFacts> {
  const file = { path: filePath(document.storageKey), name: document.name, chunking: chunkingOf(document) }
  let tokenCount = 0
  let chunkCount = 0
  let batch: DocumentPart[] = []
  const write = async (): Promise<void> => {
    await ledger.during('split', () => writeParts(document, version, batch))
    batch = []
  }
  await ledger.note('read', 0, 0)
  for await (const part of ledger.each('read', readDocument(file, { signal, onProgress: (done, total) => ledger.note('read', done, total) }))) {
    if (part.type === 'end') {
      await write()
      await ledger.end('read', part.pageCount ?? 1)
      await ledger.end('split', chunkCount)
      return { pageCount: part.pageCount, characterCount: part.characterCount, tokenCount, warnings: part.warnings }
    }
    if (part.type === 'chunk') {
      tokenCount += part.tokenCount
      chunkCount += 1
    }
    batch.push(part)
    if (batch.length < partsPerWrite) continue
    await write()
    await ledger.note('split', chunkCount, 0)
  }
  throw new Error('the parser ended without its last line')
}

async function writeParts(document: versions.Source, version: number, parts: readonly DocumentPart[]): Promise<void> {
  const place = { indexedDocumentId: document.id, version }
  await versions.addBlocks(parts.flatMap((part) => (part.type === 'block' ? [{ ...place, index: part.index, page: part.page, start: part.start, text: part.text }] : [])))
  await versions.addChunks(
    parts.flatMap((part) => {
      if (part.type !== 'chunk') return []
      const { type: _type, ...chunk } = part
      return [{ ...chunk, ...place, id: derivedId(document.id, version, part.index), documentId: document.documentId }]
    }),
  )
}

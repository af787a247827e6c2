import * as versions from '@/server/documents/versions'
import { filePath } from '@/server/files/store'
import { derivedId } from '@/server/ids'
import { type HandChange, HandChanges, type HandChunk } from '@/server/ingestion/handChanges'
import { isChangedByHand } from '@/server/ingestion/handChangesOf'
import type { Ledger } from '@/server/ingestion/ledger'
import { type DocumentPart, readDocument } from '@/server/ingestion/read'
import { chunkingOf } from '@/server/ingestion/recipe'

/** Parts that are kept in memory before they are written. */
const partsPerWrite = 100

type Block = Extract<DocumentPart, { type: 'block' }>

interface Target {
  readonly document: versions.Source
  readonly version: number
  /** What is kept of the version before. */
  readonly handChanges: readonly HandChange[]
}

/**
 * Parses a document in the parser process and writes its text and chunks to SQL under a version, batch by batch as they come; what was
 * changed by hand stays.
 */
export async function writeVersion({ document, version, handChanges }: Target, signal: AbortSignal, ledger: Ledger): Promise<versions.VersionFacts> {
  const file = { path: filePath(document.storageKey), name: document.name, chunking: chunkingOf(document) }
  const changes = new HandChanges(handChanges)
  // What another attempt embedded for a number is only that of this one where nothing was put in between.
  const idOf = (index: number): string => derivedId(document.id, version, index, ...(handChanges.length === 0 ? [] : ['by hand']))
  let tokenCount = 0
  let chunkCount = 0
  let blocks: Block[] = []
  let chunks: HandChunk[] = []
  const write = async (): Promise<void> => {
    const place = { indexedDocumentId: document.id, version }
    const rows = chunks.map((chunk, at) => ({ ...chunk, ...place, id: idOf(chunkCount + at), documentId: document.documentId, index: chunkCount + at }))
    await ledger.during('split', async () => {
      await versions.addBlocks(blocks.map(({ type: _type, ...block }) => ({ ...block, ...place })))
      await versions.addChunks(rows.filter((row) => !isChangedByHand(row)))
      await versions.addTouchedChunks(rows.filter(isChangedByHand))
    })
    chunkCount += rows.length
    tokenCount += rows.reduce((sum, row) => sum + row.tokenCount, 0)
    blocks = []
    chunks = []
  }
  await ledger.note('read', 0, 0)
  for await (const part of ledger.each('read', readDocument(file, { signal, onProgress: (done, total) => ledger.note('read', done, total) }))) {
    if (part.type === 'end') {
      chunks.push(...changes.end())
      await write()
      await ledger.end('read', part.pageCount ?? 1)
      await ledger.end('split', chunkCount)
      return { pageCount: part.pageCount, characterCount: part.characterCount, tokenCount, warnings: [...part.warnings, ...lostWarnings(changes.lostCount)] }
    }
    if (part.type === 'chunk') chunks.push(...changes.add(part))
    else blocks.push(part)
    if (blocks.length + chunks.length < partsPerWrite) continue
    await write()
    await ledger.note('split', chunkCount, 0)
  }
  throw new Error('the parser ended without its last line')
}

function lostWarnings(count: number): string[] {
  if (count === 0) return []
  return [count === 1 ? '1 change by hand is gone: what it stood on is not in the text any more' : `${count} changes by hand are gone: what they stood on is not in the text any more`]
}

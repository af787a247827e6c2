// The parser process: `node main.ts <path> <name> <order>` reads one file and says what it holds, a JSON line each, on standard output.
// It runs apart from the server because a hostile or huge file can take all memory or never end (see read.ts for its limits).
import { Console } from 'node:console'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { blocks } from '@/server/ingestion/blocks'
import { chunkerFor } from '@/server/ingestion/chunk'
import type { TextChunk } from '@/server/ingestion/chunk'
import { isInRanges, pagesInRanges } from '@/server/ingestion/chunking/pageRanges'
import { parserOrderSchema } from '@/server/ingestion/message'
import type { ParserMessage, ParserOrder } from '@/server/ingestion/message'
import { readFormat } from '@/server/ingestion/parser/read'
import { pageSeparator, UnreadableFile } from '@/server/ingestion/parser/reading'
import type { Page, Reading } from '@/server/ingestion/parser/reading'
import { log } from '@/server/log'

// Packages print what they like; only messages belong on standard output.
globalThis.console = new Console(process.stderr)

async function say(message: ParserMessage): Promise<void> {
  if (!process.stdout.write(`${JSON.stringify(message)}\n`)) await once(process.stdout, 'drain')
}

async function sayChunks(chunks: Iterable<TextChunk>): Promise<void> {
  for (const chunk of chunks) await say({ type: 'chunk', ...chunk })
}

/** Says everything about a document, page by page. */
async function tell({ pageCount, pages, warnings = [], mayBeScanned = false }: Reading, { chunking, firstCharacters }: ParserOrder): Promise<void> {
  const chunker = firstCharacters === undefined ? await chunkerFor(chunking) : undefined
  const total = pageCount === null ? null : pagesInRanges(chunking.pages, pageCount)
  if (total === 0) throw new UnreadableFile(`This file ends at page ${pageCount}, before the pages that were chosen; choose others`)
  let [read, withoutText, visible, offset, index] = [0, 0, 0, 0, 0]
  for await (const page of pages) {
    if (page.page !== null && !isInRanges(chunking.pages, page.page)) continue
    if (read > 0) offset += pageSeparator.length
    if (firstCharacters !== undefined) await say({ type: 'page', ...beginningOf(page, firstCharacters - offset) })
    for (const block of chunker === undefined ? [] : blocks(page.text)) {
      await say({ type: 'block', index, page: page.page, start: offset + block.start, text: block.text })
      index += 1
    }
    if (chunker !== undefined) await sayChunks(chunker.add(page))
    offset += page.text.length
    if (firstCharacters !== undefined && offset >= firstCharacters) return say({ type: 'more' })
    const characters = page.text.trim().length
    visible += characters
    if (characters === 0) withoutText += 1
    read += 1
    await say({ type: 'progress', done: read, total: total ?? read })
  }
  if (chunker !== undefined) await sayChunks(chunker.end())
  const isChosen = chunking.pages.length > 0
  if (visible === 0) throw new UnreadableFile(nothingFound(mayBeScanned ? total : null, isChosen))
  const unpaged = isChosen && total === null ? ['This file has no pages to choose from, so all of it was read'] : []
  await say({ type: 'end', pageCount, characterCount: offset, warnings: [...warnings, ...unpaged, ...(chunker?.warnings ?? []), ...(mayBeScanned ? scanWarnings(total, withoutText, visible) : [])] })
}

function beginningOf({ page, text, headings }: Page, length: number): Page {
  return { page, text: text.slice(0, length), headings: headings.filter(({ offset }) => offset < length) }
}

function nothingFound(pageCount: number | null, isChosen: boolean): string {
  if (pageCount === null) return 'No text was found in this file; check that it is not empty and upload it again'
  const where = isChosen ? 'any of the pages that were chosen' : pageCount === 1 ? 'its only page' : `any of its ${pageCount} pages`
  return `No text was found on ${where}; it is probably a scan: run text recognition (OCR) on it and upload the result`
}

/** A page of prose has 1,500 characters and more; a scan often has a few of its own, such as a stamp. */
const charactersOfScan = 20

function scanWarnings(pageCount: number | null, withoutText: number, visible: number): string[] {
  if (pageCount === null) return []
  if (visible < charactersOfScan * pageCount) {
    return [`Almost no text was found (${visible} characters on ${pageCount === 1 ? '1 page' : `${pageCount} pages`}); if there is more to see, it is a scan: run text recognition (OCR) on it`]
  }
  if (withoutText === 0) return []
  return [withoutText === 1 ? `1 of ${pageCount} pages has no text; it is probably a scan` : `${withoutText} of ${pageCount} pages have no text; they are probably scans`]
}

const [path = '', name = '', json = ''] = process.argv.slice(2)
const order = parserOrderSchema.parse(json)
// Not caught: that a stored file cannot be opened is our failure, not its owner's.
const bytes = await readFile(path)
try {
  await tell(await readFormat(bytes, name, (page) => isInRanges(order.chunking.pages, page)), order)
} catch (error) {
  if (!(error instanceof UnreadableFile)) log.error('file unreadable', error)
  const reason = error instanceof UnreadableFile ? error.message : 'This file could not be read and may be damaged; save it again from the program it comes from and upload the copy'
  await say({ type: 'failed', reason })
}

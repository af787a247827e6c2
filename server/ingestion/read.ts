import { join } from 'node:path'
import { AppError } from '@/server/errors'
import { log } from '@/server/log'
import { parserMessageSchema } from '@/server/ingestion/message'
import type { DocumentPart, PagePart, ParserMessage, ParserOrder } from '@/server/ingestion/message'
import { ParserProcess } from '@/server/ingestion/process'
import type { Breach } from '@/server/ingestion/process'
import { defaultChunking } from '@/server/ingestion/schema'
import type { Chunking } from '@/server/ingestion/schema'

/** What one file may cost to read. Whatever passes one of these is killed, and its owner is told which one it was. */
export const parserLimits = {
  /** The JavaScript heap of the parser process, in MB. */
  heapMegabytes: 384,
  /** All memory of the parser process, in bytes. */
  memoryBytes: 768 * 1024 * 1024,
  /** How long we wait for the parser in all; the time that the reader of its output takes is not counted. */
  waitMs: 120_000,
  /** What it may write, in bytes: texts twice (blocks and chunks) and their offsets. */
  outputBytes: 200_000_000,
} as const satisfies Record<string, number>

export type ParserLimits = Record<keyof typeof parserLimits, number>

/** A file at an absolute path, what its owner called it (only the extension matters), and how it is cut. */
type Source = { path: string; name: string; chunking?: Chunking }

type Options = {
  signal?: AbortSignal
  /** How many pages are read, of how many are to be (1 of 1 for formats without pages). */
  onProgress?: (done: number, total: number) => void | Promise<void>
  limits?: Partial<ParserLimits>
}

export type { DocumentPart }

/**
 * Reads a document in a process of its own: blocks and chunks as they are found, each in order, and `end` last. Memory here stays small
 * whatever the file is, because the process waits while nobody takes what it found. At most two at once: that is the caller's duty.
 * @throws AppError with a sentence for the owner when the file cannot be read or costs too much; the signal's reason when it is aborted.
 */
export async function* readDocument({ chunking = defaultChunking, ...file }: Source, options: Options = {}): AsyncGenerator<DocumentPart> {
  for await (const part of parts(file, { chunking }, options)) if (part.type !== 'page') yield part
}

/** Reads the first pages of a document in the same way, until they hold so many characters; `end` comes when there are no more. */
export async function* readPages({ chunking = defaultChunking, ...file }: Source, firstCharacters: number, options: Options = {}): AsyncGenerator<PagePart> {
  for await (const part of parts(file, { chunking, firstCharacters }, options)) if (part.type === 'page' || part.type === 'end') yield part
}

async function* parts(file: Omit<Source, 'chunking'>, order: ParserOrder, options: Options): AsyncGenerator<DocumentPart | PagePart> {
  const { signal, onProgress } = options
  const limits = { ...parserLimits, ...options.limits }
  signal?.throwIfAborted()
  const parser = new ParserProcess(parserCommand(file, order, limits), limits)
  const abort = () => parser.kill()
  signal?.addEventListener('abort', abort, { once: true })
  try {
    for await (const line of parser.lines()) {
      const message = parse(line)
      if (message.type === 'failed') throw new AppError('invalid', message.reason)
      else if (message.type === 'progress') await onProgress?.(message.done, message.total)
      else if (message.type === 'more') return
      else yield message
      if (message.type === 'end') return
    }
    signal?.throwIfAborted()
    throw await unfinished(parser, limits)
  } finally {
    signal?.removeEventListener('abort', abort)
    parser.kill()
  }
}

/** The program and its arguments: Node that may read the parser's code and the one file, write nothing and start nothing. */
function parserCommand({ path, name }: Omit<Source, 'chunking'>, order: ParserOrder, limits: ParserLimits): string[] {
  const root = process.cwd()
  const inRoot = (part: string) => join(/* turbopackIgnore: true */ root, part)
  return [
    process.execPath,
    `--max-old-space-size=${limits.heapMegabytes}`,
    '--disable-warning=ExperimentalWarning',
    '--permission',
    ...[inRoot('node_modules'), inRoot('server'), inRoot('scripts'), inRoot('package.json'), inRoot('.next/parley-stripped/*'), path].map((allowed) => `--allow-fs-read=${allowed}`),
    '--import',
    inRoot('scripts/alias.mjs'),
    inRoot('server/ingestion/parser/main.ts'),
    path,
    // Its extension is at the end; an argument cannot hold NUL.
    name.replaceAll('\0', '').slice(-255),
    JSON.stringify(order),
  ]
}

function parse(line: string): ParserMessage {
  try {
    return parserMessageSchema.parse(JSON.parse(line))
  } catch (cause) {
    throw new AppError('internal', 'The file reader gave an answer that is not understood; try again', { cause })
  }
}

/** Why the parser stopped before the end. */
async function unfinished(parser: ParserProcess, limits: ParserLimits): Promise<AppError> {
  const { breach, code, signal, stderr } = await parser.exit()
  log.warn('parser stopped', { breach, code, signal, stderr })
  if (breach !== undefined) return new AppError('too_large', sentenceOf(breach, limits))
  // Node ends itself with SIGABRT (134 in a shell) when its heap is full.
  if (signal === 'SIGABRT' || code === 134) return new AppError('too_large', sentenceOf('memory', limits))
  return new AppError('internal', 'The file reader stopped before the end of this file; try again')
}

function sentenceOf(breach: Breach, limits: ParserLimits): string {
  const todo = 'split it and upload the parts'
  switch (breach) {
    case 'memory':
      return `This file needs more than ${Math.round(limits.memoryBytes / 1024 / 1024)} MB of memory to read; ${todo}`
    case 'time':
      return `This file takes longer than ${Math.round(limits.waitMs / 1_000)} seconds to read; ${todo}`
    case 'output':
      return `This file holds more text than can be read at once (${Math.round(limits.outputBytes / 1_000_000)} MB); ${todo}`
  }
}

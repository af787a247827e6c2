import { Parser } from 'htmlparser2'
import type { Archive } from '@/server/ingestion/parser/zip'

export type Attributes = Readonly<Record<string, string>>

/** What is done at the events of a part. Names of elements come without their prefix, which every program chooses for itself. */
export type XmlHandler = {
  open?: (name: string, attributes: Attributes) => void
  close?: (name: string) => void
  text?: (text: string) => void
  /** Asked between two pieces: the rest of the part is not read once it says so. */
  isDone?: () => boolean
}

/** No program writes documents that are nested deeper. */
const maxDepth = 1_000

/**
 * Reads an XML part of an archive as it is inflated. Entities are never expanded, and in Office files, which have none, a document type
 * is refused. @throws UnreadableFile
 */
export async function readXml(archive: Archive, name: string, handler: XmlHandler): Promise<void> {
  let depth = 0
  const parser = new Parser(
    {
      onopentag: (tag, attributes) => {
        depth += 1
        if (depth > maxDepth) throw archive.unsafe()
        handler.open?.(local(tag), attributes)
      },
      onclosetag: (tag) => {
        depth -= 1
        handler.close?.(local(tag))
      },
      ontext: (data) => handler.text?.(data),
      onprocessinginstruction: (instruction) => {
        if (archive.kind !== 'EPUB' && /^!doctype/i.test(instruction)) throw archive.unsafe()
      },
    },
    { xmlMode: true },
  )
  let decoder: TextDecoder | undefined
  for await (const part of archive.read(name)) {
    decoder ??= new TextDecoder(encodingOf(part))
    parser.write(decoder.decode(part, { stream: true }))
    if (handler.isDone?.() === true) return
  }
  parser.end()
}

/** XML is UTF-8 unless it begins with the mark of UTF-16. */
function encodingOf(start: Buffer): string {
  const mark = start.subarray(0, 2).toString('hex')
  return mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : 'utf-8'
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

/** The value of an attribute whatever its prefix is. */
export function attribute(attributes: Attributes, name: string): string | undefined {
  if (name in attributes) return attributes[name]
  const full = Object.keys(attributes).find((key) => key.endsWith(`:${name}`))
  return full === undefined ? undefined : attributes[full]
}

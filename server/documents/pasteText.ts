import { extname } from 'node:path'
import { Readable } from 'node:stream'
import type { Actor } from '@/server/auth/actor'
import { config } from '@/server/config'
import { type Document, documentFormats, type PastedText } from '@/server/documents/schema'
import * as documents from '@/server/documents/service'
import { saveFile } from '@/server/files/store'
import { requireWritable } from '@/server/teams/access'

const textExtensions: readonly string[] = (['markdown', 'text', 'csv', 'json', 'html', 'code'] as const).flatMap((format) => [...documentFormats[format]])
/** Headings, fences and tables; a list is as well written in plain text. */
const markdown = /^(?:#{1,6} \S|```|\|.+\|\s*$)/m
const nameLength = 60

/** Keeps a text as a document. Without a name it is called by its first line; the extension is that of the name, or what the text looks like. */
export async function pasteText(actor: Actor, { knowledgeBaseId, name, text }: PastedText): Promise<Document> {
  await requireWritable(actor, [knowledgeBaseId])
  const called = documents.cleanName((name === '' ? firstLine(text) : name).replaceAll(/[/\\]/g, '-'))
  const isNamed = textExtensions.includes(extname(called).slice(1).toLowerCase())
  const [extension, mediaType] = markdown.test(text) ? ['md', 'text/markdown'] : ['txt', 'text/plain']
  const file = await saveFile(Readable.from([new TextEncoder().encode(text)]), { maxBytes: config.maxFileBytes })
  try {
    return await documents.create(actor, { knowledgeBaseId, name: isNamed ? called : `${called}.${extension}`, mediaType, file })
  } finally {
    await documents.discardUnused(file)
  }
}

/** The first line that says something, without the marks of Markdown and of its end. */
function firstLine(text: string): string {
  const line = text.split('\n').map((written) => written.replaceAll(/^[\s#>|-]+|[*`]/g, '').trim()).find((written) => written !== '') ?? ''
  return Array.from(line).slice(0, nameLength).join('').replace(/[\s.,:;|。，：；]+$/, '')
}

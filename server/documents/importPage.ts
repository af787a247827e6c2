import { extname } from 'node:path'
import type { Actor } from '@/server/auth/actor'
import { config } from '@/server/config'
import { db } from '@/server/database'
import { pageExtension } from '@/server/documents/pageFormat'
import { refresh } from '@/server/documents/refresh'
import type { Document, PageImport } from '@/server/documents/schema'
import * as documents from '@/server/documents/service'
import { AppError } from '@/server/errors'
import { saveFile, type StoredFile } from '@/server/files/store'
import { derivedId } from '@/server/ids'
import { requireWritable } from '@/server/teams/access'
import { signInNeeded } from '@/server/web/failure'
import { fetchPage, type Page } from '@/server/web/fetchPage'
import { webAddress } from '@/server/web/guard'
import { headBytes, isSignIn, pageFacts } from '@/server/web/pageFacts'

interface Received {
  readonly name: string
  readonly mediaType: string
  readonly file: StoredFile
}

/**
 * Takes a web page into a base as a document: HTML under its title, other formats under the name of their file. A page that is there
 * already is read again, and until then its old version answers; the answer has the state `ready` when nothing in it has changed.
 * @throws AppError not_found or forbidden for the base; invalid, unsupported, too_large or upstream_failed with the reason why there is no page.
 */
export async function importPage(actor: Actor, { knowledgeBaseId, url }: PageImport, signal?: AbortSignal, { isUnread = false } = {}): Promise<Document> {
  // Before anybody is asked for anything.
  await requireWritable(actor, [knowledgeBaseId])
  const address = webAddress(url)
  const received = await fetchPage(address.href, (page) => receive(page, address), { signal })
  try {
    return await store(actor, { knowledgeBaseId, sourceUrl: address.href, isUnread, ...received })
  } finally {
    await documents.discardUnused(received.file)
  }
}

/** A new document, or the one of the same page anew. */
async function store(actor: Actor, draft: Received & { knowledgeBaseId: string; sourceUrl: string; isUnread: boolean }): Promise<Document> {
  const { knowledgeBaseId, sourceUrl } = draft
  const extension = extname(draft.name)
  const pageKey = derivedId(knowledgeBaseId, sourceUrl, extension)
  for (;;) {
    const known = await db.document.findFirst({ where: { knowledgeBaseId, OR: [{ pageKey }, { sourceUrl, name: { endsWith: extension } }] }, orderBy: { id: 'desc' } })
    if (known !== null) return refresh(actor, known.id, draft)
    try {
      return await documents.create(actor, { ...draft, pageKey })
    } catch (error) {
      if (!(error instanceof documents.PageTaken)) throw error
    }
  }
}

/** Saves a page as it comes. */
async function receive(page: Page, asked: URL): Promise<Received> {
  const type = page.headers['content-type'] ?? ''
  const mediaType = type.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  const fileName = fileNameOf(page)
  const extension = pageExtension(mediaType, fileName)
  if (extension === undefined) throw new AppError('unsupported', `“${page.url.host}” sent a file that is not read (${mediaType === '' ? 'of no known type' : mediaType})`)
  const head: Uint8Array[] = []
  const file = await saveFile(withHead(page.body, head), { maxBytes: config.maxFileBytes })
  const facts = extension === 'html' ? pageFacts(Buffer.concat(head), /charset\s*=\s*["']?([\w-]+)/i.exec(type)?.[1]) : undefined
  if (facts !== undefined && isSignIn(facts, { asked, found: page.url })) {
    await documents.discardUnused(file)
    throw signInNeeded(page.url)
  }
  return { name: nameOf(page, { title: facts?.title ?? '', fileName, extension }), mediaType, file }
}

/** The same bytes; the first of them stay in `head`. */
async function* withHead(body: AsyncIterable<Uint8Array>, head: Uint8Array[]): AsyncGenerator<Uint8Array> {
  let length = 0
  for await (const bytes of body) {
    if (length < headBytes) head.push(bytes)
    length += bytes.byteLength
    yield bytes
  }
}

/** What its server calls it, or the end of its path; empty when it is the page of the host itself. */
function fileNameOf({ url, headers }: Page): string {
  const disposition = headers['content-disposition'] ?? ''
  const encoded = /filename\*\s*=\s*UTF-8''([^;\s]+)/i.exec(disposition)?.[1]
  if (encoded !== undefined) return decodedUri(encoded)
  const plain = /filename\s*=\s*(?:"([^"]*)"|([^;\s]+))/i.exec(disposition)
  const named = plain?.[1] ?? plain?.[2]
  return named === undefined ? decodedUri(url.pathname.split('/').findLast((part) => part !== '') ?? '') : Buffer.from(named, 'latin1').toString()
}

function decodedUri(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function nameOf({ url }: Page, { title, fileName, extension }: { title: string; fileName: string; extension: string }): string {
  const stem = fileName.replace(/\.\w{1,8}$/, '')
  // A slash in a title is no path.
  const spoken = [title, stem].find((words) => words.trim() !== '') ?? url.hostname
  return documents.cleanName(`${spoken.replaceAll(/[/\\]/g, '-')}.${extension}`)
}

import { buffer } from 'node:stream/consumers'
import { AppError } from '@/server/errors'
import { decodeText } from '@/server/ingestion/parser/encoding'
import { readHtml } from '@/server/ingestion/parser/html/html'
import { type Page as TextPage, UnreadableFile } from '@/server/ingestion/parser/reading'
import { signInNeeded } from '@/server/web/failure'
import { fetchPage, type Page } from '@/server/web/fetchPage'
import { webAddress } from '@/server/web/guard'
import { headBytes, isSignIn, pageFacts } from '@/server/web/pageFacts'
import { mayRead } from '@/server/web/robots'

/** Somebody waits for the answer: a page that takes longer is done without. */
const limits = { redirects: 5, silenceMs: 4_000, totalMs: 8_000 } as const
/** What is read of a page. It is parsed in this process, so it is little; more is rarely about the question. */
const maxBytes = 1_000_000

/** The text of a page of the internet. */
export interface WebPage {
  readonly url: string
  /** Empty when it has none. */
  readonly title: string
  readonly text: TextPage
}

/** A page that a search engine named, or why there is none. @throws AppError; the reason of `signal` when that is aborted. */
export async function readPage(address: string, signal: AbortSignal): Promise<WebPage> {
  const asked = webAddress(address)
  if (!(await mayRead(asked, signal))) throw new AppError('forbidden', `“${asked.host}” does not let programs read this page`)
  return fetchPage(asked.href, (page) => textOf(page, asked), { signal, limits })
}

async function textOf({ url, headers, body }: Page, asked: URL): Promise<WebPage> {
  const contentType = headers['content-type'] ?? 'text/html'
  const mediaType = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  const isHtml = mediaType === 'text/html' || mediaType === 'application/xhtml+xml'
  if (!isHtml && !mediaType.startsWith('text/')) throw new AppError('unsupported', `“${url.host}” sent a file that is not read (${mediaType})`)
  const bytes = await buffer(beginningOf(body))
  const charset = /charset\s*=\s*["']?([\w-]+)/i.exec(contentType)?.[1]
  if (!isHtml) return { url: url.href, title: '', text: { page: null, text: readable(() => decodeText(bytes, charset)), headings: [] } }
  const facts = pageFacts(bytes.subarray(0, headBytes), charset)
  if (isSignIn(facts, { asked, found: url })) throw signInNeeded(url)
  const { pages } = readable(() => readHtml(bytes))
  const [text] = Array.isArray(pages) ? pages : []
  return { url: url.href, title: facts.title, text: text ?? { page: null, text: '', headings: [] } }
}

/** What a reader says of bytes that are no text, said of a page. */
function readable<T>(read: () => T): T {
  try {
    return read()
  } catch (cause) {
    if (cause instanceof UnreadableFile) throw new AppError('unsupported', 'The page holds no text', { cause })
    throw cause
  }
}

/** The bytes up to the limit; the rest of a longer page is not asked for. */
async function* beginningOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let left = maxBytes
  for await (const bytes of body) {
    yield bytes.subarray(0, left)
    left -= bytes.byteLength
    if (left <= 0) return
  }
}

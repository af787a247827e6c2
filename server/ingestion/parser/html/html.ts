import { Parser } from 'htmlparser2'
import { decodeText } from '@/server/ingestion/parser/encoding'
import { HtmlText } from '@/server/ingestion/parser/html/htmlText'
import { PageContent } from '@/server/ingestion/parser/html/pageContent'
import type { Page, Reading } from '@/server/ingestion/parser/reading'

/** How much is given to the parser at once. */
const pieceLength = 64 * 1_024

/**
 * The visible text of a web page, with its headings, lists and tables: of its main part alone where it has one, without what surrounds it
 * on every page of a site. Nothing that it names is ever fetched.
 */
export function readHtml(bytes: Uint8Array): Reading {
  const content = new PageContent()
  const text = new HtmlText((name, attributes) => content.isBeside(name, attributes))
  parse(decodeHtml(bytes), {
    open: (name, attributes) => {
      content.open(name, attributes, text.length)
      text.open(name, attributes)
    },
    close: (name) => {
      text.close(name)
      content.close(name, text.length)
    },
    text: (data) => text.text(data),
  })
  return { pageCount: null, pages: [{ page: null, ...content.of(text.result()) }] }
}

/** All visible text of HTML that is no web page, such as what other formats are turned into. */
export function htmlReading(html: string): Reading {
  return { pageCount: null, pages: [htmlPage(html)] }
}

/** The same as a page without a number. */
export function htmlPage(html: string): Page {
  const text = new HtmlText()
  parse(html, text)
  return { page: null, ...text.result() }
}

function parse(html: string, reader: Pick<HtmlText, 'open' | 'close' | 'text'>): void {
  const parser = new Parser(
    {
      onopentag: (name, attributes) => reader.open(name, attributes),
      onclosetag: (name) => reader.close(name),
      ontext: (data) => reader.text(data),
    },
    // In XHTML `<title/>` is a whole element; in HTML it would hide the rest of the page.
    { recognizeSelfClosing: /^\s*<\?xml|<html[^>]+xmlns/i.test(html.slice(0, 1_024)) },
  )
  for (let at = 0; at < html.length; at += pieceLength) parser.write(html.slice(at, at + pieceLength))
  parser.end()
}

/** The text of a web page in its encoding. @throws UnreadableFile */
export function decodeHtml(bytes: Uint8Array): string {
  return decodeText(bytes, declaredEncoding(bytes))
}

/** The encoding that a page names in its head; browsers too look at its first 1,024 bytes only. */
function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 1_024)).toString('latin1')
  return /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1] ?? /^<\?xml[^>]+encoding\s*=\s*["']([\w-]+)/i.exec(head)?.[1]
}

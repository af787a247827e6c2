import { decodeText } from '@/server/ingestion/parser/encoding'
import type { Heading, Reading } from '@/server/ingestion/parser/reading'

const fence = /^ {0,3}(`{3,}|~{3,})/
const atx = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/
const setext = /^ {0,3}(=+|-{2,})[ \t]*$/
/** What cannot be the text line of an underlined heading: other blocks, whose "---" is a rule or a table's. */
const notParagraph = /^\s*$|^ {0,3}(?:[#>|]|[-*+] |\d+[.)] |-{2,}\s*$|={2,}\s*$)|^(?: {4}|\t)/

/** Markdown as it is written, with its headings (CommonMark: `#` and underlined ones, none inside code fences or front matter). */
export function readMarkdown(bytes: Uint8Array): Reading {
  const text = decodeText(bytes)
  return { pageCount: null, pages: [{ page: null, text, headings: [...markdownHeadings(text)] }] }
}

/** The headings of a Markdown text, in order. */
export function* markdownHeadings(text: string): Generator<Heading> {
  let openFence: string | undefined
  let previous = { offset: 0, line: '' }
  let offset = frontMatterEnd(text)
  while (offset < text.length) {
    const lineEnd = text.indexOf('\n', offset)
    const end = lineEnd === -1 ? text.length : lineEnd
    const line = text.slice(offset, end)
    const mark = fence.exec(line)?.[1]
    if (openFence !== undefined) {
      if (mark !== undefined && mark.startsWith(openFence) && line.trim() === mark) openFence = undefined
      previous = { offset, line: '' }
    } else if (mark !== undefined) {
      openFence = mark
      previous = { offset, line: '' }
    } else {
      const heading = headingAt(line, offset, previous)
      if (heading !== undefined) yield heading
      previous = { offset, line: heading === undefined ? line : '' }
    }
    offset = end + 1
  }
}

/** No heading is longer; and matching a longer line would take time that grows with its square. */
const maxLine = 500

function headingAt(line: string, offset: number, previous: { offset: number; line: string }): Heading | undefined {
  if (line.length > maxLine) return undefined
  const hashes = atx.exec(line)
  if (hashes !== null) return named({ offset, level: hashes[1]?.length ?? 1, title: hashes[2] ?? '' })
  const underline = setext.exec(line)?.[1]
  if (underline === undefined || previous.line.length > maxLine || notParagraph.test(previous.line)) return undefined
  return named({ offset: previous.offset, level: underline.startsWith('=') ? 1 : 2, title: previous.line })
}

/** A heading with its title as people read it, or undefined when nothing is left of it. */
function named(heading: Heading): Heading | undefined {
  const title = heading.title
    .replace(/!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])/g, '$1')
    .replace(/<[^>]*>/g, '')
    .replace(/[*`]+|(?<!\w)_+|_+(?!\w)/g, '')
    .trim()
  return title === '' ? undefined : { ...heading, title }
}

/** Where the text after a YAML front matter begins; 0 without one. */
function frontMatterEnd(text: string): number {
  return /^---\n[\s\S]*?\n(?:---|\.\.\.)(?:\n|$)/.exec(text)?.[0].length ?? 0
}

import { atoms, delimiterPattern, smallestParts } from '@/server/ingestion/atoms'
import type { Atom } from '@/server/ingestion/atoms'
import type { Border, Mark, Method } from '@/server/ingestion/chunking/method'
import { methodFor } from '@/server/ingestion/chunking/methodFor'
import type { Sizes } from '@/server/ingestion/chunking/sizes'
import { pageSeparator } from '@/server/ingestion/parser/reading'
import type { Heading, Page } from '@/server/ingestion/parser/reading'
import { chunkMethods } from '@/server/ingestion/schema'
import type { Chunking } from '@/server/ingestion/schema'
import { countTokens } from '@/server/text/tokens'

/** A passage of a document: `text` is exactly the document's text from `start` to `end` (UTF-16 code units), on `page` where it starts. */
export type TextChunk = {
  index: number
  text: string
  start: number
  end: number
  page: number | null
  /** The headings over it, the highest first; those at its beginning are among them. */
  headingPath: string[]
  /** Lines under which it stands and which are not in it, such as the header row of its table; '' when there are none. */
  context: string
  /** Of its text. */
  tokenCount: number
}

/** Characters of a heading in a path: it is repeated in every chunk under it. */
const maxTitle = 200

type Open = {
  start: number
  end: number
  tokens: number
  /** How many of the tokens are words of the chunk before it. */
  sharedTokens: number
  /** Where its last mark is: what is shared with the next chunk never reaches further back. */
  markedAt: number
  headingPath: string[]
  context: readonly string[]
  onlyHeadings: boolean
  section: number
}

/** What a mark says of all that follows it. */
type Scope = { context: readonly string[]; sizes: Sizes }

/**
 * Cuts a document that comes page by page into chunks, where the method of the settings says. Chunks come in order and together hold
 * every character that is not white space; they overlap only by what the settings ask for. Only the pages that unfinished chunks touch are kept.
 */
class Chunker {
  readonly #method: Method
  readonly #endsWithPage: boolean
  readonly #overlapTokens: number
  readonly #delimiters: RegExp | undefined
  /** The text from `base` on: of the unfinished chunks and the current page. */
  #text = ''
  #base = 0
  /** Where the pages of the text begin in it. */
  #pages: { start: number; page: number | null }[] = []
  /** Closed, but a short remainder of its section may still join it. */
  #closed: Open | undefined
  #open: Open | undefined
  #count = 0
  #section = 0
  #outline: Omit<Heading, 'offset'>[] = []
  #scope: Scope

  /** See chunkerFor. */
  constructor(chunking: Chunking, method: Method) {
    this.#method = method
    this.#endsWithPage = chunkMethods[chunking.method].endsWithPage
    this.#overlapTokens = chunking.overlapTokens
    this.#delimiters = delimiterPattern(chunking.delimiters)
    this.#scope = { context: [], sizes: this.#method.sizes }
  }

  /** Sentences for the owner, once the document has ended. */
  get warnings(): string[] {
    return this.#method.warnings(this.#count)
  }

  /** The chunks that are finished once this page is read. */
  *add(page: Page): Generator<TextChunk> {
    const start = this.#append(page)
    let from = 0
    let mark: Mark | undefined
    for (const next of this.#method.marks(page)) {
      yield* this.#stretch(mark, start, from, next.offset)
      from = next.offset
      mark = next
    }
    yield* this.#stretch(mark, start, from, page.text.length)
    if (this.#endsWithPage && this.#open !== undefined && this.#open.tokens >= this.#scope.sizes.enough) yield* this.#close()
  }

  /** The rest, once the last page was added. */
  *end(): Generator<TextChunk> {
    yield* this.#close()
    if (this.#closed !== undefined) yield this.#finish(this.#closed)
    this.#closed = undefined
  }

  /** Adds a page's text to the buffer and returns where it starts in it. */
  #append({ text, page }: Page): number {
    const keep = (this.#closed ?? this.#open)?.start ?? this.#text.length
    this.#text = this.#text.slice(keep)
    this.#base += keep
    for (const unfinished of [this.#closed, this.#open]) {
      if (unfinished === undefined) continue
      unfinished.start -= keep
      unfinished.end -= keep
      unfinished.markedAt -= keep
    }
    const pages = this.#pages.map((known) => ({ ...known, start: known.start - keep }))
    if (pages.length > 0) this.#text += pageSeparator
    const start = this.#text.length
    this.#text += text
    this.#pages = [...pages.slice(Math.max(0, pages.findLastIndex((known) => known.start <= 0))), { start, page }]
    return start
  }

  /** The text from one mark of a page to the next. */
  *#stretch(mark: Mark | undefined, pageStart: number, from: number, to: number): Generator<TextChunk> {
    if (mark !== undefined) yield* this.#enter(mark, pageStart + from)
    const titleEnd = mark === undefined ? -1 : this.#titleEnd(mark, pageStart)
    for (const atom of atoms(this.#text, pageStart + from, pageStart + to, this.#scope.sizes.limit, this.#delimiters)) {
      if (this.#open !== undefined && !fits(this.#open, atom, this.#scope.sizes)) yield* this.#close()
      const open = this.#extend(atom, atom.end <= titleEnd)
      if (open.tokens >= this.#scope.sizes.target) yield* this.#close()
    }
  }

  #titleEnd({ titleEnd, heading, offset }: Mark, pageStart: number): number {
    if (titleEnd !== undefined) return pageStart + titleEnd
    return heading === undefined ? -1 : lineEnd(this.#text, pageStart + offset)
  }

  *#enter({ heading, begins, context, sizes }: Mark, at: number): Generator<TextChunk> {
    if (heading !== undefined) {
      const title = heading.title.slice(0, maxTitle)
      this.#outline = [...this.#outline.filter(({ level }) => level < heading.level), ...(title === '' ? [] : [{ level: heading.level, title }])]
    }
    const open = this.#open
    const breaks = open !== undefined && breaksBefore(begins, open, this.#scope.sizes)
    if (breaks) yield* this.#close()
    if (begins !== 'never' && (breaks || open === undefined)) this.#section += 1
    const isNew = begins === 'always' || begins === 'afterText'
    const before = isNew ? { context: [], sizes: this.#method.sizes } : this.#scope
    this.#scope = { context: context ?? before.context, sizes: sizes ?? before.sizes }
    if (this.#open !== undefined) this.#open.markedAt = at
  }

  #extend(atom: Atom, isTitle: boolean): Open {
    const open = this.#open
    if (open === undefined) return (this.#open = this.#begin(atom, isTitle))
    // A title and the heading under it open one chunk, which stands under both.
    if (open.onlyHeadings) Object.assign(open, this.#place(atom))
    open.end = atom.end
    open.tokens += atom.tokens
    open.onlyHeadings &&= isTitle
    return open
  }

  #begin(atom: Atom, isTitle: boolean): Open {
    const shared = isTitle ? { start: atom.start, tokens: 0 } : this.#sharedBefore(atom)
    return {
      ...this.#place(atom),
      start: shared.start,
      end: atom.end,
      tokens: shared.tokens + atom.tokens,
      sharedTokens: shared.tokens,
      markedAt: atom.start,
      onlyHeadings: isTitle,
      section: this.#section,
    }
  }

  /** Under what an atom stands. */
  #place({ header }: Atom): Pick<Open, 'headingPath' | 'context'> {
    const { context } = this.#scope
    return { headingPath: this.#outline.map(({ title }) => title), context: header === undefined ? context : [...context, header] }
  }

  /** Where the words begin that a chunk, whose first atom is given, repeats of the one before it: never all of that one. */
  #sharedBefore(atom: Atom): { start: number; tokens: number } {
    const before = this.#closed
    const budget = Math.min(this.#overlapTokens, this.#scope.sizes.limit - atom.tokens)
    let shared = { start: atom.start, tokens: 0 }
    if (budget <= 0 || before === undefined || before.section !== this.#section) return shared
    const [, ...parts] = smallestParts(this.#text, Math.max(before.start, before.markedAt), before.end, this.#delimiters)
    for (const { start } of parts.toReversed()) {
      const tokens = countTokens(this.#text.slice(start, before.end))
      if (tokens > budget) break
      shared = { start, tokens }
    }
    return shared
  }

  /** Closes the open chunk: a short remainder joins the one before it in its section. */
  *#close(): Generator<TextChunk> {
    const open = this.#open
    if (open === undefined) return
    this.#open = undefined
    const before = this.#closed
    const { tail, limit } = this.#scope.sizes
    const ownTokens = open.tokens - open.sharedTokens
    if (before !== undefined && before.section === open.section && ownTokens < tail && before.tokens < limit) {
      before.end = open.end
      before.tokens += ownTokens
      return
    }
    if (before !== undefined) yield this.#finish(before)
    this.#closed = open
  }

  #finish({ start, end, headingPath, context }: Open): TextChunk {
    const text = this.#text.slice(start, end)
    const index = this.#count
    this.#count += 1
    return {
      index,
      text,
      start: this.#base + start,
      end: this.#base + end,
      page: this.#pages.findLast((page) => page.start <= start)?.page ?? null,
      headingPath,
      context: context.filter((line) => !text.includes(line)).join('\n'),
      tokenCount: countTokens(text),
    }
  }
}

/** A chunker at the beginning of a document. Only the code of its method is loaded. */
export async function chunkerFor(chunking: Chunking): Promise<Chunker> {
  return new Chunker(chunking, await methodFor(chunking))
}

function breaksBefore(begins: Border, open: Open, { enough }: Sizes): boolean {
  switch (begins) {
    case 'always':
      return true
    case 'afterText':
      return !open.onlyHeadings
    case 'afterEnough':
      return !open.onlyHeadings && open.tokens >= enough
    case 'never':
      return false
  }
}

/** A heading takes the first atom under it although the two pass the limit: a chunk of a heading alone answers nothing. */
function fits(open: Open, atom: Atom, { limit, tail }: Sizes): boolean {
  return open.tokens + atom.tokens <= (open.onlyHeadings && open.tokens < tail ? limit + tail : limit)
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end === -1 ? text.length : end
}

import { sentences } from '@/server/text/sentences'
import { terms } from '@/server/text/terms'

/** Marks in a row's terms; no term of a text is punctuation, so they cannot be confused with one, and nobody searches for them. */
export const contextStart = '~'
export const titleEnd = '|'
export const sentenceEnd = '.'
export const keywordsStart = '#'

const marks: ReadonlySet<string> = new Set([contextStart, titleEnd, sentenceEnd, keywordsStart])

export interface Indexable {
  readonly documentName: string
  readonly headingPath: readonly string[]
  readonly text: string
  /** What it stands under without holding it, such as the header row of its table. */
  readonly context?: string
  /** Words of its owner's that raise its rank. */
  readonly keywords?: readonly string[]
}

/** Document name and headings: what a passage is about, often in words that the passage itself does not repeat. */
function titleOf({ documentName, headingPath }: Indexable): string {
  return [documentName.replace(/\.[a-z0-9]{1,5}$/i, ''), ...headingPath].join('\n')
}

/**
 * What is indexed of a chunk: the terms of its title, `~` and those of its context, `|`, those of its text with `.` after each
 * sentence, `#` and those of its keywords. A context or keywords that are not there have no mark either. The store searches it as a
 * bag of words; ranking/rescore.ts reads the fields and sentences back out of it.
 */
export function indexedTerms(chunk: Indexable): string {
  return markedTerms(chunk).join(' ')
}

/** The terms of `indexedTerms` one by one, marks among them. */
export function markedTerms(chunk: Indexable): string[] {
  const found = terms(titleOf(chunk))
  const context = terms(chunk.context ?? '')
  if (context.length > 0) found.push(contextStart, ...context)
  found.push(titleEnd)
  for (const { start, end } of sentences(chunk.text)) found.push(...terms(chunk.text.slice(start, end)), sentenceEnd)
  const keywords = terms((chunk.keywords ?? []).join('\n'))
  if (keywords.length > 0) found.push(keywordsStart, ...keywords)
  return found
}

export function withoutMarks(marked: readonly string[]): string[] {
  return marked.filter((term) => !marks.has(term))
}

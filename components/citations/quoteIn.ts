export interface QuotedPassage {
  readonly before: string
  readonly quote: string
  readonly after: string
}

const ellipsis = '…'

/**
 * The passage cut around its quote to about `contextCharacters` on either side, so that the quote can be set off. White space
 * differs between the two where lines were joined; a quote that is not found stands alone.
 */
export function quoteIn(passage: string, quote: string, contextCharacters = 160): QuotedPassage {
  const found = locate(passage, quote)
  if (found === null) return { before: '', quote: quote.trim(), after: '' }
  return {
    before: lastWords(passage.slice(0, found.start), contextCharacters),
    quote: passage.slice(found.start, found.end),
    after: firstWords(passage.slice(found.end), contextCharacters),
  }
}

function locate(passage: string, quote: string): { start: number; end: number } | null {
  const words = quote.trim().split(/\s+/).filter(Boolean)
  if (words.length === 0) return null
  const match = new RegExp(words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('\\s+')).exec(passage)
  return match === null ? null : { start: match.index, end: match.index + match[0].length }
}

function lastWords(text: string, limit: number): string {
  if (text.length <= limit) return text.trimStart()
  const tail = text.slice(-limit)
  return ellipsis + tail.slice(Math.max(0, tail.search(/[\s，。；：、！？]/)) + 1)
}

function firstWords(text: string, limit: number): string {
  if (text.length <= limit) return text.trimEnd()
  const head = text.slice(0, limit)
  const cut = head.search(/[\s，。；：、！？][^\s，。；：、！？]*$/)
  return (cut > 0 ? head.slice(0, cut) : head) + ellipsis
}

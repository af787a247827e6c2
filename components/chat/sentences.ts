/** The complete sentences of a growing text from `from` on, as they are read out, and where the next ones begin. */
export function completeSentences(text: string, from: number): { spoken: string; next: number } {
  const rest = text.slice(from)
  const ends = [...rest.matchAll(/[.!?](?=\s)|[。！？]|\n+/g)]
  const last = ends.at(-1)
  if (last === undefined) return { spoken: '', next: from }
  const length = last.index + last[0].length
  return { spoken: asSpoken(rest.slice(0, length)), next: from + length }
}

/** Markdown as it is said: without its signs, its markers and its addresses. */
export function asSpoken(text: string): string {
  return text
    .replace(/\[(\d{1,3})\]/g, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^ {0,3}(`{3,}|~{3,}).*$/gm, '')
    .replace(/^[ \t]*(#{1,6}|>|[-*+]|\d+\.)[ \t]+/gm, '')
    .replace(/[*_`|]+/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

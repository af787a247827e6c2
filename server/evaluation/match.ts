import { type Span, squeezed } from '@/server/evaluation/findTexts'

/** An expected passage as it is looked for among the hits of one index. */
export interface Wanted {
  readonly documentId: string
  /** Where it stands in the document as this index read it; null when it stands nowhere there. */
  readonly place: Span | null
  readonly text: string
}

interface Found extends Span {
  readonly documentId: string
  readonly text: string
}

/**
 * The number of the first hit, from 1, that counts for each passage; null where none does. A hit is a passage with those around it that
 * came along. It counts when one of them shares at least half of the shorter of both with the passage, so that what is expected outlives
 * another way of cutting; failing that, when one says exactly the same, whatever its document, because of equal passages only one is returned.
 */
export function ranksOf(wanted: readonly Wanted[], hits: readonly (readonly Found[])[]): (number | null)[] {
  let texts: string[][] | undefined
  return wanted.map((passage) => {
    const at = hits.findIndex((hit) => hit.some((found) => holds(passage, found)))
    if (at !== -1) return at + 1
    texts ??= hits.map((hit) => hit.map(({ text }) => squeezed(text)))
    const text = squeezed(passage.text)
    return texts.findIndex((hit) => hit.includes(text)) + 1 || null
  })
}

function holds({ documentId, place }: Wanted, found: Found): boolean {
  if (place === null || documentId !== found.documentId) return false
  const shorter = Math.min(place.end - place.start, found.end - found.start)
  const common = Math.min(place.end, found.end) - Math.max(place.start, found.start)
  return shorter > 0 && common >= shorter / 2
}

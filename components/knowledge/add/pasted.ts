/** Shorter texts are pasted onto a page by mistake, or mean a field that has lost the focus. */
const shortestText = 60

export type Pasted = { kind: 'page'; url: string } | { kind: 'text'; text: string }

/** What a text that is pasted onto a base is meant to become; null for a few words. */
export function pasted(text: string): Pasted | null {
  const trimmed = text.trim()
  if (/^https?:\/\/\S+$/i.test(trimmed)) return { kind: 'page', url: trimmed }
  return trimmed.length >= shortestText || trimmed.includes('\n') ? { kind: 'text', text } : null
}

/** An address as people write it: https:// may be left out. */
export function completeAddress(written: string): string {
  const trimmed = written.trim()
  return /^[a-z][a-z\d+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`
}

import type { Citation } from '@/server/conversations/schema'

/** The source that is open, its place among those of its answer, and the ways on from it. */
export interface OpenCitation {
  readonly citation: Citation
  readonly conversationId: string
  readonly answerId: string
  /** What was searched for, or asked; null where that is not known. */
  readonly question: string | null
  /** Asks the question of the answer again; null while that cannot be done. */
  readonly askAgain: (() => void) | null
  readonly total: number
  readonly position: number
  readonly step: (by: 1 | -1) => void
  readonly close: () => void
}

/** The address of a web source; null when it is none, or not one that a browser should open. */
export function webHref({ kind, url }: Pick<Citation, 'kind' | 'url'>): URL | null {
  const parsed = kind === 'web' && url !== null ? URL.parse(url) : null
  return parsed !== null && ['http:', 'https:'].includes(parsed.protocol) ? parsed : null
}

/** The page of the cited document at its passage; null when the document is gone. */
export function documentHref({ documentId, knowledgeBaseId, version, start, end, change }: Citation): string | null {
  if (documentId === null || knowledgeBaseId === null || change === 'deleted') return null
  return `/knowledge/${knowledgeBaseId}/documents/${documentId}?${new URLSearchParams({ version: `${version}`, start: `${start}`, end: `${end}` })}`
}

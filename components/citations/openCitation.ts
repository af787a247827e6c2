import type { Citation } from '@/server/conversations/schema'

/** The source that is open, its place among those of its answer, and the ways on from it. */
export interface OpenCitation {
  readonly citation: Citation
  readonly total: number
  readonly position: number
  readonly step: (by: 1 | -1) => void
  readonly close: () => void
}

/** The page of the cited document at its passage; null when the document is gone. */
export function documentHref({ documentId, knowledgeBaseId, version, start, end }: Citation): string | null {
  if (documentId === null || knowledgeBaseId === null) return null
  return `/knowledge/${knowledgeBaseId}/documents/${documentId}?${new URLSearchParams({ version: `${version}`, start: `${start}`, end: `${end}` })}`
}

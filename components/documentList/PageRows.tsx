'use client'

import { useEffect } from 'react'
import type { DocumentAction } from '@/components/documentList/documentMenu'
import { DocumentRow } from '@/components/documentList/DocumentRow'
import type { ListedDocument, Listing } from '@/components/documentList/listing'
import { useDocumentPage } from '@/components/documentList/useDocumentPage'
import type { Selectable } from '@/components/documentList/useSelection'
import { ErrorState } from '@/components/ui/ErrorState'

/** The rows of one page; it is fetched when it comes near the view. */
export function PageRows({
  knowledgeBaseId,
  listing,
  at,
  count,
  chosen,
  onRows,
  onChoose,
  onAction,
}: {
  knowledgeBaseId: string
  listing: Listing
  at: number
  count: number
  chosen: ReadonlyMap<string, Selectable>
  /** Tells which rows the page has, for a choice that goes over several of them. */
  onRows: (at: number, rows: readonly ListedDocument[]) => void
  onChoose: (document: ListedDocument, isRange: boolean) => void
  onAction: (action: DocumentAction, document: ListedDocument) => void
}) {
  const page = useDocumentPage(knowledgeBaseId, listing, at, false)
  const items = page.isPlaceholderData ? undefined : page.data?.items
  useEffect(() => {
    if (items !== undefined) onRows(at, items)
  }, [at, items, onRows])
  if (page.error) return <ErrorState message={page.error.message} onRetry={() => void page.refetch()} />
  if (items === undefined) return <div aria-hidden style={{ height: count * 40 }} />
  return items.map((document) => <DocumentRow key={document.id} document={document} isChosen={chosen.has(document.id)} onChoose={onChoose} onAction={onAction} />)
}

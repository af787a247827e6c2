'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useDeferredValue, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { BulkBar } from '@/components/documentList/BulkBar'
import { commonReason } from '@/components/documentList/commonReason'
import { DocumentDialogs, type OpenDialog } from '@/components/documentList/DocumentDialogs'
import { DocumentFilters } from '@/components/documentList/DocumentFilters'
import type { DocumentAction } from '@/components/documentList/documentMenu'
import { DocumentTableHeader } from '@/components/documentList/DocumentTableHeader'
import { LazyRows } from '@/components/documentList/LazyRows'
import { firstListing, type ListedDocument, pageSize, sorted } from '@/components/documentList/listing'
import { PageRows } from '@/components/documentList/PageRows'
import { useActOnDocument } from '@/components/documentList/useActOnDocument'
import { useDocumentActions } from '@/components/documentList/useDocumentActions'
import { useDocumentPage } from '@/components/documentList/useDocumentPage'
import { between, maxSelected, useSelection } from '@/components/documentList/useSelection'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { useMayWrite } from '@/components/teams/useMayWrite'
import { Button } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'
import { ErrorState } from '@/components/ui/ErrorState'

/** A list request brings this many rows at most. */
const mostPerRequest = 200

/** The documents of a base; a table where there is room, a list on a phone. Only the pages near the view are fetched, so its length costs nothing. */
export function DocumentTable({ knowledgeBaseId, isUploading }: { knowledgeBaseId: string; isUploading: boolean }) {
  const t = useTranslations('knowledge.table')
  const translated = useServerSentence()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [listing, setListing] = useState(firstListing)
  // Typing is never held up by the list.
  const shown = useDeferredValue(listing)
  const first = useDocumentPage(knowledgeBaseId, shown, 0, isUploading)
  const selection = useSelection()
  const mayWrite = useMayWrite(knowledgeBaseId)
  const { chosen, anchor, toggle, add, clear } = selection
  const actions = useDocumentActions()
  const [dialog, setDialog] = useState<OpenDialog | null>(null)
  const act = useActOnDocument(actions, setDialog)
  const pages = useRef(new Map<number, readonly ListedDocument[]>())
  const noteRows = useCallback((at: number, rows: readonly ListedDocument[]) => void pages.current.set(at, rows), [])

  const choose = useCallback(
    (document: ListedDocument, isRange: boolean) => {
      const rows = [...pages.current].toSorted(([a], [b]) => a - b).flatMap(([, page]) => page)
      const range = isRange && anchor !== null ? between(rows, anchor, document.id) : []
      if (range.length > 0) add(range)
      else toggle(document)
    },
    [add, anchor, toggle],
  )
  const totalCount = first.data?.totalCount ?? 0
  const chooseAll = async (): Promise<void> => {
    if (chosen.size > 0) return clear()
    for (let offset = 0; offset < Math.min(totalCount, maxSelected); offset += mostPerRequest) {
      const page = await queries.fetchQuery(trpc.documents.list.queryOptions({ knowledgeBaseId, ...shown, offset, limit: mostPerRequest }))
      add(page.items)
    }
  }
  const actOnChosen = (action: Extract<DocumentAction, 'enable' | 'disable' | 'retry' | 'cancel' | 'reread' | 'delete'>) => {
    if (action === 'delete') return setDialog({ kind: 'delete', documents: [...chosen.values()] })
    const ids = [...chosen.keys()]
    if (action === 'enable' || action === 'disable') actions.setEnabled(ids, action === 'enable')
    else actions[action](ids)
    clear()
  }

  if (first.isPending) return null
  if (first.error) return <ErrorState message={first.error.message} onRetry={() => void first.refetch()} />
  const { stateCounts } = first.data
  const reason = commonReason(first.data.items)
  const filterKey = JSON.stringify(shown)
  return (
    <div>
      {actions.error !== null && <ErrorState message={actions.error.message} />}
      {stateCounts.failed > 1 && mayWrite && (
        <p className="flex flex-wrap items-center gap-2 py-1 text-danger">
          {t('failedCount', { count: stateCounts.failed })}
          {reason !== null && <span className="min-w-0 wrap-anywhere">{t('mostOften', { reason: translated(reason) })}</span>}
          <Button size="sm" onClick={() => actions.retryFailed(knowledgeBaseId)}>
            {t('retryAll')}
          </Button>
        </p>
      )}
      <DocumentFilters listing={listing} counts={stateCounts} onChange={setListing} />
      {totalCount === 0 ? (
        <EmptyState title={t('nothing')} text={t('nothingText')} action={<Button onClick={() => setListing(firstListing)}>{t('clearFilter')}</Button>} />
      ) : (
        <div role="table" aria-label={t('label')} aria-rowcount={totalCount + 1} className="max-md:border-t max-md:border-line">
          <DocumentTableHeader
            listing={listing}
            onSort={(by) => setListing(sorted(listing, by))}
            chosen={chosen.size === 0 ? 'none' : chosen.size >= Math.min(totalCount, maxSelected) ? 'all' : 'some'}
            onChooseAll={mayWrite ? () => void chooseAll() : undefined}
          />
          {Array.from({ length: Math.ceil(totalCount / pageSize) }, (_, at) => {
            const count = Math.min(pageSize, totalCount - at * pageSize)
            return (
              <LazyRows key={`${at} ${filterKey}`} count={count} isNearAtFirst={at === 0}>
                {() => <PageRows knowledgeBaseId={knowledgeBaseId} listing={shown} at={at} count={count} chosen={chosen} onRows={noteRows} onChoose={choose} onAction={act} />}
              </LazyRows>
            )
          })}
        </div>
      )}
      {chosen.size > 0 && <BulkBar documents={[...chosen.values()]} onAction={actOnChosen} onClear={clear} />}
      {dialog !== null && <DocumentDialogs dialog={dialog} onClose={() => setDialog(null)} onDeleted={clear} />}
    </div>
  )
}

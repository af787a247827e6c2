'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { PassageSkeleton } from '@/components/documents/PassageSkeleton'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { CutText } from '@/components/indexing/CutText'
import { TokenHistogram } from '@/components/indexing/TokenHistogram'
import { useSettled } from '@/components/indexing/useSettled'
import { ErrorState } from '@/components/ui/ErrorState'
import { Select } from '@/components/ui/Select'
import type { Chunking } from '@/server/ingestion/schema'

/** What settings would make of one of the base's own documents: nothing is stored, and it follows every change. */
export function ChunkingPreview({ baseId, chunking, documentId }: { baseId: string; chunking: Chunking; documentId?: string }) {
  const t = useTranslations('indexing.preview')
  const translated = useServerSentence()
  const trpc = useTRPC()
  const [chosen, setChosen] = useState(documentId)
  const settled = useSettled(chunking, 50)
  const documents = useQuery(trpc.documents.list.queryOptions({ knowledgeBaseId: baseId, limit: 100 }, { enabled: documentId === undefined }))
  const items = documents.data?.items ?? []
  // One that could not be read shows nothing.
  const id = chosen ?? (items.find(({ activeVersion }) => activeVersion > 0) ?? items[0])?.id
  const preview = useQuery(trpc.documents.preview.queryOptions({ id: id ?? '', chunking: settled }, { enabled: id !== undefined, placeholderData: keepPreviousData, staleTime: Number.POSITIVE_INFINITY, retry: false }))
  if (documentId === undefined && documents.data?.items.length === 0) return <p className="text-ink-muted">{t('empty')}</p>
  return (
    <section aria-label={t('title')} className="flex min-w-0 flex-col gap-3">
      {documents.data !== undefined && id !== undefined && (
        <Select label={t('document')} value={id} onChange={setChosen} options={documents.data.items.map((document) => ({ value: document.id, label: document.name }))} />
      )}
      {preview.error && <ErrorState message={preview.error.message} onRetry={() => void preview.refetch()} />}
      {preview.isLoading && <PassageSkeleton />}
      {preview.data && !preview.error && (
        <div className={`flex min-w-0 flex-col gap-3 transition-opacity ${preview.isPlaceholderData ? 'opacity-60' : ''}`} aria-busy={preview.isPlaceholderData}>
          <div className="flex flex-wrap items-end justify-between gap-4">
            <p className="text-ink-muted tabular-nums">{t(preview.data.isPartial ? 'first' : 'all', { count: preview.data.chunks.length, ms: preview.data.tookMs })}</p>
            <TokenHistogram columns={preview.data.tokenHistogram} />
          </div>
          {preview.data.warnings.map((warning) => (
            <p key={warning} className="text-warn">
              {translated(warning)}
            </p>
          ))}
          <CutText chunks={preview.data.chunks} />
        </div>
      )}
    </section>
  )
}

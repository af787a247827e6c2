'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import { isGone } from '@/components/api/isGone'
import { useTRPC } from '@/components/api/trpc'
import { DocumentTable } from '@/components/documentList/DocumentTable'
import { firstListing } from '@/components/documentList/listing'
import { liveCountOf, useDocumentPage } from '@/components/documentList/useDocumentPage'
import { useFileSize } from '@/components/documents/useFileSize'
import { BuildBanner } from '@/components/indexing/BuildBanner'
import { useAdding } from '@/components/knowledge/add/AddDocuments'
import { BaseHeader } from '@/components/knowledge/BaseHeader'
import { DropCurtain } from '@/components/knowledge/DropCurtain'
import { RowsSkeleton } from '@/components/knowledge/RowsSkeleton'
import { UploadList } from '@/components/knowledge/UploadList'
import { addUploads, useUploads } from '@/components/knowledge/uploads'
import { useFreshCounts } from '@/components/knowledge/useFreshCounts'
import { Button, buttonClass } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'
import { ErrorState } from '@/components/ui/ErrorState'
import { usualExtensions } from '@/server/documents/facts'

const countsEveryMs = 3_000

/** A knowledge base and its documents. Files may be dropped anywhere on it; reading starts when they have arrived. */
export function KnowledgeBasePage({ id, maxBytes }: { id: string; maxBytes: number }) {
  const t = useTranslations('knowledge.base')
  const trpc = useTRPC()
  const fileSize = useFileSize()
  const { uploads, doneCount, knownCount } = useUploads(id)
  const isUploading = uploads.some((file) => file.state !== 'failed')
  const documents = useDocumentPage(id, firstListing, 0, isUploading)
  const liveCount = liveCountOf(documents.data?.stateCounts)
  const base = useQuery(trpc.knowledge.get.queryOptions({ id }, { refetchInterval: ({ state }) => (liveCount > 0 && !isGone(state) ? countsEveryMs : false) }))
  useFreshCounts(id, isUploading, liveCount)
  const limits = { formats: usualExtensions.join(' '), size: fileSize(maxBytes) }
  const upload = (files: File[]) => addUploads(id, files, maxBytes)
  const adding = useAdding(upload)

  if (base.error?.data?.httpStatus === 404 || base.error?.data?.httpStatus === 400) return <MissingBase />
  return (
    <div className="mx-auto w-full max-w-5xl px-4 py-6 sm:px-8">
      {base.error && <ErrorState message={base.error.message} onRetry={() => void base.refetch()} />}
      {base.data && (
        <>
          <BaseHeader
            base={base.data}
            documentCount={documents.data?.totalCount ?? base.data.documentCount}
            passageCount={base.data.chunkCount}
            liveCount={liveCount}
            adding={adding}
          />
          <BuildBanner base={base.data} />
          {base.data.sharing.may !== 'read' && <DropCurtain name={base.data.name} hint={t('dropHint', limits)} onFiles={upload} />}
        </>
      )}
      <div className="mt-6">
        <UploadList baseId={id} uploads={uploads} doneCount={doneCount} knownCount={knownCount} maxBytes={maxBytes} />
        {documents.isPending && <RowsSkeleton />}
        {documents.error && <ErrorState message={documents.error.message} onRetry={() => void documents.refetch()} />}
        {documents.data?.totalCount === 0 && uploads.length === 0 && (
          <div className="rounded-surface border border-dashed border-line">
            <EmptyState
              title={t('emptyTitle')}
              text={t('emptyText', limits)}
              action={
                base.data !== undefined && base.data.sharing.may !== 'read' ? (
                  <div className="flex flex-wrap justify-center gap-2">
                    <Button onClick={adding.chooseFiles}>{t('emptyFiles')}</Button>
                    <Button onClick={adding.addPage}>{t('emptyPage')}</Button>
                    <Button onClick={adding.addText}>{t('emptyPaste')}</Button>
                  </div>
                ) : undefined
              }
            />
          </div>
        )}
        {documents.data !== undefined && documents.data.totalCount > 0 && <DocumentTable knowledgeBaseId={id} isUploading={isUploading} />}
      </div>
    </div>
  )
}

function MissingBase() {
  const t = useTranslations('knowledge.base')
  return (
    <EmptyState
      title={t('missing')}
      text={t('missingText')}
      action={
        <Link href="/knowledge" className={buttonClass()}>
          {t('back')}
        </Link>
      }
    />
  )
}

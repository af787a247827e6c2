'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useSearchParams } from 'next/navigation'
import { useTranslations } from 'use-intl/react'
import { isGone } from '@/components/api/isGone'
import { useTRPC } from '@/components/api/trpc'
import { DocumentHeader } from '@/components/documents/DocumentHeader'
import { DocumentViews } from '@/components/documents/DocumentViews'
import { passageAddress } from '@/components/documents/passageAddress'
import { PassageSkeleton } from '@/components/documents/PassageSkeleton'
import { buttonClass } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'
import { ErrorState } from '@/components/ui/ErrorState'
import { documentStateTable } from '@/server/documents/facts'

/** A document: what it is, its text and its passages. The address says which passage is marked. */
export function DocumentPage({ baseId, documentId }: { baseId: string; documentId: string }) {
  const t = useTranslations('knowledge')
  const trpc = useTRPC()
  const { version, start, end } = passageAddress(useSearchParams())
  const base = useQuery(trpc.knowledge.get.queryOptions({ id: baseId }))
  const document = useQuery(
    trpc.documents.get.queryOptions(
      { id: documentId },
      { refetchInterval: ({ state }) => (state.data !== undefined && documentStateTable[state.data.state].isLive && !isGone(state) ? 1_000 : false) },
    ),
  )
  const status = document.error?.data?.httpStatus
  if (status === 404 || status === 400) {
    const back = (
      <Link href={`/knowledge/${baseId}`} className={buttonClass()}>
        {base.data?.name ?? t('title')}
      </Link>
    )
    return <EmptyState title={t('document.missing')} text={t('document.missingText')} action={back} />
  }
  return (
    <div className="flex w-full flex-1 flex-col px-4 pt-6 sm:px-8 lg:min-h-0">
      {document.error && <ErrorState message={document.error.message} onRetry={() => void document.refetch()} />}
      {document.isPending && <PassageSkeleton />}
      {document.data && (
        <>
          <DocumentHeader document={document.data} baseName={base.data?.name} />
          {version !== undefined && document.data.activeVersion > 0 && version !== document.data.activeVersion && (
            <p role="status" className="mt-2 text-warn">
              {t('document.changed')}
            </p>
          )}
          {document.data.activeVersion > 0 ? (
            <DocumentViews document={document.data} start={start} end={end} />
          ) : (
            <p className="mt-8 text-center text-ink-muted">
              {t(documentStateTable[document.data.state].isLive ? 'document.notReady' : 'document.stopped')}
            </p>
          )}
        </>
      )}
    </div>
  )
}

'use client'

import { useQuery } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { useFileSize } from '@/components/documents/useFileSize'
import { ErrorState } from '@/components/ui/ErrorState'

/** What the last deletions took away, and whether all of it is gone. */
export function DeletionReceipts() {
  const t = useTranslations('shell.settings.deletions')
  const format = useFormatter()
  const fileSize = useFileSize()
  const trpc = useTRPC()
  const receipts = useQuery(trpc.receipts.list.queryOptions())
  if (receipts.error) return <ErrorState message={receipts.error.message} onRetry={() => void receipts.refetch()} />
  if (receipts.data === undefined) return null
  if (receipts.data.length === 0) return <p className="text-ink-muted">{t('empty')}</p>
  return (
    <ol className="max-h-96 divide-y divide-line overflow-y-auto border-y border-line">
      {receipts.data.map((receipt) => (
        <li key={receipt.id} className="py-2">
          <p className="flex flex-wrap gap-x-3">
            <span className="min-w-0 font-medium wrap-anywhere">{receipt.documentCount > 1 && receipt.kind === 'document' ? t('andMore', { name: receipt.name, count: receipt.documentCount - 1 }) : receipt.name === '' ? t('temporary') : receipt.name}</span>
            <span className={receipt.completedAt === null ? 'text-warn' : 'text-ok'}>{t(receipt.completedAt === null ? 'pending' : 'done')}</span>
          </p>
          <p className="text-ink-muted tabular-nums">
            {t('counts', { documents: receipt.documentCount, passages: receipt.chunkCount, files: receipt.fileCount, size: fileSize(receipt.size) })} ·{' '}
            {format.dateTime(new Date(receipt.createdAt), { dateStyle: 'medium', timeStyle: 'short' })}
          </p>
        </li>
      ))}
    </ol>
  )
}

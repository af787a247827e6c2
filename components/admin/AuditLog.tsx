'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { Button } from '@/components/ui/Button'
import { ErrorState } from '@/components/ui/ErrorState'
import { Skeleton } from '@/components/ui/Skeleton'
import type { AuditEntry } from '@/server/audit/schema'

const written = (details: AuditEntry['details']): string =>
  Object.entries(details).map(([name, value]) => `${name}: ${Array.isArray(value) ? value.join(', ') : String(value)}`).join(' · ')

/** Who changed what that others depend on, the newest first. */
export function AuditLog() {
  const t = useTranslations('admin.audit')
  const format = useFormatter()
  const pages = useInfiniteQuery(useTRPC().audit.list.infiniteQueryOptions({}, { getNextPageParam: ({ nextCursor }) => nextCursor }))
  if (pages.error !== null) return <ErrorState message={pages.error.message} onRetry={() => void pages.refetch()} />
  if (pages.data === undefined) return <Skeleton className="h-48 w-full" />
  const items = pages.data.pages.flatMap((page) => page.items)
  if (items.length === 0) return <p className="text-ink-muted">{t('empty')}</p>
  return (
    <>
      <ol className="divide-y divide-line border-y border-line">
        {items.map(({ id, actorName, action, details, createdAt }) => (
          <li key={id} className="grid gap-x-4 py-2 md:grid-cols-[10rem_8rem_10rem_minmax(0,1fr)]">
            <time dateTime={new Date(createdAt).toISOString()} className="text-ink-muted tabular-nums">
              {format.dateTime(new Date(createdAt), { dateStyle: 'medium', timeStyle: 'short' })}
            </time>
            <span className="truncate font-medium">{actorName}</span>
            <code className="font-mono text-xs/5">{action}</code>
            <span className="min-w-0 text-ink-muted wrap-anywhere">{written(details)}</span>
          </li>
        ))}
      </ol>
      {pages.hasNextPage && (
        <Button className="mt-4" disabled={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </>
  )
}

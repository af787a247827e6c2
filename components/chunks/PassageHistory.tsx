'use client'

import { useQuery } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { languageOf } from '@/components/documents/passage'
import { Button } from '@/components/ui/Button'
import { ErrorState } from '@/components/ui/ErrorState'
import type { RouterOutputs } from '@/server/router'

type Earlier = RouterOutputs['chunks']['history'][number]

/** What a passage said before it was changed by hand, each to be taken again; nothing where nobody changed it. */
export function PassageHistory({ chunkId, onTake }: { chunkId: string; onTake: (earlier: Earlier) => void }) {
  const t = useTranslations('knowledge.chunks')
  const format = useFormatter()
  const history = useQuery(useTRPC().chunks.history.queryOptions({ id: chunkId }))
  if (history.error) return <ErrorState message={history.error.message} onRetry={() => void history.refetch()} />
  if (history.data === undefined || history.data.length === 0) return null
  return (
    <details>
      <summary className="cursor-pointer text-ink-muted">{t('earlier', { count: history.data.length })}</summary>
      <ol className="mt-2 divide-y divide-line border-y border-line">
        {history.data.map((earlier, at) => (
          <li key={history.data.length - at} className="flex flex-col items-start gap-1 py-2">
            <p className="text-xs text-ink-muted tabular-nums">
              {t(earlier.changedBy === null ? 'until' : 'untilBy', { time: format.dateTime(new Date(earlier.changedAt), { dateStyle: 'medium', timeStyle: 'short' }), name: earlier.changedBy ?? '' })}
            </p>
            <p lang={languageOf(earlier.text) ?? ''} className="line-clamp-4 wrap-anywhere whitespace-pre-line">
              {earlier.text}
            </p>
            {earlier.keywords.length > 0 && <p className="text-xs text-ink-muted">{t('keywordList', { keywords: earlier.keywords.join(' · ') })}</p>}
            <Button size="sm" variant="ghost" className="-ml-2.5" onClick={() => onTake(earlier)}>
              {t('take')}
            </Button>
          </li>
        ))}
      </ol>
    </details>
  )
}

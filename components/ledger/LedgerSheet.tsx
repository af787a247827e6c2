'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { isGone } from '@/components/api/isGone'
import { useTRPC } from '@/components/api/trpc'
import { PassageSkeleton } from '@/components/documents/PassageSkeleton'
import { AttemptItem } from '@/components/ledger/AttemptItem'
import { ErrorState } from '@/components/ui/ErrorState'
import { Sheet } from '@/components/ui/Sheet'

/** What was done with a document so far: every attempt with its stages, units, times and warnings. */
export function LedgerSheet({ document, onClose }: { document: { id: string; name: string }; onClose: () => void }) {
  const t = useTranslations('indexing.ledger')
  const trpc = useTRPC()
  const attempts = useQuery(trpc.documents.attempts.queryOptions({ id: document.id }, { refetchInterval: ({ state }) => (state.data?.some((attempt) => attempt.state === 'running') && !isGone(state) ? 1_000 : false) }))
  return (
    <Sheet open side="right" onOpenChange={onClose} title={t('title', { name: document.name })}>
      <div className="p-5">
        {attempts.isPending && <PassageSkeleton />}
        {attempts.error && <ErrorState message={attempts.error.message} onRetry={() => void attempts.refetch()} />}
        {attempts.data?.length === 0 && <p className="text-ink-muted">{t('empty')}</p>}
        {attempts.data !== undefined && attempts.data.length > 0 && (
          <ol className="divide-y divide-line border-y border-line">
            {attempts.data.map((attempt) => (
              <AttemptItem key={`${attempt.indexNumber} ${attempt.version}`} attempt={attempt} />
            ))}
          </ol>
        )}
      </div>
    </Sheet>
  )
}

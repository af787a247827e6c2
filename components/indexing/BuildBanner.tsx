'use client'

import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import { useIndexActions } from '@/components/indexing/useIndexActions'
import { useIndexes } from '@/components/indexing/useIndexes'
import { addressOf } from '@/components/lab/address'
import { defaultSettings } from '@/components/lab/settings/settings'
import { Button } from '@/components/ui/Button'
import { ErrorState } from '@/components/ui/ErrorState'
import { ProgressBar } from '@/components/ui/ProgressBar'
import type { RetrievalSettings } from '@/server/retrieval/schema'

/** While another index of a base is filled: how far it is, and which one chats use until then. */
export function BuildBanner({ base: { id: baseId, retrieval } }: { base: { id: string; retrieval: RetrievalSettings | null } }) {
  const t = useTranslations('indexing.banner')
  const { active, building } = useIndexes(baseId)
  const { switchTo, error, isPending } = useIndexActions()
  if (active === undefined || building === undefined) return null
  const done = building.documentCount - building.liveCount
  const comparison = addressOf({ view: 'tests', question: '', a: null, b: { settings: retrieval ?? defaultSettings, indexId: building.id }, expected: [] })
  return (
    <section aria-label={t('label')} className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2 border-y border-line py-3">
      <div className="min-w-0 flex-1 basis-72">
        <p className="tabular-nums">
          {building.liveCount > 0 ? t('building', { number: building.number, done, total: building.documentCount }) : t('built', { number: building.number })}{' '}
          <span className="text-ink-muted">{t('used', { number: active.number })}</span>
          {building.failedCount > 0 && <span className="text-danger"> {t('failed', { count: building.failedCount })}</span>}
        </p>
        {building.liveCount > 0 && (
          <div className="mt-2">
            <ProgressBar value={done / Math.max(1, building.documentCount)} label={t('label')} />
          </div>
        )}
        {error && <ErrorState message={error.message} />}
      </div>
      {building.liveCount === 0 && (
        <Button size="sm" disabled={isPending} onClick={() => switchTo.mutate({ id: building.id })}>
          {t('switch', { number: building.number })}
        </Button>
      )}
      <Link href={`/knowledge/${baseId}/test?${comparison}`} className="text-ink-muted underline hover:text-ink">
        {t('compare', { a: active.number, b: building.number })}
      </Link>
      <Link href={`/knowledge/${baseId}/settings`} className="text-ink-muted underline hover:text-ink">
        {t('more')}
      </Link>
    </section>
  )
}

'use client'

import { useTranslations } from 'use-intl/react'
import type { RouterOutputs } from '@/server/router'

type Base = RouterOutputs['knowledge']['list'][number]

/** The state of a base in words; what fails is said beside what is being read. */
export function BaseState({ base }: { base: Base }) {
  const t = useTranslations('knowledge.list')
  if (base.documentCount === 0) return <span className="text-ink-muted">{t('stateEmpty')}</span>
  const isLive = base.liveCount > 0
  const hasFailed = base.failedCount > 0
  return (
    <span className="flex flex-wrap gap-x-3">
      {isLive && <span className="text-ink">{t('stateLive', { count: base.liveCount })}</span>}
      {hasFailed && <span className="text-danger">{t('stateFailed', { count: base.failedCount })}</span>}
      {!isLive && !hasFailed && <span className="text-ink-muted">{t('stateReady')}</span>}
    </span>
  )
}

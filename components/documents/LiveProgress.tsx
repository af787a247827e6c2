'use client'

import { useTranslations } from 'use-intl/react'
import type { Progress } from '@/components/documents/progress'
import { StageSegments } from '@/components/documents/StageSegments'
import { useDuration } from '@/components/documents/useDuration'
import type { Document } from '@/server/documents/schema'

/** What a document is doing right now, how far each stage is, and how long it takes; a stage without news for a minute says so. */
export function LiveProgress({ progress, done, total, isStalled, attempt }: { progress: Progress; done: number; total: number; isStalled: boolean; attempt: Document['attempt'] }) {
  const t = useTranslations('knowledge.state')
  const duration = useDuration()
  const text = isStalled ? t('quiet') : t(progress.sentence, { done, total })
  const facts = attempt === null ? [] : [
    duration(attempt.elapsedMs),
    ...(attempt.remainingMs === null || isStalled ? [] : [t(attempt.stages.some(({ stage }) => stage === 'index') ? 'remaining' : 'remainingAtLeast', { time: duration(attempt.remainingMs) })]),
    ...(attempt.tokenCount === 0 ? [] : [t('tokens', { count: attempt.tokenCount })]),
  ]
  return (
    <span className="flex min-w-0 flex-col gap-1">
      <span className={`truncate tabular-nums ${isStalled ? 'text-warn' : 'text-ink'}`}>{text}</span>
      {attempt !== null && <StageSegments stages={attempt.stages} label={text} isStalled={isStalled} />}
      {facts.length > 0 && <span className="truncate text-ink-muted tabular-nums">{facts.join(' · ')}</span>}
    </span>
  )
}

'use client'

import { useTranslations } from 'use-intl/react'
import type { Progress } from '@/components/documents/progress'
import { ProgressBar } from '@/components/ui/ProgressBar'

/** What a document is doing right now; a stage without news for a minute says so. */
export function LiveProgress({ progress, done, total, isStalled }: { progress: Progress; done: number; total: number; isStalled: boolean }) {
  const t = useTranslations('knowledge.state')
  const text = t(progress.sentence, { done, total })
  return (
    <span className="flex min-w-0 flex-col gap-1" title={isStalled ? t('quiet') : undefined}>
      <span className={`truncate tabular-nums ${isStalled ? 'whitespace-normal text-warn' : 'text-ink'}`}>{isStalled ? t('quiet') : text}</span>
      {progress.ratio !== null && <ProgressBar value={progress.ratio} label={text} />}
    </span>
  )
}

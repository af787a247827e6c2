'use client'

import { useTranslations } from 'use-intl/react'
import type { TestRun } from '@/components/evaluation/measured'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { ProgressBar } from '@/components/ui/ProgressBar'

/** How far a run is, or why it has no figures. */
export function RunProgress({ run }: { run: TestRun }) {
  const t = useTranslations('lab.runs')
  const translated = useServerSentence()
  if (run.state === 'complete') return <span className="text-ink-muted">{t('nothingMeasured')}</span>
  if (run.state !== 'running') return <span className="text-danger">{run.errorText === null ? t(`states.${run.state}`) : translated(run.errorText)}</span>
  const label = t('states.running', { done: run.doneCount, total: run.questionCount })
  return (
    <div className="flex items-center justify-end gap-3">
      <span className="shrink-0 text-ink-muted">{label}</span>
      <div className="w-24">
        <ProgressBar value={run.doneCount / Math.max(1, run.questionCount)} label={label} />
      </div>
    </div>
  )
}

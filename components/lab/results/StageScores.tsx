'use client'

import { useFormatter, useTranslations } from 'use-intl/react'
import type { ShownStage } from '@/components/lab/results/stages'
import type { Stages } from '@/server/retrieval/schema'

/** Place and score of a passage in each stage that took part, with a bar of how near it is to the best there; a stage that did not see it has a dash. */
export function StageScores({ stages, shown }: { stages: Stages; shown: readonly ShownStage[] }) {
  const t = useTranslations('lab.results')
  const format = useFormatter()
  return (
    <dl className="flex flex-wrap gap-x-5 gap-y-1.5 text-xs text-ink-muted tabular-nums">
      {shown.map(({ stage, best }) => {
        const seen = stages[stage]
        return (
          <div key={stage} className="relative z-1 flex min-w-20 gap-1.5 pb-1" title={t(`stageHints.${stage}`)}>
            <dt>{t(`stages.${stage}`)}</dt>
            <dd>
              {seen === undefined ? (
                <span role="img" aria-label={t('notSeen')}>
                  –
                </span>
              ) : (
                <>
                  <span className="text-ink">{t('rank', { rank: seen.rank })}</span> {format.number(seen.score, { maximumSignificantDigits: 3 })}
                </>
              )}
              <span aria-hidden className="absolute inset-x-0 bottom-0 h-0.5 bg-ink/8">
                <span className="block h-full bg-accent/70" style={{ width: `${seen === undefined || best <= 0 ? 0 : Math.min(100, Math.max(0, (seen.score / best) * 100))}%` }} />
              </span>
            </dd>
          </div>
        )
      })}
    </dl>
  )
}

'use client'

import { useTranslations } from 'use-intl/react'
import type { TestRun } from '@/components/evaluation/measured'
import { useWhen } from '@/components/evaluation/useWhen'

const size = { width: 480, height: 72, padding: 4 } as const
/** More would be a line without points. */
const most = 30

/** How the test set did over time: recall as a full line, reciprocal rank as a broken one, 0 to 1. */
export function RunChart({ runs }: { runs: readonly TestRun[] }) {
  const t = useTranslations('lab.runs')
  const when = useWhen()
  const measured = runs.flatMap(({ id, createdAt, metrics }) => (metrics === null ? [] : [{ id, createdAt, metrics }])).slice(0, most).toReversed()
  if (measured.length < 2) return null
  const x = (at: number): number => size.padding + (at / (measured.length - 1)) * (size.width - 2 * size.padding)
  const y = (share: number): number => size.padding + (1 - share) * (size.height - 2 * size.padding)
  const line = (values: readonly number[]): string => values.map((value, at) => `${x(at)},${y(value)}`).join(' ')
  return (
    <figure className="text-ink-muted">
      <svg role="img" aria-label={t('chart', { count: measured.length })} viewBox={`0 0 ${size.width} ${size.height}`} className="h-18 w-full max-w-[30rem] overflow-visible">
        <path d={`M0 ${y(0)}H${size.width}M0 ${y(1)}H${size.width}`} className="stroke-line" />
        <polyline points={line(measured.map(({ metrics }) => metrics.meanReciprocalRank))} fill="none" strokeDasharray="4 3" className="stroke-ink-muted" strokeWidth={1.5} />
        <polyline points={line(measured.map(({ metrics }) => metrics.recall))} fill="none" className="stroke-accent" strokeWidth={1.5} />
        {measured.map(({ id, createdAt, metrics }, at) => (
          <circle key={id} cx={x(at)} cy={y(metrics.recall)} r={3} className="fill-accent">
            <title>{t('chartPoint', { when: when(createdAt), recall: metrics.recall, mrr: metrics.meanReciprocalRank })}</title>
          </circle>
        ))}
      </svg>
      <figcaption className="flex gap-4 text-xs">
        <span className="text-accent">— {t('recall')}</span>
        <span>- - {t('mrr')}</span>
      </figcaption>
    </figure>
  )
}

'use client'

import { ArrowDown, ArrowUp } from 'lucide-react'
import { useTranslations } from 'use-intl/react'
import { type ColumnKey, columnName, otherColumn } from '@/components/lab/columnName'

/** Where a passage stands beside its place in the other column. */
export function Movement({ column, rank, otherRank }: { column: ColumnKey; rank: number; otherRank: number | null }) {
  const t = useTranslations('lab.results')
  const other = columnName(otherColumn(column))
  if (otherRank === null) return <span className="shrink-0 text-xs whitespace-nowrap text-accent">{t('only', { name: columnName(column) })}</span>
  const moved = otherRank - rank
  if (moved === 0) return <span aria-label={t('same', { other })} title={t('same', { other })} className="shrink-0 text-xs text-ink-muted">=</span>
  const label = t(moved > 0 ? 'up' : 'down', { count: Math.abs(moved), other })
  const Arrow = moved > 0 ? ArrowUp : ArrowDown
  return (
    <span title={label} className={`inline-flex shrink-0 items-center text-xs tabular-nums ${moved > 0 ? 'text-ok' : 'text-warn'}`}>
      <Arrow aria-hidden className="size-3.5 stroke-[1.75]" />
      <span aria-hidden>{Math.abs(moved)}</span>
      <span className="sr-only">{label}</span>
    </span>
  )
}

'use client'

import { useTranslations } from 'use-intl/react'
import { Select } from '@/components/ui/Select'
import { DayChart } from '@/components/usage/DayChart'
import { UsageTable } from '@/components/usage/UsageTable'
import { useMoney } from '@/components/usage/useMoney'
import type { UsageReport } from '@/server/usage/schema'

export const spans = ['7', '30', '90'] as const
export type Span = (typeof spans)[number]

/** A report as chart and tables, with the choice of how many days. */
export function UsageView({ report, span, onSpan }: { report: UsageReport; span: Span; onSpan: (span: Span) => void }) {
  const t = useTranslations('usage')
  const money = useMoney()
  const { total, days, models, kinds, bases, users } = report
  return (
    <div className="flex flex-col gap-8">
      <div className="flex flex-wrap items-end justify-between gap-4">
        <p className="text-ink-muted tabular-nums">
          <span className="text-[1.25rem] font-semibold text-ink">{money(total.costMicros)}</span> {t('total', { calls: total.calls, tokens: total.inputTokens + total.outputTokens })}
        </p>
        <div className="w-40">
          <Select label={t('span')} value={span} onChange={onSpan} options={spans.map((value) => ({ value, label: t('days', { count: Number(value) }) }))} />
        </div>
      </div>
      {total.calls === 0 ? <p className="text-ink-muted">{t('none')}</p> : <DayChart days={days} total={total} />}
      <UsageTable title={t('byModel')} rows={models.map((row) => ({ ...row, key: row.modelId, name: row.modelId }))} />
      <UsageTable title={t('byPurpose')} rows={kinds.map((row) => ({ ...row, key: row.usage, name: t(`kinds.${row.usage}`) }))} />
      <UsageTable title={t('byBase')} rows={bases.map((row) => ({ ...row, key: row.knowledgeBaseId, name: row.name ?? t('deletedBase') }))} />
      <UsageTable title={t('byUser')} rows={users.map((row) => ({ ...row, key: row.userId, name: row.username }))} />
    </div>
  )
}

'use client'

import { useFormatter, useTranslations } from 'use-intl/react'
import { useMoney } from '@/components/usage/useMoney'
import type { UsageSum } from '@/server/usage/schema'

export interface UsageRow extends UsageSum {
  readonly key: string
  readonly name: string
}

/** What calls took, a row for each of what they are told apart by; a bar shows its share of the whole. */
export function UsageTable({ title, rows }: { title: string; rows: readonly UsageRow[] }) {
  const t = useTranslations('usage.table')
  const format = useFormatter()
  const money = useMoney()
  if (rows.length === 0) return null
  const most = Math.max(1, ...rows.map(({ costMicros }) => costMicros))
  const cell = 'py-1.5 pl-4 text-right tabular-nums'
  return (
    <section className="min-w-0">
      <h2 className="font-semibold">{title}</h2>
      <div className="overflow-x-auto" tabIndex={0} role="group" aria-label={title}>
        <table className="w-full">
          <thead>
            <tr className="border-b border-line text-left text-ink-muted">
              <th scope="col" className="py-1.5 font-normal">{t('name')}</th>
              <th scope="col" className={`${cell} font-normal whitespace-nowrap`}>{t('calls')}</th>
              <th scope="col" className={`${cell} font-normal whitespace-nowrap`}>{t('input')}</th>
              <th scope="col" className={`${cell} font-normal whitespace-nowrap`}>{t('output')}</th>
              <th scope="col" className={`${cell} font-normal whitespace-nowrap`}>{t('cost')}</th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {rows.map(({ key, name, calls, inputTokens, outputTokens, costMicros }) => (
              <tr key={key}>
                <th scope="row" className="max-w-72 min-w-32 py-1.5 text-left font-normal">
                  <span className="block truncate" title={name}>{name}</span>
                  <span aria-hidden className="mt-0.5 block h-0.5 bg-accent/70" style={{ width: `${(costMicros / most) * 100}%` }} />
                </th>
                <td className={cell}>{format.number(calls)}</td>
                <td className={cell}>{format.number(inputTokens)}</td>
                <td className={cell}>{format.number(outputTokens)}</td>
                <td className={cell}>{money(costMicros)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

'use client'

import { useFormatter, useTranslations } from 'use-intl/react'
import { useMoney } from '@/components/usage/useMoney'
import type { UsageReport } from '@/server/usage/schema'

const size = { width: 720, height: 120, gap: 2 } as const

/** What was spent on each day, as bars; where nothing has a price, how many calls there were. */
export function DayChart({ days, total }: Pick<UsageReport, 'days' | 'total'>) {
  const t = useTranslations('usage')
  const format = useFormatter()
  const money = useMoney()
  const hasPrices = total.costMicros > 0
  const valueOf = (day: UsageReport['days'][number]): number => (hasPrices ? day.costMicros : day.calls)
  const most = Math.max(1, ...days.map(valueOf))
  const step = size.width / days.length
  const dateOf = (day: string): string => format.dateTime(new Date(`${day}T00:00:00Z`), { dateStyle: 'medium', timeZone: 'UTC' })
  return (
    <figure>
      <svg role="img" aria-label={t(hasPrices ? 'chart.cost' : 'chart.calls', { days: days.length })} viewBox={`0 0 ${size.width} ${size.height}`} preserveAspectRatio="none" className="h-30 w-full">
        <path d={`M0 ${size.height - 0.5}H${size.width}`} className="stroke-line" />
        {days.map((day, at) => {
          const height = (valueOf(day) / most) * (size.height - 8)
          return (
            <rect key={day.day} x={at * step + size.gap / 2} y={size.height - height} width={Math.max(1, step - size.gap)} height={height} className="fill-accent/80 hover:fill-accent">
              <title>{t('chart.day', { day: dateOf(day.day), cost: money(day.costMicros), calls: day.calls })}</title>
            </rect>
          )
        })}
      </svg>
      <figcaption className="flex justify-between text-xs text-ink-muted tabular-nums">
        <span>{dateOf(days[0]?.day ?? '1970-01-01')}</span>
        <span>{t('chart.most', { amount: hasPrices ? money(most) : format.number(most) })}</span>
        <span>{dateOf(days.at(-1)?.day ?? '1970-01-01')}</span>
      </figcaption>
    </figure>
  )
}

'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { useMoney } from '@/components/usage/useMoney'

/** Below this share of a budget that is left, or this balance, the note is a warning. */
const little = { share: 0.2, micros: 100_000 } as const

/** What one may still spend; nothing for who spends without a limit. Asked again after each answer (chat/useTurn.ts). */
export function BalanceNote({ className = '' }: { className?: string }) {
  const t = useTranslations('usage.balance')
  const money = useMoney()
  const { data } = useQuery(useTRPC().usage.balance.queryOptions(undefined, { staleTime: 60_000 }))
  if (data === undefined) return null
  const { availableMicros, budget } = data
  const left = budget === null ? null : Math.max(0, budget.limitMicros - budget.spentMicros)
  if (availableMicros === null && left === null) return null
  const isLittle = (availableMicros !== null && availableMicros < little.micros) || (budget !== null && left !== null && left < budget.limitMicros * little.share)
  const words = availableMicros === null ? t('budget', { amount: money(left ?? 0) }) : t('balance', { amount: money(availableMicros) })
  return (
    <Link href="/settings/usage" className={`rounded-control px-1.5 py-1 text-xs tabular-nums hover:bg-ink/5 ${isLittle ? 'text-warn' : 'text-ink-muted'} ${className}`}>
      {words}
    </Link>
  )
}

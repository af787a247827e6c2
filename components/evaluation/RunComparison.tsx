'use client'

import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useFormatter, useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import type { TestRun } from '@/components/evaluation/measured'
import { useWhen } from '@/components/evaluation/useWhen'
import { RowsSkeleton } from '@/components/knowledge/RowsSkeleton'
import { ErrorState } from '@/components/ui/ErrorState'
import { IconButton } from '@/components/ui/IconButton'

const tones = { better: 'text-ok', worse: 'text-danger', same: 'text-ink-muted', onlyA: 'text-ink-muted', onlyB: 'text-ink-muted' } as const

/** Two runs beside each other: the difference of their figures, and which questions did better or worse. */
export function RunComparison({ older, newer, onClose }: { older: TestRun; newer: TestRun; onClose: () => void }) {
  const t = useTranslations('lab.comparison')
  const runs = useTranslations('lab.runs')
  const trpc = useTRPC()
  const format = useFormatter()
  const when = useWhen()
  const compared = useQuery(trpc.evaluation.runs.compare.queryOptions({ a: older.id, b: newer.id }))
  const title = t('title', { a: when(older.createdAt), b: when(newer.createdAt) })
  const count = (verdict: keyof typeof tones): number => compared.data?.questions.filter((question) => question.verdict === verdict).length ?? 0
  const signed = (value: number): string => format.number(value, { signDisplay: 'exceptZero', minimumFractionDigits: 2, maximumFractionDigits: 2 })
  const rankOf = (outcome: { rank: number | null } | null): string => (outcome === null ? '–' : outcome.rank === null ? t('missed') : t('rank', { rank: outcome.rank }))
  const difference = compared.data?.difference
  return (
    <section aria-label={title} className="border-t border-line pt-3">
      <div className="flex items-center gap-2">
        <h3 className="min-w-0 flex-1 font-medium">{title}</h3>
        <IconButton label={t('close')} onClick={onClose}>
          <X />
        </IconButton>
      </div>
      {compared.isPending && <RowsSkeleton />}
      {compared.error && <ErrorState message={compared.error.message} onRetry={() => void compared.refetch()} />}
      {compared.data && (
        <>
          <p className="flex flex-wrap gap-x-4 tabular-nums">
            <span className={tones.better}>{t('better', { count: count('better') })}</span>
            <span className={tones.worse}>{t('worse', { count: count('worse') })}</span>
            <span className={tones.same}>{t('same', { count: count('same') })}</span>
            {difference && (
              <span className="text-ink-muted">
                {runs('recall')} {signed(difference.recall)} · {runs('mrr')} {signed(difference.meanReciprocalRank)} · p50 {format.number(Math.round(difference.p50Ms), { signDisplay: 'exceptZero' })} ms
              </span>
            )}
          </p>
          <table className="mt-2 w-full border-y border-line tabular-nums">
            <thead>
              <tr className="border-b border-line text-left text-ink-muted">
                <th className="py-1.5 pr-4 font-normal">{t('question')}</th>
                <th className="py-1.5 pr-4 font-normal">{t('older')}</th>
                <th className="py-1.5 pr-4 font-normal">{t('newer')}</th>
                <th className="py-1.5 font-normal">{t('verdict')}</th>
              </tr>
            </thead>
            <tbody className="divide-y divide-line">
              {compared.data.questions.map(({ questionId, question, verdict, a, b }) => (
                <tr key={`${questionId} ${verdict}`}>
                  <td className="py-1.5 pr-4 wrap-anywhere">{question}</td>
                  <td className="py-1.5 pr-4 whitespace-nowrap">{rankOf(a)}</td>
                  <td className="py-1.5 pr-4 whitespace-nowrap">{rankOf(b)}</td>
                  <td className={`py-1.5 whitespace-nowrap ${tones[verdict]}`}>{t(`verdicts.${verdict}`)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  )
}

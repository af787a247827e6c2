'use client'

import { Ellipsis } from 'lucide-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import type { TestRun } from '@/components/evaluation/measured'
import { RunProgress } from '@/components/evaluation/RunProgress'
import { useSettingsSummary } from '@/components/evaluation/useSettingsSummary'
import { useWhen } from '@/components/evaluation/useWhen'
import { Checkbox } from '@/components/ui/Checkbox'
import { ErrorState } from '@/components/ui/ErrorState'
import { IconButton } from '@/components/ui/IconButton'
import { Menu } from '@/components/ui/Menu'
import type { RetrievalSettings } from '@/server/retrieval/schema'

const measures = [
  { key: 'recall', metric: 'recall' },
  { key: 'recallAt5', metric: 'recallAt5' },
  { key: 'mrr', metric: 'meanReciprocalRank' },
  { key: 'ndcg', metric: 'ndcgAt10' },
] as const

/** Runs with what they measured; two can be chosen to be compared. */
export function RunTable({ runs, chosen, mayRemove, onChoose, onShow, onUse }: { runs: readonly TestRun[]; chosen: readonly string[]; mayRemove: boolean; onChoose: (id: string) => void; onShow: (id: string) => void; onUse: (settings: RetrievalSettings) => void }) {
  const t = useTranslations('lab.runs')
  const trpc = useTRPC()
  const queries = useQueryClient()
  const format = useFormatter()
  const when = useWhen()
  const summary = useSettingsSummary()
  const remove = useMutation(trpc.evaluation.runs.remove.mutationOptions({ onSettled: () => queries.invalidateQueries(trpc.evaluation.runs.list.pathFilter()) }))
  return (
    <>
      {remove.error && <ErrorState message={remove.error.message} />}
      <div className="relative overflow-x-auto">
        <table aria-label={t('label')} className="w-full border-y border-line tabular-nums">
          <thead>
            <tr className="border-b border-line text-left text-ink-muted">
              <th className="w-8" />
              <th className="py-2 pr-4 font-normal">{t('when')}</th>
              {measures.map(({ key }) => (
                <th key={key} title={t(`${key}Hint`)} className="py-2 pr-4 text-right font-normal whitespace-nowrap">
                  {t(key)}
                </th>
              ))}
              <th title={t('latencyHint')} className="py-2 pr-2 text-right font-normal whitespace-nowrap">
                {t('latency')}
              </th>
              <th className="w-8" />
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {runs.map((run) => (
              <tr key={run.id}>
                <td>{run.state === 'complete' && <Checkbox label={t('choose', { when: when(run.createdAt) })} isLabelHidden checked={chosen.includes(run.id)} onChange={() => onChoose(run.id)} />}</td>
                <td className="py-2 pr-4">
                  <span className="whitespace-nowrap">{when(run.createdAt)}</span>
                  <span className="ml-2 text-ink-muted">
                    {summary(run.settings)} · {t('indexName', { number: run.indexNumber })}
                  </span>
                </td>
                {run.metrics === null ? (
                  <td colSpan={measures.length + 1} className="py-2 pr-2">
                    <RunProgress run={run} />
                  </td>
                ) : (
                  <>
                    {measures.map(({ key, metric }) => (
                      <td key={key} className="py-2 pr-4 text-right">
                        {format.number(run.metrics?.[metric] ?? 0, { minimumFractionDigits: 2, maximumFractionDigits: 2 })}
                      </td>
                    ))}
                    <td className="py-2 pr-2 text-right whitespace-nowrap">{t('ms', { p50: Math.round(run.metrics.p50Ms), p95: Math.round(run.metrics.p95Ms) })}</td>
                  </>
                )}
                <td className="text-right">
                  <Menu
                    trigger={
                      <IconButton label={t('actions', { when: when(run.createdAt) })}>
                        <Ellipsis />
                      </IconButton>
                    }
                    items={[
                      { label: t('show'), onSelect: () => onShow(run.id), isDisabled: run.state !== 'complete' },
                      { label: t('use'), onSelect: () => onUse(run.settings) },
                      ...(mayRemove ? [{ label: t(run.state === 'running' ? 'stop' : 'remove'), onSelect: () => remove.mutate({ id: run.id }), isDanger: true }] : []),
                    ]}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

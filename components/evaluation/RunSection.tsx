'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { RunChart } from '@/components/evaluation/RunChart'
import { RunComparison } from '@/components/evaluation/RunComparison'
import { type NamedSettings, RunForm } from '@/components/evaluation/RunForm'
import { RunOutcome } from '@/components/evaluation/RunOutcome'
import { RunTable } from '@/components/evaluation/RunTable'
import { useRuns } from '@/components/evaluation/useRuns'
import { RowsSkeleton } from '@/components/knowledge/RowsSkeleton'
import { useMayWrite } from '@/components/teams/useMayWrite'
import { Button } from '@/components/ui/Button'
import { ErrorState } from '@/components/ui/ErrorState'
import { maxKeptRuns } from '@/server/evaluation/facts'

/** Runs of the test set: start one, watch it, and hold two against each other. */
export function RunSection({ baseId, columns, onUse }: { baseId: string; columns: readonly NamedSettings[]; onUse: (settings: NamedSettings['settings']) => void }) {
  const t = useTranslations('lab.runs')
  const { runs, all } = useRuns(baseId)
  const mayWrite = useMayWrite(baseId)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [shown, setShown] = useState<string | null>(null)
  // The third choice takes the place of the first: two are compared.
  const choose = (id: string) => setChosen(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen.slice(-1), id])
  const compared = all.filter(({ id }) => chosen.includes(id))
  const [newer, older] = compared
  const shownRun = all.find(({ id }) => id === shown)
  return (
    <section aria-label={t('title')} className="flex flex-col gap-3">
      <div>
        <h2 className="font-semibold">{t('title')}</h2>
        <p className="text-ink-muted">{t('text', { kept: maxKeptRuns })}</p>
      </div>
      {mayWrite && <RunForm baseId={baseId} columns={columns} />}
      {runs.error && <ErrorState message={runs.error.message} onRetry={() => void runs.refetch()} />}
      {runs.isPending && <RowsSkeleton />}
      {runs.data && all.length === 0 && <p className="text-ink-muted">{t('none')}</p>}
      {all.length > 0 && (
        <>
          <RunChart runs={all} />
          <RunTable mayRemove={mayWrite} runs={all} chosen={chosen} onChoose={choose} onShow={(id) => setShown(shown === id ? null : id)} onUse={onUse} />
          {runs.hasNextPage && (
            <Button variant="ghost" size="sm" className="self-start" disabled={runs.isFetchingNextPage} onClick={() => void runs.fetchNextPage()}>
              {t('more')}
            </Button>
          )}
          {compared.length === 1 && <p className="text-ink-muted">{t('chooseTwo')}</p>}
        </>
      )}
      {shownRun && <RunOutcome run={shownRun} />}
      {newer && older && <RunComparison older={older} newer={newer} onClose={() => setChosen([])} />}
    </section>
  )
}

'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { ExchangeButtons } from '@/components/evaluation/ExchangeButtons'
import { lastComplete, type TestQuestion } from '@/components/evaluation/measured'
import { QuestionDialog } from '@/components/evaluation/QuestionDialog'
import { QuestionTable } from '@/components/evaluation/QuestionTable'
import { SuggestDialog } from '@/components/evaluation/SuggestDialog'
import { useQuestions } from '@/components/evaluation/useQuestions'
import { useRuns } from '@/components/evaluation/useRuns'
import { RowsSkeleton } from '@/components/knowledge/RowsSkeleton'
import { useMayWrite } from '@/components/teams/useMayWrite'
import { Button } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'
import { ErrorState } from '@/components/ui/ErrorState'

type Open = { readonly dialog: 'add' | 'suggest' } | { readonly dialog: 'edit'; readonly question: TestQuestion } | null

/** The test questions of a base: what each expects, and what the last run found. */
export function QuestionSection({ baseId, onTry }: { baseId: string; onTry: (question: string, expected: string[]) => void }) {
  const t = useTranslations('lab.tests')
  const trpc = useTRPC()
  const [open, setOpen] = useState<Open>(null)
  const questions = useQuestions(baseId)
  const mayWrite = useMayWrite(baseId)
  const { all: runs } = useRuns(baseId)
  const last = lastComplete(runs)
  const results = useQuery(trpc.evaluation.runs.get.queryOptions({ id: last?.id ?? '' }, { enabled: last !== undefined, staleTime: Infinity })).data?.results ?? []
  const items = questions.data?.pages.flatMap((page) => page.items) ?? []
  const totalCount = questions.data?.pages[0]?.totalCount ?? 0
  const buttons = (
    <div className="flex flex-wrap gap-2">
      {mayWrite && (
        <>
          <Button size="sm" onClick={() => setOpen({ dialog: 'add' })}>
            {t('add')}
          </Button>
          <Button size="sm" onClick={() => setOpen({ dialog: 'suggest' })}>
            {t('suggest')}
          </Button>
        </>
      )}
      <ExchangeButtons baseId={baseId} canExport={totalCount > 0} canImport={mayWrite} />
    </div>
  )
  return (
    <section aria-label={t('label')}>
      {questions.error && <ErrorState message={questions.error.message} onRetry={() => void questions.refetch()} />}
      {questions.isPending && <RowsSkeleton />}
      {questions.data && (
        <>
          {totalCount === 0 && <EmptyState title={t('empty')} text={t('emptyText')} />}
          <div className={`mb-3 flex flex-wrap items-center gap-x-4 gap-y-2 ${totalCount === 0 ? 'justify-center' : 'justify-between'}`}>
            {totalCount > 0 && <h2 className="font-semibold">{t('count', { count: totalCount })}</h2>}
            {buttons}
          </div>
          {totalCount > 0 && <QuestionTable questions={items} results={results} onEdit={mayWrite ? (question) => setOpen({ dialog: 'edit', question }) : undefined} onTry={onTry} />}
          {questions.hasNextPage && (
            <Button variant="ghost" size="sm" className="mt-2" disabled={questions.isFetchingNextPage} onClick={() => void questions.fetchNextPage()}>
              {t('next')}
            </Button>
          )}
        </>
      )}
      {open?.dialog === 'add' && <QuestionDialog baseId={baseId} onClose={() => setOpen(null)} />}
      {open?.dialog === 'edit' && <QuestionDialog baseId={baseId} known={open.question} onClose={() => setOpen(null)} />}
      {open?.dialog === 'suggest' && <SuggestDialog baseId={baseId} onClose={() => setOpen(null)} />}
    </section>
  )
}

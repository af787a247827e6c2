'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { Button } from '@/components/ui/Button'
import { ErrorState } from '@/components/ui/ErrorState'
import { toast } from '@/components/ui/toast'

/** Questions that the headings of a document suggest, to be kept as test questions of its base. */
export function SuggestedQuestions({ baseId, documentId }: { baseId: string; documentId: string }) {
  const t = useTranslations('knowledge.report')
  const trpc = useTRPC()
  const queries = useQueryClient()
  const suggestions = useQuery(trpc.evaluation.questions.suggest.queryOptions({ knowledgeBaseId: baseId, documentId }, { refetchOnWindowFocus: false }))
  const save = useMutation(
    trpc.evaluation.questions.create.mutationOptions({
      onSuccess: () => toast(t('saved')),
      onSettled: () => queries.invalidateQueries(trpc.evaluation.questions.pathFilter()),
    }),
  )
  return (
    <section>
      <h3 className="font-semibold">{t('questions')}</h3>
      {suggestions.error && <ErrorState message={suggestions.error.message} onRetry={() => void suggestions.refetch()} />}
      {save.error && <ErrorState message={save.error.message} />}
      {suggestions.data?.length === 0 && <p className="text-ink-muted">{t('noQuestions')}</p>}
      <ul className="divide-y divide-line">
        {suggestions.data?.map(({ question, chunkId }) => (
          <li key={chunkId} className="flex items-center justify-between gap-4 py-2">
            <span className="min-w-0 wrap-anywhere">{question}</span>
            <Button size="sm" disabled={save.isPending} aria-label={t('saveQuestion', { question })} onClick={() => save.mutate({ knowledgeBaseId: baseId, question, expected: [{ chunkId }] })}>
              {t('save')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}

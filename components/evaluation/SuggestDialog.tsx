'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC, useTRPCClient } from '@/components/api/trpc'
import { PassageSkeleton } from '@/components/documents/PassageSkeleton'
import { Button } from '@/components/ui/Button'
import { Checkbox } from '@/components/ui/Checkbox'
import { Dialog } from '@/components/ui/Dialog'
import { ErrorState } from '@/components/ui/ErrorState'

/** Questions that the headings of the documents suggest, to be taken or left. */
export function SuggestDialog({ baseId, onClose }: { baseId: string; onClose: () => void }) {
  const t = useTranslations('lab.tests')
  const trpc = useTRPC()
  const client = useTRPCClient()
  const queries = useQueryClient()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const suggestions = useQuery(trpc.evaluation.questions.suggest.queryOptions({ knowledgeBaseId: baseId }, { refetchOnWindowFocus: false }))
  const all = suggestions.data ?? []
  const take = useMutation({
    mutationFn: async () => {
      for (const { question, chunkId } of all.filter((one) => chosen.includes(one.chunkId))) await client.evaluation.questions.create.mutate({ knowledgeBaseId: baseId, question, expected: [{ chunkId }] })
    },
    onSuccess: onClose,
    onSettled: () => queries.invalidateQueries(trpc.evaluation.questions.pathFilter()),
  })
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('suggestTitle')}
      description={t('suggestText')}
      footer={
        <Button variant="primary" disabled={chosen.length === 0 || take.isPending} onClick={() => take.mutate()}>
          {t('takeCount', { count: chosen.length })}
        </Button>
      }
    >
      {suggestions.isPending && <PassageSkeleton />}
      {suggestions.error && <ErrorState message={suggestions.error.message} onRetry={() => void suggestions.refetch()} />}
      {suggestions.data && all.length === 0 && <p className="text-ink-muted">{t('suggestNone')}</p>}
      <ul className="divide-y divide-line">
        {all.map(({ chunkId, question, documentName, text }) => (
          <li key={chunkId} className="py-2">
            <Checkbox label={question} checked={chosen.includes(chunkId)} onChange={(event) => setChosen(event.target.checked ? [...chosen, chunkId] : chosen.filter((id) => id !== chunkId))} />
            <p className="ml-6 line-clamp-2 text-ink-muted">
              {documentName}: {text}
            </p>
          </li>
        ))}
      </ul>
      {take.error && <ErrorState message={take.error.message} />}
    </Dialog>
  )
}

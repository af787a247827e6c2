'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { useSettled } from '@/components/indexing/useSettled'
import type { LabColumn } from '@/components/lab/address'
import type { ChangeColumn } from '@/components/lab/Column'
import { type ColumnKey, columnName } from '@/components/lab/columnName'
import { RemedyLine } from '@/components/lab/expected/RemedyLine'
import { useFateSentence } from '@/components/lab/expected/useFateSentence'
import { remedied } from '@/components/lab/settings/settings'
import { requestOf } from '@/components/lab/useColumnSearch'
import { ErrorState } from '@/components/ui/ErrorState'

/** What became of an expected passage in a column: its place, or where it fell out and what brings it back. */
export function Fate({ baseId, question, chunkId, name, column, onChange }: { baseId: string; question: string; chunkId: string; name: ColumnKey; column: LabColumn; onChange: ChangeColumn }) {
  const t = useTranslations('lab.expected')
  const trpc = useTRPC()
  const sentence = useFateSentence()
  const isSettled = useSettled(JSON.stringify(column), 300) === JSON.stringify(column)
  const explained = useQuery(trpc.retrieval.explain.queryOptions({ ...requestOf(baseId, question, column), chunkId }, { enabled: isSettled, placeholderData: keepPreviousData, refetchOnWindowFocus: false }))
  const explanation = explained.data
  return (
    <div role="group" aria-label={t('in', { name: columnName(name) })} className={explained.isPlaceholderData ? 'opacity-60' : ''}>
      {explained.error && <ErrorState message={explained.error.message} onRetry={() => void explained.refetch()} />}
      {explained.isPending && <p className="text-ink-muted">{columnName(name)} …</p>}
      {explanation && !explained.error && (
        <>
          <p>
            <span className="mr-2 font-semibold">{columnName(name)}</span>
            <span className={explanation.rank === null ? 'text-danger' : 'text-ok'}>{sentence(explanation, column)}</span>{' '}
            <Places explanation={explanation} />
          </p>
          {explanation.remedies.length > 0 && (
            <ul className="mt-1 flex flex-col gap-1">
              {explanation.remedies.map((remedy) => (
                <RemedyLine key={JSON.stringify(remedy.changes)} remedy={remedy} columnName={columnName(name)} onApply={() => onChange((now) => ({ ...now, settings: remedied(now.settings, remedy) }))} />
              ))}
            </ul>
          )}
          {explanation.rank === null && explanation.isSearched && explanation.isIndexed && explanation.remedies.length === 0 && <p className="text-ink-muted">{t('noRemedy')}</p>}
        </>
      )}
    </div>
  )
}

/** Where each search puts it among all passages. */
function Places({ explanation: { textRank, vectorRank, rankDepth, isSearched } }: { explanation: { textRank: number | null; vectorRank: number | null; rankDepth: number; isSearched: boolean } }) {
  const t = useTranslations('lab.expected')
  if (!isSearched) return null
  const place = (rank: number | null) => (rank === null ? t('placeBeyond', { depth: rankDepth }) : t('place', { rank }))
  return <span className="text-ink-muted">{t('places', { words: place(textRank), meaning: place(vectorRank) })}</span>
}

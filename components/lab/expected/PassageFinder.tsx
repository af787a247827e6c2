'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { languageOf } from '@/components/documents/passage'
import { useSettled } from '@/components/indexing/useSettled'
import { ExpectButton } from '@/components/lab/results/ExpectButton'
import { MatchedText } from '@/components/lab/results/MatchedText'
import { changed, defaultSettings } from '@/components/lab/settings/settings'
import { ErrorState } from '@/components/ui/ErrorState'
import { Field } from '@/components/ui/Field'
import { Input } from '@/components/ui/Input'

/** By words, and without any cut: whatever the column does, the passage is to be found here. */
const generous = changed(defaultSettings, { limit: 20, candidates: 200, vectorWeight: 0 })

/** Finds a passage of the base by its words, to say that it was expected. */
export function PassageFinder({ baseId, indexId, expected, onExpect }: { baseId: string; indexId: string | null; expected: readonly string[]; onExpect: (chunkId: string) => void }) {
  const t = useTranslations('lab.expected')
  const trpc = useTRPC()
  const [words, setWords] = useState('')
  const question = useSettled(words.trim(), 250)
  const found = useQuery(
    trpc.retrieval.search.queryOptions({ question, knowledgeBaseIds: [baseId], settings: generous, ...(indexId === null ? {} : { indexId }) }, { enabled: question !== '', placeholderData: keepPreviousData, refetchOnWindowFocus: false }),
  )
  const hits = question === '' ? [] : (found.data?.hits ?? [])
  return (
    <div className="mt-2 max-w-[44rem]">
      <Field label={t('search')}>{(control) => <Input {...control} type="search" autoFocus autoComplete="off" maxLength={1_000} value={words} onChange={(event) => setWords(event.target.value)} />}</Field>
      {found.error && <ErrorState message={found.error.message} onRetry={() => void found.refetch()} />}
      {question !== '' && found.data && hits.length === 0 && <p className="py-2 text-ink-muted">{t('nothing')}</p>}
      <ul className="max-h-80 divide-y divide-line overflow-y-auto">
        {hits.map((hit) => (
          <li key={hit.chunkId} className="flex gap-2 py-2">
            <div className="min-w-0 flex-1">
              <p className="truncate font-medium">
                {hit.documentName}
                {hit.headingPath.length > 0 && <span className="ml-2 font-normal text-ink-muted">{hit.headingPath.join(' › ')}</span>}
              </p>
              <p lang={languageOf(hit.text) ?? ''} className="line-clamp-3 wrap-anywhere whitespace-pre-line">
                <MatchedText text={hit.text} matches={hit.matches} />
              </p>
            </div>
            <ExpectButton isExpected={expected.includes(hit.chunkId)} onToggle={() => onExpect(hit.chunkId)} />
          </li>
        ))}
      </ul>
    </div>
  )
}

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'use-intl'
import { useTRPC } from '@/components/api/trpc'
import { languageOf } from '@/components/documents/passage'
import { addressOf, type LabColumn } from '@/components/lab/address'
import { useFateSentence } from '@/components/lab/expected/useFateSentence'
import { useRemedySentence } from '@/components/lab/expected/useRemedySentence'
import { remedied } from '@/components/lab/settings/settings'
import { ErrorState } from '@/components/ui/ErrorState'
import type { Citation } from '@/server/conversations/schema'
import type { RetrievalRecord } from '@/server/retrieval/schema'

/** What became of a passage: whether it was sent with the answer, where it falls out now, and what brings it back. */
export function PassageFate({ baseId, chunkId, retrieval, citations }: { baseId: string; chunkId: string; retrieval: RetrievalRecord; citations: readonly Citation[] }) {
  const t = useTranslations('sources.why')
  const trpc = useTRPC()
  const fate = useFateSentence()
  const remedySentence = useRemedySentence()
  const { question, settings, knowledgeBaseIds } = retrieval
  const chunk = useQuery(trpc.chunks.get.queryOptions({ id: chunkId }, { staleTime: 60_000 }))
  const explained = useQuery(trpc.retrieval.explain.queryOptions({ question, knowledgeBaseIds: [...knowledgeBaseIds], settings, chunkId }, { refetchOnWindowFocus: false }))
  const explanation = explained.data
  const column: LabColumn = { settings, indexId: null }
  const href = (next: LabColumn): string => `/knowledge/${baseId}/test?${addressOf({ view: 'search', question, a: next, b: null, expected: [chunkId] })}`
  const rank = retrieval.hits.findIndex((hit) => hit.chunkId === chunkId) + 1
  const cited = citations.filter((citation) => citation.chunkId === chunkId).map(({ ordinal }) => `[${ordinal}]`)
  return (
    <div className="space-y-2">
      {chunk.data && (
        <p lang={languageOf(chunk.data.text) ?? ''} className="line-clamp-4 border-l-2 border-accent pl-2 wrap-anywhere">
          {chunk.data.text}
        </p>
      )}
      {rank > 0 && <p>{cited.length > 0 ? t('wasSent', { rank, ordinal: cited.join(' ') }) : t('wasSentOnly', { rank })}</p>}
      {explained.error && <ErrorState message={explained.error.message} onRetry={() => void explained.refetch()} />}
      {explanation && (
        <>
          <p role="status">{t('now', { fate: fate(explanation, column) })}</p>
          <ul className="space-y-1">
            {explanation.remedies.map((remedy) => (
              <li key={JSON.stringify(remedy.changes)} className="flex flex-wrap items-baseline gap-x-3">
                <span>{remedySentence(remedy)}</span>
                <Link href={href({ settings: remedied(settings, remedy), indexId: null })} className="text-accent hover:underline">
                  {t('try')}
                </Link>
              </li>
            ))}
          </ul>
          <Link href={href(column)} className="inline-block text-accent hover:underline">
            {t('lab')}
          </Link>
        </>
      )}
    </div>
  )
}

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'use-intl'
import { useTRPC } from '@/components/api/trpc'
import { languageOf } from '@/components/documents/passage'
import type { ShownStage } from '@/components/lab/results/stages'
import { StageScores } from '@/components/lab/results/StageScores'
import type { RetrievalRecord } from '@/server/retrieval/schema'

/** A passage that was sent to the model: where it stands, how it begins, how each stage of the search saw it, and whether the answer cites it. */
export function SentPassage({ hit: { chunkId, documentId, stages }, rank, shown, cited }: { hit: RetrievalRecord['hits'][number]; rank: number; shown: readonly ShownStage[]; cited: readonly number[] }) {
  const t = useTranslations('sources.trace')
  const trpc = useTRPC()
  const document = useQuery(trpc.documents.get.queryOptions({ id: documentId }, { staleTime: 60_000, retry: false }))
  const chunk = useQuery(trpc.chunks.get.queryOptions({ id: chunkId }, { staleTime: 60_000, retry: false }))
  const isGone = document.isError || chunk.isError
  return (
    <li className="flex gap-2 py-2">
      <span className="w-5 shrink-0 text-ink-muted tabular-nums">{rank}</span>
      <div className="min-w-0 flex-1 space-y-1">
        <p className="flex flex-wrap items-baseline gap-x-2">
          {isGone && <span className="text-ink-muted">{t('gone')}</span>}
          {document.data !== undefined && chunk.data !== undefined && (
            <Link
              href={`/knowledge/${document.data.knowledgeBaseId}/documents/${documentId}?${new URLSearchParams({ version: `${document.data.activeVersion}`, start: `${chunk.data.start}`, end: `${chunk.data.end}` })}`}
              className="min-w-0 font-medium wrap-anywhere hover:underline"
            >
              {document.data.name}
            </Link>
          )}
          {/* A citation does not know which passage it was once that is gone. */}
          {(cited.length > 0 || !isGone) && <span className={cited.length > 0 ? 'text-accent' : 'text-ink-muted'}>{cited.length > 0 ? t('cited', { ordinals: cited.map((ordinal) => `[${ordinal}]`).join(' ') }) : t('notCited')}</span>}
        </p>
        {chunk.data !== undefined && (
          <p lang={languageOf(chunk.data.text) ?? ''} className="line-clamp-2 text-ink-muted wrap-anywhere">
            {chunk.data.text}
          </p>
        )}
        <StageScores stages={stages} shown={shown} />
      </div>
    </li>
  )
}

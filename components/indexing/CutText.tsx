import { useTranslations } from 'use-intl/react'
import type { ChunkingPreview } from '@/server/ingestion/schema'

/** Neighbours are told apart by a bar of their own colour; more than two are never needed. */
const bars = ['border-accent', 'border-warn'] as const

/** A text as it would be cut, piece by piece, each with its number, its size and what it stands under. */
export function CutText({ chunks }: { chunks: ChunkingPreview['chunks'] }) {
  const t = useTranslations('indexing.preview')
  return (
    <ol className="flex max-h-[32rem] flex-col gap-2 overflow-y-auto overscroll-contain pr-1" tabIndex={0} aria-label={t('pieces')}>
      {chunks.map((chunk) => (
        <li key={chunk.index} className={`border-l-2 pl-3 ${bars[chunk.index % 2]}`}>
          <p className="text-ink-muted tabular-nums">
            {t('piece', { index: chunk.index + 1, tokens: chunk.tokenCount })}
            {chunk.page !== null && ` · ${t('page', { page: chunk.page })}`}
            {chunk.headingPath.length > 0 && ` · ${chunk.headingPath.join(' › ')}`}
          </p>
          {chunk.context !== '' && <p className="line-clamp-2 whitespace-pre-line text-ink-muted italic">{chunk.context}</p>}
          <p className="wrap-anywhere whitespace-pre-line">{chunk.text}</p>
        </li>
      ))}
    </ol>
  )
}

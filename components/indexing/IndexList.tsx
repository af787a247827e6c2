'use client'

import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl/react'
import { chunkingSummary } from '@/components/indexing/chunkingSummary'
import { useIndexActions } from '@/components/indexing/useIndexActions'
import type { ListedIndex } from '@/components/indexing/useIndexes'
import { Button } from '@/components/ui/Button'
import { ConfirmDialog } from '@/components/ui/ConfirmDialog'
import { ErrorState } from '@/components/ui/ErrorState'
import { ProgressBar } from '@/components/ui/ProgressBar'
import { builtinEmbeddingModelId } from '@/server/models/facts'

/** The indexes of a base: the one that is searched, the one that is built beside it, and the one to go back to. */
export function IndexList({ indexes }: { indexes: readonly ListedIndex[] }) {
  const t = useTranslations('indexing.list')
  const format = useFormatter()
  const { switchTo, discard, error, isPending } = useIndexActions()
  const [discarding, setDiscarding] = useState<ListedIndex | null>(null)
  return (
    <>
      {error && <ErrorState message={error.message} />}
      <ol className="divide-y divide-line border-y border-line">
        {indexes.map((index) => (
          <li key={index.id} className="flex flex-wrap items-start gap-x-4 gap-y-2 py-3">
            <div className="min-w-0 flex-1 basis-72">
              <p className="font-medium">
                {t('name', { number: index.number })}
                <span className={`ml-2 font-normal ${index.isActive ? 'text-ok' : 'text-ink-muted'}`}>{t(index.isActive ? 'active' : index.isBuilding ? 'building' : 'previous')}</span>
              </p>
              <p className="text-ink-muted">
                {chunkingSummary(index.chunking, t)} · {index.embeddingModel === builtinEmbeddingModelId ? t('lexical') : index.embeddingModel}
              </p>
              <p className="text-ink-muted tabular-nums">
                {t('counts', { documents: index.documentCount, passages: index.chunkCount, tokens: index.tokenCount })}
                {index.failedCount > 0 && <span className="text-danger"> · {t('failed', { count: index.failedCount })}</span>}
                {' · '}
                {format.dateTime(new Date(index.activatedAt ?? index.createdAt), { dateStyle: 'medium', timeStyle: 'short' })}
              </p>
              {index.liveCount > 0 && (
                <div className="mt-2 max-w-sm">
                  <ProgressBar value={1 - index.liveCount / Math.max(1, index.documentCount)} label={t('progress', { done: index.documentCount - index.liveCount, total: index.documentCount })} />
                  <p className="mt-1 text-ink-muted tabular-nums">{t('progress', { done: index.documentCount - index.liveCount, total: index.documentCount })}</p>
                </div>
              )}
            </div>
            {!index.isActive && (
              <div className="flex gap-2">
                <Button size="sm" disabled={isPending || index.liveCount > 0} onClick={() => switchTo.mutate({ id: index.id })}>
                  {t(index.isBuilding ? 'switch' : 'goBack', { number: index.number })}
                </Button>
                <Button size="sm" variant="ghost" disabled={isPending} onClick={() => setDiscarding(index)}>
                  {t('discard')}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ol>
      {discarding !== null && (
        <ConfirmDialog
          open
          onOpenChange={() => setDiscarding(null)}
          title={t('discardTitle', { number: discarding.number })}
          description={t('discardText')}
          confirmLabel={t('discardConfirm')}
          isPending={discard.isPending}
          onConfirm={() => discard.mutate({ id: discarding.id }, { onSettled: () => setDiscarding(null) })}
        />
      )}
    </>
  )
}

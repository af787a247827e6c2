'use client'

import { useTranslations } from 'use-intl/react'
import { maxSelected, type Selectable } from '@/components/documentList/useSelection'
import { useFileSize } from '@/components/documents/useFileSize'
import { Button } from '@/components/ui/Button'
import { documentStateTable } from '@/server/documents/facts'

/** What can be done with the documents that are chosen; stays in view while the list scrolls. */
export function BulkBar({
  documents,
  onAction,
  onClear,
}: {
  documents: readonly Selectable[]
  onAction: (action: 'enable' | 'disable' | 'retry' | 'cancel' | 'reread' | 'delete') => void
  onClear: () => void
}) {
  const t = useTranslations('knowledge.table')
  const fileSize = useFileSize()
  const sum = (value: (document: Selectable) => number): number => documents.reduce((total, document) => total + value(document), 0)
  const can = {
    enable: documents.some((document) => !document.isEnabled),
    disable: documents.some((document) => document.isEnabled),
    retry: documents.some(({ state }) => documentStateTable[state].canRetry),
    cancel: documents.some(({ state }) => documentStateTable[state].isLive),
    reread: documents.some(({ state }) => state === 'ready'),
  }
  const verbs = ['enable', 'disable', 'retry', 'cancel', 'reread'] as const
  return (
    <div role="region" aria-label={t('chosenLabel')} className="sticky bottom-2 z-20 mt-3 flex flex-wrap items-center gap-2 rounded-surface border border-line bg-ground px-3 py-2 shadow-float">
      <p className="mr-auto tabular-nums" aria-live="polite">
        {t('chosen', { count: documents.length, passages: sum((document) => document.chunkCount), size: fileSize(sum((document) => document.size)) })}
        {documents.length >= maxSelected && <span className="text-warn"> {t('chosenMost', { count: maxSelected })}</span>}
      </p>
      {verbs.flatMap((verb) =>
        can[verb]
          ? [
              <Button key={verb} size="sm" onClick={() => onAction(verb)}>
                {t(verb)}
              </Button>,
            ]
          : [],
      )}
      <Button size="sm" variant="danger" onClick={() => onAction('delete')}>
        {t('delete')}
      </Button>
      <Button size="sm" variant="ghost" onClick={onClear}>
        {t('clearChoice')}
      </Button>
    </div>
  )
}

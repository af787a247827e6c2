'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useUpdateDocument } from '@/components/documentList/useUpdateDocument'
import { BuildEstimate } from '@/components/indexing/BuildEstimate'
import { ChunkingForm } from '@/components/indexing/ChunkingForm'
import { ChunkingPreview } from '@/components/indexing/ChunkingPreview'
import { useIndexActions } from '@/components/indexing/useIndexActions'
import { useIndexes } from '@/components/indexing/useIndexes'
import { Button } from '@/components/ui/Button'
import { ErrorState } from '@/components/ui/ErrorState'
import { Sheet } from '@/components/ui/Sheet'
import { toast } from '@/components/ui/toast'
import type { RouterOutputs } from '@/server/router'
import { canonicalChunking, defaultChunking } from '@/server/ingestion/schema'

/** How one document is cut, whatever its base says; it is read again with that. */
export function CutDocumentDialog({ document, onClose }: { document: RouterOutputs['documents']['get']; onClose: () => void }) {
  const t = useTranslations('knowledge.table')
  const { active, building } = useIndexes(document.knowledgeBaseId)
  const ofBase = active?.chunking ?? defaultChunking
  const [own, setOwn] = useState(document.chunking)
  const update = useUpdateDocument(onClose)
  const chunking = own ?? ofBase
  const forAll = useIndexActions()
  const isChanged = own !== null && canonicalChunking(own) !== canonicalChunking(ofBase)
  return (
    <Sheet open side="right" onOpenChange={onClose} title={t('cutTitle', { name: document.name })}>
      <div className="flex flex-col gap-6 p-5">
        {update.error && <ErrorState message={update.error.message} />}
        <p className="text-ink-muted">{own === null ? t('cutAsBase') : t('cutOwn')}</p>
        <ChunkingForm key={own === null ? 'base' : 'own'} value={chunking} onChange={setOwn} />
        <div className="flex flex-wrap gap-2">
          <Button variant="primary" disabled={update.isPending} onClick={() => update.mutate({ id: document.id, chunking: own })}>
            {t('cutApply')}
          </Button>
          {own !== null && <Button onClick={() => setOwn(null)}>{t('cutReset')}</Button>}
        </div>
        <BuildEstimate baseId={document.knowledgeBaseId} documentId={document.id} />
        {isChanged && active !== undefined && building === undefined && active.documentCount > 1 && (
          <div className="border-t border-line pt-4">
            {forAll.error && <ErrorState message={forAll.error.message} />}
            <Button
              disabled={forAll.isPending}
              onClick={() =>
                forAll.build.mutate(
                  { knowledgeBaseId: document.knowledgeBaseId, chunking, switchWhenDone: true },
                  {
                    onSuccess: ({ number }) => {
                      toast(t('cutForAllBegun', { number }))
                      onClose()
                    },
                  },
                )
              }
            >
              {t('cutForAll', { count: active.documentCount })}
            </Button>
            <p className="mt-1 text-ink-muted">{t('cutForAllText')}</p>
            <BuildEstimate baseId={document.knowledgeBaseId} />
          </div>
        )}
        <ChunkingPreview baseId={document.knowledgeBaseId} documentId={document.id} chunking={chunking} />
      </div>
    </Sheet>
  )
}

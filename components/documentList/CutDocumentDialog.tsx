'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useUpdateDocument } from '@/components/documentList/useUpdateDocument'
import { ChunkingForm } from '@/components/indexing/ChunkingForm'
import { ChunkingPreview } from '@/components/indexing/ChunkingPreview'
import { useIndexes } from '@/components/indexing/useIndexes'
import { Button } from '@/components/ui/Button'
import { ErrorState } from '@/components/ui/ErrorState'
import { Sheet } from '@/components/ui/Sheet'
import type { RouterOutputs } from '@/server/router'
import { defaultChunking } from '@/server/ingestion/schema'

/** How one document is cut, whatever its base says; it is read again with that. */
export function CutDocumentDialog({ document, onClose }: { document: RouterOutputs['documents']['get']; onClose: () => void }) {
  const t = useTranslations('knowledge.table')
  const { active } = useIndexes(document.knowledgeBaseId)
  const ofBase = active?.chunking ?? defaultChunking
  const [own, setOwn] = useState(document.chunking)
  const update = useUpdateDocument(onClose)
  const chunking = own ?? ofBase
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
        <ChunkingPreview baseId={document.knowledgeBaseId} documentId={document.id} chunking={chunking} />
      </div>
    </Sheet>
  )
}

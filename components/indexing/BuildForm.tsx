'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { BuildEstimate } from '@/components/indexing/BuildEstimate'
import { ChunkingForm } from '@/components/indexing/ChunkingForm'
import { ChunkingPreview } from '@/components/indexing/ChunkingPreview'
import { useIndexActions } from '@/components/indexing/useIndexActions'
import type { ListedIndex } from '@/components/indexing/useIndexes'
import { Button } from '@/components/ui/Button'
import { Checkbox } from '@/components/ui/Checkbox'
import { ErrorState } from '@/components/ui/ErrorState'
import { canonicalChunking } from '@/server/ingestion/schema'
import { builtinEmbeddingModelId } from '@/server/models/facts'

/** The way of cutting and the embedding model of a base; another one is built beside what is searched now. */
export function BuildForm({ baseId, active, configuredModel, isBlocked }: { baseId: string; active: ListedIndex; configuredModel: string; isBlocked: boolean }) {
  const t = useTranslations('indexing.cutting')
  const [chunking, setChunking] = useState(active.chunking)
  const [switchWhenDone, setSwitchWhenDone] = useState(true)
  const { build, error } = useIndexActions()
  const nameOf = (model: string): string => (model === builtinEmbeddingModelId ? t('lexical') : model)
  const hasOtherModel = configuredModel !== active.embeddingModel
  const isChanged = hasOtherModel || canonicalChunking(chunking) !== canonicalChunking(active.chunking)
  const isEmpty = active.documentCount === 0
  return (
    <div className="flex flex-col gap-6">
      <div className="grid gap-6 lg:grid-cols-[18rem_minmax(0,1fr)]">
        <div className="flex flex-col gap-4">
          <ChunkingForm value={chunking} onChange={setChunking} />
          <p className="text-ink-muted">{hasOtherModel ? t('otherModel', { now: nameOf(active.embeddingModel), next: nameOf(configuredModel) }) : t('sameModel', { model: nameOf(active.embeddingModel) })}</p>
          {!isEmpty && <Checkbox label={t('switchWhenDone')} checked={switchWhenDone} onChange={(event) => setSwitchWhenDone(event.target.checked)} />}
          {error && <ErrorState message={error.message} />}
          <div>
            <Button variant="primary" disabled={!isChanged || isBlocked || build.isPending} onClick={() => build.mutate({ knowledgeBaseId: baseId, chunking, switchWhenDone })}>
              {isEmpty ? t('save') : t('build', { count: active.documentCount })}
            </Button>
            {isChanged && !isBlocked && <BuildEstimate baseId={baseId} />}
            <p className="mt-1 text-ink-muted">{isBlocked ? t('blocked') : isEmpty ? t('saveText') : t('buildText')}</p>
          </div>
        </div>
        <ChunkingPreview baseId={baseId} chunking={chunking} />
      </div>
    </div>
  )
}

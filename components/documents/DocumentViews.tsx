'use client'

import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import type { ListedChunk } from '@/components/chunks/ChunkItem'
import { ChunkPanel } from '@/components/chunks/ChunkPanel'
import { DocumentReader } from '@/components/documents/DocumentReader'
import { useIsWide } from '@/components/documents/useIsWide'
import { useShownPassage } from '@/components/documents/useShownPassage'
import { useMayWrite } from '@/components/teams/useMayWrite'
import { Tabs } from '@/components/ui/Tabs'
import type { Document } from '@/server/documents/schema'

/**
 * A document and its passages: side by side where there is room, each scrolling on its own, else one at a time. A passage that is chosen in
 * the list is marked in the document, and a click in the document chooses the passage there.
 */
export function DocumentViews({ document, start, end }: { document: Pick<Document, 'knowledgeBaseId' | 'id' | 'name' | 'activeVersion'>; start: number; end: number }) {
  const t = useTranslations('knowledge.document')
  const trpc = useTRPC()
  const queries = useQueryClient()
  const isWide = useIsWide()
  const [tab, setTab] = useState<'document' | 'passages'>('document')
  const { id } = document
  const [passage, show] = useShownPassage(start, end)
  const mayWrite = useMayWrite(document.knowledgeBaseId)
  const chunkAt = useCallback((offset: number) => trpc.chunks.at.queryOptions({ documentId: id, offset }), [trpc, id])
  const chosen = useQuery({ ...chunkAt(passage.start), enabled: passage.end > passage.start, placeholderData: keepPreviousData })

  const choose = useCallback(
    (chunk: ListedChunk, isSeen: boolean) => {
      queries.setQueryData(chunkAt(chunk.start).queryKey, chunk)
      show({ start: chunk.start, end: chunk.end, isSeen })
      setTab('document')
    },
    [queries, chunkAt, show],
  )
  const chooseListed = useCallback((chunk: ListedChunk) => choose(chunk, false), [choose])
  const chooseAt = useCallback(
    (offset: number) => {
      queries.ensureQueryData(chunkAt(offset)).then(
        (chunk) => chunk !== null && choose(chunk, true),
        // A place that cannot be looked up is as if nothing had been clicked.
        () => undefined,
      )
    },
    [queries, chunkAt, choose],
  )

  const reader = <DocumentReader documentId={id} name={document.name} passage={passage} onPlace={chooseAt} />
  const passages = (
    <ChunkPanel documentId={id} mayWrite={mayWrite} version={document.activeVersion} chosenIndex={passage.end > passage.start ? (chosen.data?.index ?? null) : null} onChoose={chooseListed} />
  )
  if (isWide) {
    return (
      <div className="-mx-8 mt-4 grid min-h-96 flex-1 grid-cols-[minmax(0,1fr)_22rem] border-t border-line">
        <div className="relative min-h-0 overflow-auto">{reader}</div>
        <aside aria-label={t('passages')} className="min-h-0 overflow-y-auto overscroll-contain border-l border-line px-4 py-3">
          <h2 className="pb-2 font-medium">{t('passages')}</h2>
          {passages}
        </aside>
      </div>
    )
  }
  return (
    <div className="mt-4">
      <Tabs
        label={t('views')}
        value={tab}
        onChange={setTab}
        tabs={[
          { value: 'document', label: t('document'), content: <div className="-mx-4 -mt-4 sm:-mx-8">{reader}</div> },
          { value: 'passages', label: t('passages'), content: passages },
        ]}
      />
    </div>
  )
}

'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useTRPC, useTRPCClient } from '@/components/api/trpc'
import { type ChunkAction, ChunkItem, type ListedChunk } from '@/components/chunks/ChunkItem'
import { PassageSkeleton } from '@/components/documents/PassageSkeleton'
import { ShowMore } from '@/components/documents/ShowMore'
import { EmptyState } from '@/components/ui/EmptyState'
import { ErrorState } from '@/components/ui/ErrorState'

const pageSize = 50

/** The passages of a document that hold the words of a search, or that are switched off. */
export function FoundChunks({
  documentId,
  search,
  isEnabled,
  chosenIndex,
  onChoose,
  onAction,
}: {
  documentId: string
  search: string
  isEnabled: boolean | undefined
  chosenIndex: number | null
  onChoose: (chunk: ListedChunk) => void
  onAction: ((action: ChunkAction, chunk: ListedChunk) => void) | undefined
}) {
  const t = useTranslations('knowledge')
  const trpc = useTRPC()
  const client = useTRPCClient()
  const chunks = useInfiniteQuery({
    queryKey: [...trpc.chunks.list.pathKey(), documentId, { search, isEnabled }],
    queryFn: ({ pageParam, signal }) => client.chunks.list.query({ documentId, search, isEnabled, afterIndex: pageParam, limit: pageSize }, { signal }),
    initialPageParam: -1,
    getNextPageParam: (page) => (page.length < pageSize ? undefined : page.at(-1)?.index),
  })
  if (chunks.isPending) return <PassageSkeleton />
  if (chunks.error) return <ErrorState message={chunks.error.message} onRetry={() => void chunks.refetch()} />
  const all = chunks.data.pages.flat()
  if (all.length === 0) return <EmptyState title={t('chunks.nothing')} text={t('chunks.nothingText')} />
  return (
    <>
      <ol className="divide-y divide-line border-y border-line">
        {all.map((chunk) => (
          <ChunkItem key={chunk.id} chunk={chunk} search={search} isChosen={chunk.index === chosenIndex} onChoose={onChoose} onAction={onAction} />
        ))}
      </ol>
      {chunks.hasNextPage && <ShowMore key={all.length} label={t('document.more')} onShow={() => void chunks.fetchNextPage()} />}
    </>
  )
}

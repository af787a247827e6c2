'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { useLayoutEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC, useTRPCClient } from '@/components/api/trpc'
import { type ChunkAction, ChunkItem, type ListedChunk } from '@/components/chunks/ChunkItem'
import { keepPlace } from '@/components/documents/keepPlace'
import { PassageSkeleton } from '@/components/documents/PassageSkeleton'
import { ShowMore } from '@/components/documents/ShowMore'
import { Button } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'
import { ErrorState } from '@/components/ui/ErrorState'

const pageSize = 100
const pageOf = (index: number): number => Math.floor(index / pageSize)

/**
 * The passages that the search engine knows of a document, in their order, around the chosen one: it may be the thousandth.
 * The list grows at both ends.
 */
export function ChunkList({
  documentId,
  version,
  chosenIndex,
  onChoose,
  onAction,
}: {
  documentId: string
  version: number
  chosenIndex: number | null
  onChoose: (chunk: ListedChunk) => void
  onAction: ((action: ChunkAction, chunk: ListedChunk) => void) | undefined
}) {
  const t = useTranslations('knowledge.document')
  const trpc = useTRPC()
  const client = useTRPCClient()
  const [firstPage, setFirstPage] = useState(pageOf(chosenIndex ?? 0))
  const chunks = useInfiniteQuery({
    queryKey: [...trpc.chunks.list.pathKey(), documentId, version, firstPage],
    // Numbers of deleted passages are missing, so what is asked for may reach into the next page.
    queryFn: async ({ pageParam, signal }) => {
      const found = await client.chunks.list.query({ documentId, afterIndex: pageParam * pageSize - 1, limit: pageSize }, { signal })
      return { items: found.filter((chunk) => pageOf(chunk.index) === pageParam), isLast: found.length < pageSize && found.every((chunk) => pageOf(chunk.index) === pageParam) }
    },
    initialPageParam: firstPage,
    getNextPageParam: (page, _pages, last) => (page.isLast ? undefined : last + 1),
    getPreviousPageParam: (_page, _pages, first) => (first === 0 ? undefined : first - 1),
  })
  const all = chunks.data?.pages.flatMap((page) => page.items)
  const [first, last] = [all?.at(0)?.index, all?.at(-1)?.index]
  const isOutside = chosenIndex !== null && first !== undefined && last !== undefined && (chosenIndex < first || chosenIndex > last)
  if (isOutside && pageOf(chosenIndex) !== firstPage) setFirstPage(pageOf(chosenIndex))

  const list = useRef<HTMLOListElement>(null)
  const kept = useRef<{ first: number | undefined; restore: () => void }>(undefined)
  // Earlier passages push the others down when they come; who looks at those keeps them in view.
  useLayoutEffect(() => {
    if (kept.current === undefined || kept.current.first === first) return
    kept.current.restore()
    kept.current = undefined
  }, [first])

  if (chunks.isPending) return <PassageSkeleton />
  if (chunks.error) return <ErrorState message={chunks.error.message} onRetry={() => void chunks.refetch()} />
  if (all === undefined || all.length === 0) return <EmptyState title={t('noPassages')} text={t('noPassagesText')} />
  const showEarlier = (): void => {
    const top = list.current?.firstElementChild
    if (top) kept.current = { first, restore: keepPlace(top) }
    void chunks.fetchPreviousPage()
  }
  return (
    <div className="[overflow-anchor:none]">
      {chunks.hasPreviousPage && (
        <div className="flex justify-center pb-3">
          <Button variant="ghost" size="sm" disabled={chunks.isFetchingPreviousPage} onClick={showEarlier}>
            {t('earlier')}
          </Button>
        </div>
      )}
      <ol ref={list} className="divide-y divide-line border-y border-line">
        {all.map((chunk) => (
          <ChunkItem key={chunk.id} chunk={chunk} isChosen={chunk.index === chosenIndex} onChoose={onChoose} onAction={onAction} />
        ))}
      </ol>
      {chunks.hasNextPage && <ShowMore key={all.length} label={t('more')} onShow={() => void chunks.fetchNextPage()} />}
    </div>
  )
}

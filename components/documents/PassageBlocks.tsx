'use client'

import { useQueries } from '@tanstack/react-query'
import { useLayoutEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { isGone } from '@/components/api/isGone'
import { useTRPC } from '@/components/api/trpc'
import { keepPlace } from '@/components/documents/keepPlace'
import { PassageBlock } from '@/components/documents/PassageBlock'
import { PassageSkeleton } from '@/components/documents/PassageSkeleton'
import { ShowMore } from '@/components/documents/ShowMore'
import { type ShownPassage, type WindowRange, windowSize } from '@/components/documents/passage'
import { Button } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'
import { ErrorState } from '@/components/ui/ErrorState'

/** The blocks of a range of windows, which grows at both ends; `range` is where it starts. */
export function PassageBlocks({
  documentId,
  passage,
  range,
  onPlace,
}: {
  documentId: string
  passage: ShownPassage
  range: WindowRange
  onPlace: ((offset: number) => void) | undefined
}) {
  const t = useTranslations('knowledge.reader')
  const trpc = useTRPC()
  const [{ first, last }, setShown] = useState(range)
  const numbers = Array.from({ length: last - first + 1 }, (_, at) => first + at)
  const windows = useQueries({
    queries: numbers.map((number) =>
      trpc.documents.blocks.queryOptions({ id: documentId, fromIndex: number * windowSize, limit: windowSize + 1 }),
    ),
  })
  const blocks = windows.flatMap((window) => window.data?.slice(0, windowSize) ?? [])
  const firstBlock = blocks[0]?.index

  const article = useRef<HTMLElement>(null)
  const kept = useRef<{ firstBlock: number | undefined; restore: () => void } | null>(null)
  // The restoring waits for the earlier blocks: until they are there, the first block is the same.
  useLayoutEffect(() => {
    if (kept.current === null || kept.current.firstBlock === firstBlock) return
    kept.current.restore()
    kept.current = null
  }, [firstBlock])

  const failed = windows.find((window) => window.error)
  if (failed !== undefined && isGone(failed)) return <EmptyState title={t('removed')} text={t('removedText')} />
  // What stands above the passage comes first, or it would push the passage away when it comes.
  if (windows.slice(range.first - first, range.last - first + 1).some((window) => window.isPending)) return <PassageSkeleton />
  if (blocks.length === 0) {
    if (failed?.error) return <ErrorState message={failed.error.message} onRetry={() => void failed.refetch()} />
    return <EmptyState title={t('noText')} text={t('noTextText')} />
  }

  const showEarlier = () => {
    const top = article.current?.querySelector('section')
    kept.current = top ? { firstBlock, restore: keepPlace(top) } : null
    setShown({ first: first - 1, last })
  }
  const lastWindow = windows.at(-1)
  return (
    <article ref={article} aria-label={t('text')} className="mx-auto w-full max-w-[40rem] pb-16 [overflow-anchor:none]">
      {first > 0 && (
        <div className="flex justify-center py-3">
          <Button variant="ghost" size="sm" disabled={windows[0]?.isPending} onClick={showEarlier}>
            {t('earlier')}
          </Button>
        </div>
      )}
      {blocks.map((block) => (
        <PassageBlock key={block.index} block={block} passage={passage} onPlace={onPlace} />
      ))}
      {failed?.error && <ErrorState message={failed.error.message} onRetry={() => void failed.refetch()} />}
      {(lastWindow?.data?.length ?? 0) > windowSize && <ShowMore key={last} label={t('later')} onShow={() => setShown({ first, last: last + 1 })} />}
    </article>
  )
}

'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { isGone } from '@/components/api/isGone'
import { useTRPC } from '@/components/api/trpc'
import { PassageBlocks } from '@/components/documents/PassageBlocks'
import { PassageSkeleton } from '@/components/documents/PassageSkeleton'
import { type ShownPassage, windowsAround } from '@/components/documents/passage'
import { EmptyState } from '@/components/ui/EmptyState'
import { ErrorState } from '@/components/ui/ErrorState'

/**
 * The text of a document around a passage, which is marked and scrolled to; without one it is the document from its beginning.
 * It scrolls with whatever holds it. A click in the text is told as its offset.
 */
export function PassageReader({
  documentId,
  passage,
  onPlace,
}: {
  documentId: string
  passage: ShownPassage
  onPlace?: (offset: number) => void
}) {
  const t = useTranslations('knowledge.reader')
  const trpc = useTRPC()
  // The old place stays until the new one is known, so that stepping through passages does not flicker.
  const place = useQuery(trpc.documents.blockAt.queryOptions({ id: documentId, offset: passage.start }, { placeholderData: keepPreviousData }))

  if (isGone(place)) return <EmptyState title={t('removed')} text={t('removedText')} />
  if (place.error) return <ErrorState message={place.error.message} onRetry={() => void place.refetch()} />
  if (place.data === undefined) return <PassageSkeleton />
  const { first, last } = windowsAround(place.data)
  return <PassageBlocks key={`${documentId}:${first}:${last}`} documentId={documentId} passage={passage} range={{ first, last }} onPlace={onPlace} />
}

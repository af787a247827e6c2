'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useCallback, useMemo } from 'react'
import { useTRPC } from '@/components/api/trpc'
import type { ShownPassage } from '@/components/documents/passage'
import { pageTexts, passagesOn } from '@/components/documents/pageTexts'
import { type StoredPassage, storedPlace } from '@/components/pdf/findPassage'
import type { PagePlace } from '@/components/pdf/PdfPage'
import { PdfView } from '@/components/pdf/PdfView'

/** A passage of the whole document is marked on its first pages only. */
const blockLimit = 8

const nothing: ReadonlyMap<number, StoredPassage> = new Map()

/** The original of a PDF with a passage of its text marked on its pages. A click in its text is told as an offset in the document's text. */
export function PdfReader({
  documentId,
  passage,
  bar,
  instead,
  onPlace,
}: {
  documentId: string
  passage: ShownPassage
  /** What stands first in the bar above the pages. */
  bar: ReactNode
  /** What is shown where the original cannot be. */
  instead: ReactNode
  onPlace: ((offset: number) => void) | undefined
}) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const passages = usePassages(documentId, passage)
  const choose = useCallback(
    async ({ page, text, place }: PagePlace) => {
      const blocks = await queries.ensureQueryData(trpc.documents.blocks.queryOptions({ id: documentId, fromPage: page, limit: 4 }))
      const stored = pageTexts(blocks).find((candidate) => candidate.page === page)
      if (stored !== undefined) onPlace?.(stored.start + storedPlace(text, place, stored.text))
    },
    [documentId, queries, trpc, onPlace],
  )
  const onPagePlace = useMemo(
    // A place that cannot be looked up is as if nothing had been clicked.
    () => (onPlace === undefined ? undefined : (place: PagePlace) => void choose(place).catch(() => undefined)),
    [choose, onPlace],
  )
  return <PdfView path={`/api/files/${documentId}`} passages={passages} start={bar} instead={instead} onPlace={onPagePlace} />
}

/** Where a passage stands; nothing until it is known. */
function usePassages(documentId: string, passage: ShownPassage): ReadonlyMap<number, StoredPassage> {
  const trpc = useTRPC()
  const { start, end } = passage
  const isNamed = end > start
  const place = useQuery(trpc.documents.blockAt.queryOptions({ id: documentId, offset: start }, { enabled: isNamed }))
  const fromIndex = Math.max(0, (place.data ?? 0) - 1)
  const blocks = useQuery(
    trpc.documents.blocks.queryOptions({ id: documentId, fromIndex, limit: blockLimit }, { enabled: isNamed && place.data !== undefined }),
  )
  const passages = useMemo(() => blocks.data && passagesOn(pageTexts(blocks.data), passage), [blocks.data, passage])
  return (isNamed ? passages : undefined) ?? nothing
}

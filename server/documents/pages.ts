import { db } from '@/server/database'

/** From this character offset of its document on, a passage stands on this page. */
export interface PageBreak {
  readonly start: number
  readonly page: number
}

interface Place {
  readonly indexedDocumentId: string
  readonly version: number
  readonly start: number
  readonly end: number
}

/** The pages that begin inside each of some passages, in their order; none for documents without pages. One query. */
export async function pageBreaksIn(places: readonly Place[]): Promise<PageBreak[][]> {
  if (places.length === 0) return []
  const blocks = await db.documentBlock.findMany({
    where: { page: { not: null }, OR: places.map(({ indexedDocumentId, version, start, end }) => ({ indexedDocumentId, version, start: { gt: start, lt: end } })) },
    orderBy: { start: 'asc' },
    select: { indexedDocumentId: true, version: true, page: true, start: true },
  })
  return places.map((place) =>
    blocks.flatMap(({ indexedDocumentId, version, page, start }) =>
      page !== null && indexedDocumentId === place.indexedDocumentId && version === place.version && start > place.start && start < place.end ? [{ start, page }] : [],
    ),
  )
}

import { storedStringsSchema } from '@/server/chunks/schema'
import { db } from '@/server/database'
import type { Passage } from '@/server/retrieval/current'
import type { Hit } from '@/server/retrieval/schema'

type Neighbour = Hit['before'][number]

/** A passage around a hit, and where it belongs. */
export interface PlacedNeighbour extends Neighbour {
  readonly indexedDocumentId: string
}

export interface Surroundings {
  readonly before: Neighbour[]
  readonly after: Neighbour[]
}

type Placed = Pick<Passage, 'chunkId' | 'indexedDocumentId' | 'index' | 'text' | 'start' | 'end'>

/** The passages next to each hit, by the hit's id: of its own version, `count` on each side at most, those that are switched on. */
export async function neighboursOf(hits: readonly Passage[], count: number): Promise<Map<string, Surroundings>> {
  if (count === 0 || hits.length === 0) return new Map()
  const rows = await db.chunk.findMany({
    where: { OR: hits.map(({ indexedDocumentId, version, index }) => ({ indexedDocumentId, version, isEnabled: true, index: { gte: index - count, lte: index + count } })) },
    select: { indexedDocumentId: true, index: true, text: true, start: true, end: true, page: true, headingPath: true },
  })
  return surroundingsOf(hits, rows.map((row) => ({ ...row, headingPath: storedStringsSchema.parse(row.headingPath) })), count)
}

/**
 * Gives each hit its neighbours, the best hit first. A passage that is a hit itself, or was given already, is not given again, and nothing
 * beyond it or beyond a gap; what a neighbour shares with the passage next to it is cut off.
 */
export function surroundingsOf(hits: readonly Placed[], rows: readonly PlacedNeighbour[], count: number): Map<string, Surroundings> {
  const placeOf = ({ indexedDocumentId, index }: { indexedDocumentId: string; index: number }): string => `${indexedDocumentId} ${index}`
  const taken = new Set(hits.map(placeOf))
  const rowAt = new Map(rows.map((row) => [placeOf(row), row]))
  const walk = (hit: Placed, step: 1 | -1): Neighbour[] => {
    const found: Neighbour[] = []
    let beside: Pick<Placed, 'start' | 'end'> = hit
    for (let index = hit.index + step; Math.abs(index - hit.index) <= count; index += step) {
      const place = placeOf({ indexedDocumentId: hit.indexedDocumentId, index })
      const row = rowAt.get(place)
      if (row === undefined || taken.has(place)) break
      taken.add(place)
      const { indexedDocumentId: _indexedDocumentId, ...rest } = step === 1 ? cutFront(row, beside.end) : cutBack(row, beside.start)
      if (rest.text !== '') found.push(rest)
      beside = row
    }
    return step === 1 ? found : found.toReversed()
  }
  return new Map(hits.map((hit) => [hit.chunkId, { before: walk(hit, -1), after: walk(hit, 1) }]))
}

/** A text that was changed by hand does not lie where its offsets say. */
const liesWhereItSays = ({ text, start, end }: PlacedNeighbour): boolean => text.length === end - start

function cutFront(row: PlacedNeighbour, from: number): PlacedNeighbour {
  if (!liesWhereItSays(row) || row.start >= from) return row
  const start = Math.min(from, row.end)
  return { ...row, text: row.text.slice(start - row.start), start }
}

function cutBack(row: PlacedNeighbour, to: number): PlacedNeighbour {
  if (!liesWhereItSays(row) || row.end <= to) return row
  const end = Math.max(to, row.start)
  return { ...row, text: row.text.slice(0, end - row.start), end }
}

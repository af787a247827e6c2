import type { Hit } from '@/server/retrieval/schema'

export type Aligned = Pick<Hit, 'chunkId' | 'documentId' | 'start' | 'end' | 'text'>

/** The place in the other list of the same passage, from 1; null: it is in this one only. */
export type Counterparts = ReadonlyMap<string, { readonly chunkId: string; readonly rank: number } | null>

/** Of the shorter one, to be the same passage cut in another way. */
const sharedPart = 0.5

/** How much two passages are the same, 0..1: another index has other chunks of the same text. */
export function sameness(one: Aligned, other: Aligned): number {
  if (one.chunkId === other.chunkId) return 1
  if (one.documentId !== other.documentId) return 0
  const shorter = Math.min(one.end - one.start, other.end - other.start)
  // What was written by hand stands nowhere: its text is all there is.
  if (shorter <= 0) return one.text === other.text ? 1 : 0
  const shared = Math.min(one.end, other.end) - Math.max(one.start, other.start)
  return shared / shorter >= sharedPart ? shared / shorter : 0
}

/** Which passages of two lists are the same, the better matches first; each is that of one at most. */
export function align(a: readonly Aligned[], b: readonly Aligned[]): { a: Counterparts; b: Counterparts } {
  const pairs = a.flatMap((one, atA) => b.map((other, atB) => ({ atA, atB, one, other, alike: sameness(one, other) }))).filter(({ alike }) => alike > 0)
  const ofA = new Map<string, { chunkId: string; rank: number } | null>(a.map(({ chunkId }) => [chunkId, null]))
  const ofB = new Map<string, { chunkId: string; rank: number } | null>(b.map(({ chunkId }) => [chunkId, null]))
  const best = pairs.toSorted((one, other) => other.alike - one.alike || one.atA + one.atB - other.atA - other.atB)
  for (const { atA, atB, one, other } of best) {
    if (ofA.get(one.chunkId) !== null || ofB.get(other.chunkId) !== null) continue
    ofA.set(one.chunkId, { chunkId: other.chunkId, rank: atB + 1 })
    ofB.set(other.chunkId, { chunkId: one.chunkId, rank: atA + 1 })
  }
  return { a: ofA, b: ofB }
}

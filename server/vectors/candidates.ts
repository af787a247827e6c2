import { z } from 'zod'
import type { Candidate } from '@/server/vectors/schema'

export const candidateColumns = ['id', 'documentId', 'terms']

const candidateSchema = z.object({ id: z.string(), documentId: z.string(), terms: z.string(), score: z.number() })

/** A result of LanceDB, as far as it is read here. */
interface Columns {
  readonly numRows: number
  getChild(name: string): { get(at: number): unknown } | null
}

/** The candidates of a result, read column by column: its rows are proxies, which decode a text each time they are asked for it. */
export function candidatesIn(found: Columns, scoreColumn: '_score' | '_distance'): Candidate[] {
  const [id, documentId, terms, score] = [...candidateColumns, scoreColumn].map((name) => found.getChild(name))
  return Array.from({ length: found.numRows }, (_, at) => candidateSchema.parse({ id: id?.get(at), documentId: documentId?.get(at), terms: terms?.get(at), score: score?.get(at) }))
}

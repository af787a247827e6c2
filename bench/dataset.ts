import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'

const passageSchema = z.object({ _id: z.string(), title: z.string().default(''), text: z.string() })
const querySchema = z.object({ _id: z.string(), text: z.string(), answers: z.array(z.string()).default([]) })
const judgementSchema = z.object({ query: z.string(), doc: z.string(), rel: z.number() })

export type Passage = z.infer<typeof passageSchema>
export type Query = z.infer<typeof querySchema>

export interface Dataset {
  readonly name: string
  readonly passages: readonly Passage[]
  /** The queries that have a judgement. */
  readonly queries: readonly Query[]
  /** Query -> passage -> how relevant. */
  readonly judgements: ReadonlyMap<string, ReadonlyMap<string, number>>
}

function lines<T>(schema: z.ZodType<T>, file: string): T[] {
  return readFileSync(file, 'utf8').split('\n').filter((line) => line.trim() !== '').map((line) => schema.parse(JSON.parse(line)))
}

/** A retrieval set: corpus.jsonl {_id, title, text}, queries.jsonl {_id, text, answers?}, qrels.jsonl {query, doc, rel}. */
export function readDataset(folder: string): Dataset {
  const judgements = new Map<string, Map<string, number>>()
  for (const { query, doc, rel } of lines(judgementSchema, join(folder, 'qrels.jsonl'))) {
    const known = judgements.get(query) ?? new Map<string, number>()
    judgements.set(query, known.set(doc, rel))
  }
  const queries = lines(querySchema, join(folder, 'queries.jsonl')).filter((query) => judgements.has(query._id))
  return { name: basename(folder), passages: lines(passageSchema, join(folder, 'corpus.jsonl')), queries, judgements }
}

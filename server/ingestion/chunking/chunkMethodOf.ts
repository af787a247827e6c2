import { AppError } from '@/server/errors'
import { chunkMethodSchema } from '@/server/ingestion/schema'
import type { ChunkMethod } from '@/server/ingestion/schema'

/** Other names of our methods; RAGFlow's are naive, which its document also spells navie, and manual. */
const otherNames: ReadonlyMap<string, ChunkMethod> = new Map([
  ['naive', 'general'],
  ['navie', 'general'],
  ['markdown', 'manual'],
])

/** Methods that other programs have and we have not, with what they would need. */
const missing: ReadonlyMap<string, string> = new Map([
  ['picture', 'reads images'],
  ['resume', 'takes the fields out of a CV'],
  ['audio', 'writes down speech'],
  ['video', 'writes down speech'],
  ['knowledge_graph', 'has a model draw a graph of people and places'],
  ['tag', 'has a model put tags on chunks'],
])

/** The method of a name, as our own settings or another program write it. @throws AppError unsupported for one that is not built. */
export function chunkMethodOf(name: string): ChunkMethod {
  const known = chunkMethodSchema.safeParse(name)
  if (known.success) return known.data
  const other = otherNames.get(name)
  if (other !== undefined) return other
  const use = `use one of ${chunkMethodSchema.options.join(', ')}`
  const work = missing.get(name)
  throw new AppError('unsupported', work === undefined ? `There is no chunk method “${name.slice(0, 50)}”; ${use}` : `The chunk method “${name}”, which ${work}, is not built here; ${use}`)
}

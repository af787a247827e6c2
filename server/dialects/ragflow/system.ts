import type { Route } from '@/server/dialects/dialect'
import { type Part, parts } from '@/server/readiness/parts'

/** RAGFlow's names of the parts. Parley has no Redis, and misses none. */
async function healthz(): Promise<Response> {
  const { database, vectors, disk } = await parts()
  const theirs = { db: database, doc_engine: vectors, storage: disk }
  const broken = Object.entries(theirs).filter(([, { isWell }]) => !isWell)
  const word = ({ isWell }: Part): string => (isWell ? 'ok' : 'nok')
  const status = broken.length === 0 ? 'ok' : 'nok'
  const meta = Object.fromEntries(broken.map(([name, { tookMs }]) => [name, { elapsed: tookMs.toFixed(1), error: 'does not answer' }]))
  return Response.json(
    { db: word(database), redis: 'ok', doc_engine: word(vectors), storage: word(disk), status, ...(broken.length === 0 ? {} : { _meta: meta }) },
    { status: broken.length === 0 ? 200 : 500 },
  )
}

export const systemRoutes: readonly Route[] = [{ method: 'GET', path: '/api/v1/system/healthz', auth: 'anybody', handler: healthz }]

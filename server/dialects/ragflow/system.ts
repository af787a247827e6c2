import type { Route } from '@/server/dialects/dialect'
import { type Part, readiness } from '@/server/upkeep/readiness'

/** RAGFlow's names of the parts. Parley has no Redis, and misses none. */
async function healthz(): Promise<Response> {
  const { database, search, files } = await readiness()
  const parts = { db: database, doc_engine: search, storage: files }
  const broken = Object.entries(parts).filter(([, { works }]) => !works)
  const word = ({ works }: Part): string => (works ? 'ok' : 'nok')
  const status = broken.length === 0 ? 'ok' : 'nok'
  const meta = Object.fromEntries(broken.map(([name, { tookMs }]) => [name, { elapsed: tookMs.toFixed(1), error: 'does not answer' }]))
  return Response.json(
    { db: word(database), redis: 'ok', doc_engine: word(search), storage: word(files), status, ...(broken.length === 0 ? {} : { _meta: meta }) },
    { status: broken.length === 0 ? 200 : 500 },
  )
}

export const systemRoutes: readonly Route[] = [{ method: 'GET', path: '/api/v1/system/healthz', auth: 'anybody', handler: healthz }]

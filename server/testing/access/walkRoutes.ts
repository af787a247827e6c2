import { globSync } from 'node:fs'
import { z } from 'zod'
import { root } from '@/scripts/paths'
import { routeAccess, walkRoute } from '@/server/testing/access/routes'
import type { Stage } from '@/server/testing/access/stage'
import type { Tally } from '@/server/testing/access/tally'
import { origin } from '@/server/testing/requests'

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const

type Handler = (request: Request, context: { params: Promise<unknown> }) => Response | Promise<Response>
const handlerSchema = z.custom<Handler>((value) => typeof value === 'function')
const moduleSchema = z.record(z.string(), z.unknown())

/** What an API key needs for each of the page's own routes; those that are not here refuse no key by its scope. */
const scopes: Readonly<Record<string, string>> = {
  'GET /api/export': 'chat',
  'GET /api/export/[id]': 'chat',
  'POST /api/import': 'chat',
  'POST /api/files': 'knowledge:write',
  'GET /api/files/[id]': 'knowledge:read',
  'POST /api/attachments': 'chat',
  'GET /api/attachments/[id]': 'chat',
  'POST /api/chat': 'chat',
  'GET /api/chat/[id]/stream': 'chat',
  'GET /api/openai/v1/[...path]': 'chat',
  'POST /api/openai/v1/[...path]': 'chat',
}

/** Every route file as it lies in `app`, and every method that it exports. */
export async function walkRoutes(tally: Tally, stage: Stage): Promise<void> {
  for (const file of globSync('app/**/route.ts', { cwd: root() }).toSorted()) {
    const path = file.replace(/^app/, '').replace(/\/route\.ts$/, '')
    const address = `@/${file.replace(/\.ts$/, '')}`
    const exported = moduleSchema.parse(Object.assign({}, await import(/* @vite-ignore */ address)))
    for (const method of methods) {
      if (exported[method] === undefined) continue
      const name = `${method} ${path}`
      const access = routeAccess[name]
      if (!tally.meet(access !== undefined, `the route ${name}`) || access === undefined) continue
      const handler = handlerSchema.parse(exported[method])
      await walkRoute(tally, stage, {
        name,
        scope: scopes[name],
        access,
        ask: async ({ params = {}, query = {}, body }, headers) => {
          const isForm = body instanceof Uint8Array
          const sent = body === undefined ? null : isForm ? Buffer.from(body) : JSON.stringify(body)
          const type: Record<string, string> = sent === null ? {} : { 'content-type': isForm ? 'multipart/form-data; boundary=the-boundary-of-the-tests' : 'application/json' }
          const from = { host: 'localhost:3000', 'sec-fetch-site': 'same-origin' }
          const request = new Request(`${origin}${path}?${new URLSearchParams(query)}`, { method, headers: new Headers({ ...from, ...type, ...headers }), body: sent })
          const named = Object.fromEntries(Object.entries(params).map(([key, value]) => [key, path.includes(`[...${key}]`) ? value.split('/') : value]))
          const response = await handler(request, { params: Promise.resolve(named) })
          return { status: response.status, text: await response.text() }
        },
      })
    }
  }
}

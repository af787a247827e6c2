import { z } from 'zod'
import { withCors } from '@/app/api/cors'
import { handle } from '@/app/api/handle'
import { parsed } from '@/app/api/parsed'
import { handlers } from '@/app/api/rest/handlers'
import { actorFrom } from '@/server/auth/actorFrom'
import { addressFrom } from '@/server/auth/address'
import { AppError } from '@/server/errors'
import { answer as answerOf, hasBody, statusOf } from '@/server/rest/answer'
import { byHand, type HandName } from '@/server/rest/byHand'
import { matching, operations } from '@/server/rest/operations'

const handNames = new Set<string>(Object.keys(byHand))
const isHandName = (name: string): name is HandName => handNames.has(name)

const all = [...operations, ...Object.entries(byHand).map(([name, { method, path }]) => ({ name, method, path }))]

const objectSchema = z.record(z.string(), z.unknown(), 'Send a JSON object as the body')

const answer = withCors(handle(async (request: Request, { path }: { path: string[] }) => {
  const found = matching(all, path)
  if (found.length === 0) throw new AppError('not_found', 'There is nothing at this path; GET /api/rest/openapi.json names all that there is')
  const match = found.find(({ operation }) => operation.method === request.method)
  if (match === undefined) return notAllowed(found.map(({ operation }) => operation.method))
  const { operation, params } = match
  if (isHandName(operation.name)) return handlers[operation.name](request, params)
  if (!('type' in operation)) throw new Error(`${operation.name} has no handler`)
  const actor = await actorFrom(request.headers)
  const body = hasBody(operation) && request.body !== null ? await parsed(request, objectSchema) : {}
  const ctx = { actor, address: addressFrom(request.headers), userAgent: request.headers.get('user-agent') ?? undefined }
  const value = await answerOf(operation, { params, query: new URL(request.url).searchParams, body }, ctx, request.signal)
  const headers = { 'cache-control': 'no-store' }
  const status = statusOf(operation)
  return status === 204 ? new Response(null, { status, headers }) : Response.json(value, { status, headers })
}))

function notAllowed(methods: readonly string[]): Response {
  const allowed = [...new Set(methods)].join(', ')
  return Response.json({ error: { kind: 'invalid', message: `Only ${allowed} is possible at this path` } }, { status: 405, headers: { allow: allowed } })
}

export { answer as DELETE, answer as GET, answer as OPTIONS, answer as PATCH, answer as POST, answer as PUT }

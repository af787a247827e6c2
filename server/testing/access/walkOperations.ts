import { DELETE, GET, PATCH, POST, PUT } from '@/app/api/rest/[...path]/route'
import { byHand } from '@/server/rest/byHand'
import { hasBody } from '@/server/rest/answer'
import { namesIn, type Operation, operations } from '@/server/rest/operations'
import { memberStatus, procedureAccess, type World } from '@/server/testing/access/procedures'
import { handAccess, type RouteAccess, walkRoute } from '@/server/testing/access/routes'
import { type Headers, setAccess, type Stage } from '@/server/testing/access/stage'
import type { Tally } from '@/server/testing/access/tally'
import { origin } from '@/server/testing/requests'

const fieldsOf = (input: unknown): [string, unknown][] => (typeof input === 'object' && input !== null ? Object.entries(input) : [])

/** A request with a procedure's input in the places where the REST API has it. */
function requestOf(operation: Operation, input: unknown, headers: Headers): Request {
  const fields = fieldsOf(input)
  const names = namesIn(operation.path)
  const path = names.reduce((text, name) => text.replace(`{${name}}`, encodeURIComponent(String(Object.fromEntries(fields)[name]))), operation.path)
  const others = fields.filter(([key]) => !names.includes(key))
  if (hasBody(operation)) {
    return new Request(`${origin}/api/rest${path}`, { method: operation.method, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(Object.fromEntries(others)) })
  }
  const query = new URLSearchParams(others.flatMap(([key, value]) => [value].flat().map((one: unknown) => [key, typeof one === 'string' ? one : JSON.stringify(one)])))
  return new Request(`${origin}/api/rest${path}?${query}`, { method: operation.method, headers: { ...headers } })
}

async function call(request: Request): Promise<{ status: number; text: string }> {
  const handlers: Readonly<Record<string, typeof GET>> = { GET, POST, PUT, PATCH, DELETE }
  const response = await (handlers[request.method] ?? GET)(request, { params: Promise.resolve({ path: new URL(request.url).pathname.split('/').slice(3).map(decodeURIComponent) }) })
  return { status: response.status, text: await response.text() }
}

/** Every operation of the REST API as those who are refused, and what only reads as its owner too: what they do is the procedures' own. */
export async function walkOperations(tally: Tally, world: World, stage: Stage): Promise<void> {
  const table = procedureAccess(world)
  for (const operation of operations) {
    const access = table[operation.name]
    if (!tally.meet(access !== undefined, `the operation ${operation.name}`) || access === undefined || access.for === 'anybody') continue
    const status = async (who: string, input: unknown, headers: Headers, wanted: number): Promise<void> =>
      tally.expect(`REST ${operation.method} ${operation.path} as ${who}`, (await call(requestOf(operation, input, headers))).status, wanted)
    const input = access.for === 'owner' ? access.inputs(stage.theirs, stage.theirs)[0] : access.input
    await status('nobody', input, stage.nobody, 401)
    await status('suspended', input, stage.suspended, 401)
    await status('a key without the scope', input, await stage.keyWithout(operation.scope), 403)
    if (access.for === 'admin') await status('member', input, stage.member, 403)
    if (access.for !== 'owner') continue
    const never = access.inputs(stage.never, stage.own)
    for (const [at, foreign] of access.inputs(stage.theirs, stage.own).entries()) {
      const answer = await call(requestOf(operation, foreign, stage.stranger))
      tally.expect(`REST ${operation.method} ${operation.path} as stranger`, answer.status, 404)
      tally.expect(`REST ${operation.method} ${operation.path} of nothing`, (await call(requestOf(operation, never[at], stage.stranger))).text, answer.text)
    }
    for (const may of ['read', 'write'] as const) {
      await setAccess(stage.theirs, may)
      const wanted = memberStatus(access.shared, may)
      if (wanted !== 200 || operation.type === 'query') await status(`member to ${may}`, input, stage.member, wanted)
    }
    if (operation.type === 'query') await status('owner', input, stage.owner, 200)
  }
  await walkByHand(tally, stage)
}

async function walkByHand(tally: Tally, stage: Stage): Promise<void> {
  const table: Readonly<Record<string, RouteAccess>> = handAccess
  for (const [name, { method, path, scope }] of Object.entries(byHand)) {
    const access = table[name]
    if (!tally.meet(access !== undefined, `the operation ${name}`) || access === undefined) continue
    await walkRoute(tally, stage, { name: `REST ${method} ${path}`, scope, access, ask: ({ params = {}, query = {}, body }, headers) => {
      const filled = namesIn(path).reduce((text, part) => text.replace(`{${part}}`, params[part] ?? ''), path)
      const form = body instanceof Uint8Array
      const sent = body === undefined ? null : form ? Buffer.from(body) : JSON.stringify(body)
      return call(new Request(`${origin}/api/rest${filled}?${new URLSearchParams(query)}`, { method, headers: { ...(sent === null ? {} : { 'content-type': form ? `multipart/form-data; boundary=${formBoundary}` : 'application/json' }), ...headers }, body: sent }))
    } })
  }
}

const formBoundary = 'the-boundary-of-the-tests'

import { GET, POST } from '@/app/api/trpc/[trpc]/route'
import { procedures } from '@/server/testing/access/everyProcedure'
import { type Access, memberStatus, procedureAccess, type World } from '@/server/testing/access/procedures'
import { type Headers, setAccess, type Stage, withFreshRecords } from '@/server/testing/access/stage'
import type { Tally } from '@/server/testing/access/tally'
import { request } from '@/server/testing/requests'

interface Procedure {
  readonly path: string
  readonly type: 'query' | 'mutation'
  readonly scope: string | undefined
}

/** A call over the route, as the page makes it. */
async function call({ path, type }: Procedure, input: unknown, headers: Headers): Promise<{ status: number; text: string }> {
  const context = { params: Promise.resolve({}) }
  const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`
  const asked = type === 'query' ? GET(request(`/api/trpc/${path}${query}`, null, { headers }), context) : POST(request(`/api/trpc/${path}`, null, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(input ?? {}) }), context)
  const response = await asked
  return { status: response.status, text: await response.text() }
}

/** Every procedure as everybody; what changes something is given records of its own for each who may. */
export async function walkProcedures(tally: Tally, world: World, first: Stage): Promise<void> {
  const table = procedureAccess(world)
  let stage = first
  for (const procedure of procedures) {
    const access = table[procedure.path]
    if (!tally.meet(access !== undefined, `the procedure ${procedure.path}`) || access === undefined) continue
    if (access.for === 'owner') stage = await walkOwned(tally, stage, procedure, access)
    else await walkOther(tally, stage, procedure, access)
  }
}

async function walkOther(tally: Tally, stage: Stage, procedure: Procedure, access: Exclude<Access, { for: 'owner' }>): Promise<void> {
  const status = async (who: string, headers: Headers, wanted: number): Promise<void> => tally.expect(`${procedure.path} as ${who}`, (await call(procedure, access.input, headers)).status, wanted)
  if (access.for === 'anybody') return status('nobody', stage.nobody, 200)
  await status('nobody', stage.nobody, 401)
  await status('suspended', stage.suspended, 401)
  await status('a key without the scope', await stage.keyWithout(procedure.scope), 403)
  await status('member', await stage.memberAgain(), access.for === 'admin' ? 403 : (access.gives ?? 200))
  if (access.for === 'admin') await status('administrator', stage.administrator, 200)
}

async function walkOwned(tally: Tally, first: Stage, procedure: Procedure, { inputs, shared }: Extract<Access, { for: 'owner' }>): Promise<Stage> {
  let stage = first
  const status = async (who: string, headers: Headers, wanted: number): Promise<void> =>
    tally.expect(`${procedure.path} as ${who}`, (await call(procedure, inputs(stage.theirs, stage.theirs)[0], headers)).status, wanted)
  await status('nobody', stage.nobody, 401)
  await status('suspended', stage.suspended, 401)
  await status('a key without the scope', await stage.keyWithout(procedure.scope), 403)
  const never = inputs(stage.never, stage.own)
  for (const [at, input] of inputs(stage.theirs, stage.own).entries()) {
    const foreign = await call(procedure, input, stage.stranger)
    tally.expect(`${procedure.path} as stranger`, foreign.status, 404)
    tally.expect(`${procedure.path} of nothing`, (await call(procedure, never[at], stage.stranger)).text, foreign.text)
  }
  for (const access of ['read', 'write'] as const) {
    await setAccess(stage.theirs, access)
    const wanted = memberStatus(shared, access)
    await status(`member to ${access}`, await stage.memberAgain(), wanted)
    if (wanted === 200 && procedure.type === 'mutation') stage = await withFreshRecords(stage)
  }
  await setAccess(stage.theirs, 'read')
  await status('owner', stage.owner, 200)
  return procedure.type === 'mutation' ? withFreshRecords(stage) : stage
}

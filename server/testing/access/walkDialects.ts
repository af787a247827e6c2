import { answer } from '@/app/dialects/answer'
import { numberOf } from '@/server/conversations/numbers'
import type { Route } from '@/server/dialects/dialect'
import { dialects } from '@/server/dialects/dialects'
import { type DialectAsk, dialectAccess, idFor } from '@/server/testing/access/dialects'
import { type Headers, setAccess, type Stage } from '@/server/testing/access/stage'
import type { Tally } from '@/server/testing/access/tally'
import { origin } from '@/server/testing/requests'
import { isDialectName } from '@/server/config'
import type { Records } from '@/server/testing/records'

interface Named {
  readonly records: Records
  /** By which clients that know no other ids name the conversation. */
  readonly number: number
}

async function call(dialect: string, { method, path }: Route, { params = {}, query = {}, body }: DialectAsk, headers: Headers): Promise<{ status: number; text: string }> {
  const filled = path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? 'nothing'))
  const isForm = body instanceof Uint8Array
  const sent = body === undefined || method === 'GET' ? null : isForm ? Buffer.from(body) : JSON.stringify(body)
  const type: Record<string, string> = sent === null ? {} : { 'content-type': isForm ? 'multipart/form-data; boundary=the-boundary-of-the-tests' : 'application/json', 'content-length': String(sent.length) }
  const request = new Request(`${origin}${filled}?${new URLSearchParams(query)}`, { method, headers: new Headers({ host: 'localhost:3000', 'sec-fetch-site': 'same-origin', ...type, ...headers }), body: sent })
  const response = await answer(request, dialect, filled.slice(1).split('/').map(decodeURIComponent))
  return { status: response.status, text: await response.text() }
}

/** What is said, without the ids that were asked for, in whichever spelling. */
function withoutIds(text: string, { records }: Named): string {
  return Object.values(records).flatMap((id) => [id, id.replaceAll('-', '')]).reduce((left, id) => left.replaceAll(id, '#'), text)
}

/** Every route of every older system as those who are refused; what it would have done is done by services that other walks go through. */
export async function walkDialects(tally: Tally, stage: Stage): Promise<void> {
  const theirs = { records: stage.theirs, number: await numberOf(stage.theirs.conversation) }
  const never = { records: stage.never, number: 2_000_000_000 }
  for (const [dialect, { routes }] of Object.entries(dialects)) {
    if (!isDialectName(dialect)) continue
    for (const route of routes) {
      const name = `${dialect} ${route.method} ${route.path}`
      if (route.auth === 'anybody') continue
      const names = [...route.path.matchAll(/:(\w+)/g)].map(([, param = '']) => param)
      const listed = dialectAccess[name]
      const isKnown = listed !== undefined || (names.length > 0 && names.every((param) => idFor(dialect, param) !== undefined))
      if (!tally.meet(isKnown, `the route ${name}`)) continue
      const asked = (named: Named): DialectAsk => ({ params: Object.fromEntries(names.map((param) => [param, idFor(dialect, param)?.(named.records, named.number) ?? 'nothing'])), body: {}, ...listed?.ask?.(named.records, named.number) })
      const status = async (who: string, headers: Headers, wanted: number): Promise<void> => tally.expect(`${name} as ${who}`, (await call(dialect, route, asked(theirs), headers)).status, wanted)
      await status('nobody', stage.nobody, 401)
      await status('suspended', stage.suspended, 401)
      await status('a key without the scope', await stage.keyWithout(route.scope), 403)
      if (listed?.for === 'user') continue
      const foreign = await call(dialect, route, asked(theirs), stage.stranger)
      tally.expect(`${name} as stranger`, foreign.status, listed?.gives ?? 404)
      tally.expect(`${name} of nothing`, withoutIds((await call(dialect, route, asked(never), stage.stranger)).text, never), withoutIds(foreign.text, theirs))
      if (listed?.shared === undefined) continue
      await setAccess(stage.theirs, 'read')
      await status('member to read', stage.member, 403)
    }
  }
}

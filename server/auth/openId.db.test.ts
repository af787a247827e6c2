import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { AuthHandler } from '@/node_modules/next-auth/core'
import { visitorFrom } from '@/server/auth/actorFrom'
import * as invitations from '@/server/auth/invitations'
import { authOptions } from '@/server/auth/nextAuth'
import { db } from '@/server/database'
import { newId } from '@/server/ids'
import * as settings from '@/server/settings/service'
import { type Claims, openIdProvider } from '@/server/testing/openIdProvider'
import { createPerson } from '@/server/testing/people'
import { origin, signIn } from '@/server/testing/requests'

/** The configuration is read when it is imported: the provider has its address before that. */
const web = await vi.hoisted(async () => {
  const http = await import('node:http')
  const handler: { current: import('node:http').RequestListener } = { current: (_request, response) => response.end() }
  const server = http.createServer((asked, response) => handler.current(asked, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const issuer = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  Object.assign(process.env, { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: 'parley', OIDC_CLIENT_SECRET: 'shared', NEXTAUTH_URL: 'http://localhost:3000' })
  return { issuer, handler, server }
})
const provider = await openIdProvider(web.issuer, 'parley')
web.handler.current = provider.answer
afterAll(() => web.server.close())

let administrator: Awaited<ReturnType<typeof createPerson>>
beforeAll(async () => {
  administrator = await createPerson(undefined, 'admin')
})
beforeEach(() => settings.update(administrator, { registration: 'open' }))

interface Asked {
  readonly action: 'csrf' | 'signin' | 'callback'
  readonly query?: Record<string, string>
  readonly body?: Record<string, string>
}

/** A browser in front of next-auth itself: its route handler answers inside of Next only. */
function browser(cookie: string | null) {
  const jar = new Map<string, string>()
  const sent = (): string => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  const [name, value] = cookie?.split('=') ?? []
  if (name !== undefined && value !== undefined) jar.set(name, value)
  const ask = async ({ action, query = {}, body }: Asked) => {
    const headers = new Headers({ cookie: sent(), 'user-agent': 'Test' })
    const answer = await AuthHandler({
      req: { action, query, headers: Object.fromEntries(headers), cookies: Object.fromEntries(jar), method: body === undefined ? 'GET' : 'POST', ...(body === undefined ? {} : { body }), ...(action === 'csrf' ? {} : { providerId: 'oidc' }) },
      options: authOptions(headers),
    })
    for (const set of answer.cookies ?? []) jar.set(set.name, set.value)
    return answer
  }
  return { ask, visitor: () => visitorFrom(new Headers({ cookie: sent() })) }
}

/** Signs in at the provider as whoever the claims say, in a browser with this cookie. Returns where it leads, and who is signed in then. */
async function arriveAs(claims: Claims, cookie: string | null = null) {
  provider.state.claims = claims
  const { ask, visitor } = browser(cookie)
  const { csrfToken } = z.object({ csrfToken: z.string() }).parse((await ask({ action: 'csrf' })).body)
  const start = await ask({ action: 'signin', body: { csrfToken, callbackUrl: '/', json: 'true' } })
  const there = await fetch(start.redirect ?? '', { redirect: 'manual' })
  const query = Object.fromEntries(new URL(there.headers.get('location') ?? '').searchParams)
  const end = await ask({ action: 'callback', query })
  const leads = new URL(end.redirect ?? '', origin)
  return { to: `${leads.pathname}${leads.search}`, actor: await visitor(), replay: () => ask({ action: 'callback', query }) }
}

test('somebody new gets an account, and is the same person the next time', async () => {
  const sub = newId()
  const first = await arriveAs({ sub, preferred_username: `ada-${sub}`, email: `${sub}@example.org`, email_verified: true })
  expect(first).toMatchObject({ to: '/', actor: { username: `ada-${sub}`, role: 'user', via: 'session' } })
  expect(await db.user.findUnique({ where: { id: first.actor?.userId ?? '' } })).toMatchObject({ passwordHash: null, emailKey: `${sub}@example.org` })
  const again = await arriveAs({ sub, preferred_username: 'renamed' })
  expect(again.actor).toMatchObject({ userId: first.actor?.userId })
  expect(again.actor?.sessionId).not.toBe(first.actor?.sessionId)
  // What came back in the address is good for one time.
  const replayed = await again.replay()
  expect(replayed.redirect).toMatch(/error=/)
})

test('nobody becomes somebody else by an address or a name, verified or not', async () => {
  const victim = await createPerson()
  const email = `${newId()}@example.org`
  await db.user.update({ where: { id: victim.userId }, data: { email, emailKey: email } })
  for (const email_verified of [true, false, 'true', undefined]) {
    const { actor } = await arriveAs({ sub: newId(), preferred_username: victim.username, email, email_verified })
    expect(actor?.userId).not.toBe(victim.userId)
    expect(actor?.username).not.toBe(victim.username)
    expect(await db.user.findUnique({ where: { id: actor?.userId ?? '' } })).toMatchObject({ emailKey: null })
  }
  // An address that the provider has not verified is nobody's.
  const unverified = await arriveAs({ sub: newId(), email: `${newId()}@example.org`, email_verified: false })
  expect(await db.user.findUnique({ where: { id: unverified.actor?.userId ?? '' } })).toMatchObject({ emailKey: null })
})

test('who is signed in gets the login linked, unless it is linked to another account', async () => {
  const [person, other, sub] = [await createPerson(), await createPerson(), newId()]
  expect(await arriveAs({ sub }, await signIn(person))).toMatchObject({ to: '/settings/security', actor: { userId: person.userId } })
  expect(await arriveAs({ sub }, await signIn(other))).toMatchObject({ to: '/sign-in?error=taken', actor: { userId: other.userId } })
  expect((await arriveAs({ sub })).actor).toMatchObject({ userId: person.userId })
  await db.user.update({ where: { id: person.userId }, data: { disabledAt: new Date() } })
  expect(await arriveAs({ sub })).toMatchObject({ to: '/sign-in?error=disabled', actor: null })
})

test('where accounts are not open, an invitation for the verified address opens one', async () => {
  await settings.update(administrator, { registration: 'invited' })
  const [sub, email] = [newId(), `${newId()}@example.org`]
  expect(await arriveAs({ sub, email, email_verified: true })).toMatchObject({ to: '/sign-in?error=registration', actor: null })
  await invitations.create(administrator, { email, days: 1 })
  expect(await arriveAs({ sub, email, email_verified: false })).toMatchObject({ actor: null })
  expect(await arriveAs({ sub, email, email_verified: true })).toMatchObject({ to: '/', actor: { role: 'user' } })
})

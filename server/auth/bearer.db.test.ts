import { createHmac, generateKeyPairSync } from 'node:crypto'
import { base64url, exportJWK, SignJWT } from 'jose'
import { encode } from 'next-auth/jwt'
import { beforeEach, describe, expect, test } from 'vitest'
import { GET, POST } from '@/app/api/trpc/[trpc]/route'
import { GET as exportAll } from '@/app/api/export/route'
import type { Actor } from '@/server/auth/actor'
import { actorFrom, visitorFrom } from '@/server/auth/actorFrom'
import * as keys from '@/server/auth/keys'
import { apiKeyDraftSchema, type Scope, scopes } from '@/server/auth/schema'
import { keyFor, sessionSecret } from '@/server/auth/secrets'
import * as auth from '@/server/auth/service'
import * as sessions from '@/server/auth/sessions'
import { sessionCookieName } from '@/server/auth/sessionCookie'
import { issue } from '@/server/auth/tokens'
import { config } from '@/server/config'
import { db } from '@/server/database'
import { newId } from '@/server/ids'
import { createPerson } from '@/server/testing/people'
import { post, request, signIn } from '@/server/testing/requests'

const bearer = (token: string): Headers => new Headers({ authorization: `Bearer ${token}` })
const context = { params: Promise.resolve({}) }

let person: Actor
let sid: string
let token: string
beforeEach(async () => {
  person = await createPerson()
  sid = await sessions.open(person.userId, 'token')
  token = (await issue(person.userId, sid)).accessToken
})

async function newKey(chosen: readonly Scope[] = ['chat'], actor = person): Promise<string> {
  return (await keys.create(actor, { name: 'Test', scopes: [...chosen], expiresAt: null })).secret
}

/** A request of a program: no cookie, and no browser that says where it comes from. */
function calling(path: string, authorization: string, body?: unknown): Request {
  return new Request(`http://localhost:3000${path}`, {
    headers: { authorization, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  })
}

describe('a bearer token', () => {
  test('C03 is who signed in for it, until it is a day old', async () => {
    expect(await actorFrom(bearer(token))).toEqual({ ...person, sessionId: sid, via: 'token', scopes })
    expect(await actorFrom(new Headers({ authorization: `bearer   ${token} ` }))).toMatchObject({ userId: person.userId })
    const { exp, iat } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
    expect(exp - iat).toBe(86_400)
  })

  test('C03 is nobody when it is forged, whichever way (B1)', async () => {
    const { userId } = person
    const now = Math.floor(Date.now() / 1_000)
    const header = { alg: 'HS256', typ: 'at+jwt' }
    const claims = { sid, sub: userId, iss: 'parley', aud: 'api', iat: now, exp: now + 3_600 }
    const part = (value: object): string => base64url.encode(JSON.stringify(value))
    const signed = (head: object, payload: object, key: Buffer | string = keyFor('bearer')): string => {
      const text = `${part(head)}.${part(payload)}`
      return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`
    }
    const pair = generateKeyPairSync('rsa', { modulusLength: 2_048 })
    const jwk = await exportJWK(pair.publicKey)
    const without = (name: keyof typeof claims): object => Object.fromEntries(Object.entries(claims).filter(([key]) => key !== name))
    const [head, body, signature] = token.split('.')
    const stranger = await createPerson()
    const forged: Record<string, string> = {
      'no algorithm': `${part({ alg: 'none', typ: 'at+jwt' })}.${part(claims)}.`,
      'no algorithm, signature kept': `${part({ alg: 'none', typ: 'at+jwt' })}.${part(claims)}.${signature}`,
      'NONE in capitals': `${part({ alg: 'NONE', typ: 'at+jwt' })}.${part(claims)}.${signature}`,
      'no algorithm named': signed({ typ: 'at+jwt' }, claims),
      'another HMAC': await new SignJWT({ sid }).setProtectedHeader({ alg: 'HS512', typ: 'at+jwt' }).setSubject(userId).setIssuer('parley').setAudience('api').setIssuedAt().setExpirationTime('1h').sign(Buffer.concat([keyFor('bearer'), keyFor('bearer')])),
      'RS256 of another key': await new SignJWT({ sid }).setProtectedHeader({ alg: 'RS256', typ: 'at+jwt' }).setSubject(userId).setIssuer('parley').setAudience('api').setIssuedAt().setExpirationTime('1h').sign(pair.privateKey),
      'RS256 named over our HMAC': signed({ ...header, alg: 'RS256' }, claims),
      'a key of its own': signed({ ...header, jwk }, claims, JSON.stringify(jwk)),
      'a key at an address': signed({ ...header, jku: 'http://127.0.0.1/keys' }, claims, 'their key'),
      'a key id of a file': signed({ ...header, kid: '../../dev/null' }, claims, ''),
      'a key id of a statement': signed({ ...header, kid: "x' UNION SELECT 'k" }, claims, 'k'),
      'certificates at an address': signed({ ...header, x5u: 'http://127.0.0.1/' }, claims, 'their key'),
      'what must be understood': signed({ ...header, crit: ['exp'] }, claims),
      'an empty key': signed(header, claims, ''),
      'the secret itself': signed(header, claims, config.authSecret),
      'the key of cookies': signed(header, claims, keyFor('session')),
      'the key of API keys': signed(header, claims, keyFor('apiKey')),
      'type JWT': signed({ ...header, typ: 'JWT' }, claims),
      'no type': signed({ alg: 'HS256' }, claims),
      'another issuer': signed(header, { ...claims, iss: 'elsewhere' }),
      'no issuer': signed(header, without('iss')),
      'another audience': signed(header, { ...claims, aud: 'web' }),
      'no audience': signed(header, without('aud')),
      'no end': signed(header, without('exp')),
      'an end in words': signed(header, { ...claims, exp: 'never' }),
      'over': signed(header, { ...claims, exp: now - 1 }),
      'no beginning': signed(header, without('iat')),
      'begun too long ago': signed(header, { ...claims, iat: now - 90_000 }),
      'not yet begun': signed(header, { ...claims, nbf: now + 600 }),
      'no session': signed(header, without('sid')),
      'a session that never was': signed(header, { ...claims, sid: newId() }),
      'a session of a cookie': signed(header, { ...claims, sid: await sessions.open(userId) }),
      'a condition for a session': signed(header, { ...claims, sid: { not: '' } }),
      'no subject': signed(header, without('sub')),
      'another subject': signed(header, { ...claims, sub: stranger.userId }),
      'changed claims': `${head}.${part({ ...claims, sub: stranger.userId })}.${signature}`,
      'changed signature': `${head}.${body}.${signature?.startsWith('A') === true ? 'B' : 'A'}${signature?.slice(1)}`,
      'no signature': `${head}.${body}.`,
      'two parts': `${head}.${body}`,
      'four parts': `${token}.${signature}`,
      'a cookie': await encode({ token: { sid }, secret: sessionSecret() }),
      'a cookie of a browser': await encode({ token: { sid: await sessions.open(userId) }, secret: sessionSecret() }),
      'a session id': sid,
      'a refresh token': (await issue(userId, sid)).refreshToken,
    }
    expect(Object.keys(forged).length).toBeGreaterThanOrEqual(40)
    const answers = new Set<string>()
    for (const [name, value] of Object.entries(forged)) {
      expect(await actorFrom(bearer(value)), name).toBeNull()
      const response = await exportAll(calling('/api/export', `Bearer ${value}`), context)
      answers.add(`${response.status} ${await response.text()}`)
    }
    expect([...answers]).toEqual([`401 ${JSON.stringify({ error: { kind: 'unauthenticated', message: 'Sign in first' } })}`])
    // The twin: the same claims, rightly made.
    expect(await actorFrom(bearer(signed(header, claims)))).toMatchObject({ userId })
    // And a bearer token is no cookie.
    expect(await actorFrom(new Headers({ cookie: `${sessionCookieName}=${token}` }))).toBeNull()
  })

  test.each(['Bearer', 'Bearer ', 'Bearer %', 'Bearer %E0%A4%A', `Bearer ${'x'.repeat(16_000)}`, 'Bearer a, Bearer b', 'Bearer sk-', 'Bearer \u00ff', 'bearer\tx', 'Bearer ..', 'Bearer e30.e30.e30'])(
    'that is %j is 401, although a cookie is beside it (B5)',
    async (authorization) => {
      const cookie = await signIn(person)
      const headers = new Headers({ authorization, cookie })
      expect(await actorFrom(headers)).toBeNull()
      expect((await exportAll(request('/api/export', cookie, { headers: { authorization } }), context)).status).toBe(401)
    },
  )

  test('beside another scheme, which belongs to a proxy, is the cookie', async () => {
    const headers = new Headers({ authorization: 'Basic eDp5', cookie: await signIn(person) })
    expect(await actorFrom(headers)).toMatchObject({ userId: person.userId, via: 'session' })
  })

  test('needs to come from no page; a cookie does, and does not travel with it (B10)', async () => {
    const from = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
    const cookie = await signIn(person)
    const make = (headers: Record<string, string>) => POST(request('/api/trpc/folders.create', null, { method: 'POST', headers: { 'content-type': 'application/json', ...from, ...headers }, body: JSON.stringify({ name: newId() }) }), context)
    expect((await make({ cookie })).status).toBe(403)
    expect((await make({ cookie, authorization: 'Bearer x' })).status).toBe(401)
    const answer = await make({ authorization: `Bearer ${token}` })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
  })

  test.each([
    ['signed out', (session: string) => sessions.revoke(session)],
    ['expired', (session: string) => db.session.update({ where: { id: session }, data: { expiresAt: new Date(Date.now() - 1) } })],
    ['disabled', (_session: string, userId: string) => db.user.update({ where: { id: userId }, data: { disabledAt: new Date() } })],
    ['deleted', (_session: string, userId: string) => db.user.delete({ where: { id: userId } })],
  ])('is nobody from the moment on that its session or user is %s (B9, A14)', async (_name, end) => {
    const key = await newKey()
    expect(await actorFrom(bearer(token))).not.toBeNull()
    await end(sid, person.userId)
    expect(await actorFrom(bearer(token))).toBeNull()
    const user = await db.user.findUnique({ where: { id: person.userId } })
    expect((await actorFrom(bearer(key))) === null).toBe(user === null || user.disabledAt !== null)
  })
})

describe('a refresh token', () => {
  const refresh = async (refreshToken: string) => {
    const response = await POST(post('/api/trpc/auth.refresh', null, { refreshToken }), context)
    return { status: response.status, tokens: (await response.json()).result?.data }
  }

  test('S2-26 C04 changes into the next pair once; a second use ends the session (C04)', async () => {
    const first = await issue(person.userId, sid)
    const second = await refresh(first.refreshToken)
    expect(second).toMatchObject({ status: 200, tokens: { expiresIn: 86_400 } })
    expect(await actorFrom(bearer(second.tokens.accessToken))).toMatchObject({ sessionId: sid })
    const third = await refresh(second.tokens.refreshToken)
    expect(third.status).toBe(200)
    expect((await refresh(first.refreshToken)).status).toBe(401)
    for (const { accessToken } of [first, second.tokens, third.tokens]) expect(await actorFrom(bearer(accessToken))).toBeNull()
    expect((await refresh(third.tokens.refreshToken)).status).toBe(401)
  })

  test('brought ten times at once gives one pair at most, and no session that goes on', async () => {
    const { refreshToken } = await issue(person.userId, sid)
    const results = await Promise.all(Array.from({ length: 10 }, () => refresh(refreshToken)))
    expect(results.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1)
    expect(await actorFrom(bearer(token))).toBeNull()
  })

  test('that is over, unknown or no text is refused', async () => {
    const { refreshToken } = await issue(person.userId, sid)
    await db.refreshToken.updateMany({ where: { sessionId: sid }, data: { expiresAt: new Date(Date.now() - 1) } })
    for (const wrong of [refreshToken, 'rt-x', token, newId()]) expect((await refresh(wrong)).status).toBe(401)
    for (const wrong of ['', null, [], { not: '' }]) expect((await POST(post('/api/trpc/auth.refresh', null, { refreshToken: wrong }), context)).status).toBe(400)
  })

  test('C04 comes of signing in with the password, and signing out ends it', async () => {
    const credentials = { username: `token-${newId()}`, password: 'correct horse battery' }
    await auth.register(credentials, newId())
    const wrong = await POST(post('/api/trpc/auth.signIn', null, { ...credentials, password: 'wrong' }), context)
    expect(wrong.status).toBe(401)
    const tokens = await auth.signInForTokens(credentials, newId(), 'a program\0')
    const actor = await actorFrom(bearer(tokens.accessToken))
    expect(actor).toMatchObject({ username: credentials.username, via: 'token' })
    expect(await db.session.findFirst({ where: { id: actor?.sessionId ?? '' } })).toMatchObject({ kind: 'token', userAgent: 'a program' })
    expect((await POST(calling('/api/trpc/auth.signOut', `Bearer ${tokens.accessToken}`, {}), context)).status).toBe(200)
    expect(await actorFrom(bearer(tokens.accessToken))).toBeNull()
    expect((await refresh(tokens.refreshToken)).status).toBe(401)
  })
})

describe('an API key', () => {
  const call = async (path: string, key: string, input?: unknown): Promise<number> => {
    const isQuery = input === undefined
    return (isQuery ? await GET(calling(`/api/trpc/${path}`, `Bearer ${key}`), context) : await POST(calling(`/api/trpc/${path}`, `Bearer ${key}`, input), context)).status
  }

  test('C05 is its owner, within its scopes (C05)', async () => {
    const key = await newKey(['chat'])
    expect(await actorFrom(bearer(key))).toEqual({ ...person, sessionId: null, keyId: expect.any(String), via: 'key', scopes: ['chat'] })
    expect(await call('folders.list', key)).toBe(200)
    expect(await call('folders.create', key, { name: newId() })).toBe(200)
    expect(await call('knowledge.list', key)).toBe(403)
    expect((await exportAll(calling('/api/export', `Bearer ${key}`), context)).status).toBe(200)
  })

  test('that may read does not write, and one without chat does not chat', async () => {
    const key = await newKey(['knowledge:read'])
    expect(await call('knowledge.list', key)).toBe(200)
    expect(await call('knowledge.create', key, { name: newId() })).toBe(403)
    expect(await call('folders.list', key)).toBe(403)
    expect((await exportAll(calling('/api/export', `Bearer ${key}`), context)).status).toBe(403)
    expect(await call('knowledge.create', await newKey(['knowledge:write']), { name: newId() })).toBe(200)
  })

  test('with every scope neither sees nor makes keys, nor opens a page', async () => {
    const administrator: Actor = { ...person, role: 'admin' }
    const key = await newKey(scopes, administrator)
    expect(await call('auth.keys.list', key)).toBe(403)
    expect(await call('auth.keys.create', key, { name: 'Next', scopes: ['chat'] })).toBe(403)
    expect(await call('auth.signOut', key, {})).toBe(403)
    expect(await visitorFrom(bearer(key))).toBeNull()
  })

  test('of the scope admin is made by administrators only', async () => {
    await expect(newKey(['admin'])).rejects.toMatchObject({ kind: 'forbidden' })
  })

  test('C06 is told by the Authorization header and nothing else (A13)', async () => {
    const key = await newKey()
    const carriers: [string, string][] = [
      ['x-api-key', key],
      ['cookie', `${sessionCookieName}=${key}`],
      ['cookie', `api_key=${key}`],
      ['authorization', key],
      ['authorization', `Basic ${key}`],
      ['authorization', `Key ${key}`],
      ['proxy-authorization', `Bearer ${key}`],
    ]
    for (const carrier of carriers) expect(await actorFrom(new Headers([carrier]))).toBeNull()
    expect((await exportAll(new Request(`http://localhost:3000/api/export?api_key=${key}&auth_token=${key}`), context)).status).toBe(401)
  })

  test('C05 is nobody once revoked or expired, and with one letter changed', async () => {
    const [revoked, expired, good] = [await newKey(), await newKey(), await newKey()]
    const [newest, middle, oldest] = await keys.list(person)
    expect([newest, middle, oldest].map((key) => key?.prefix)).toEqual([good, expired, revoked].map((key) => key.slice(0, 9)))
    await keys.revoke(person, oldest?.id ?? '')
    await db.apiKey.update({ where: { id: middle?.id ?? '' }, data: { expiresAt: new Date(Date.now() - 1) } })
    expect(await actorFrom(bearer(revoked))).toBeNull()
    expect(await actorFrom(bearer(expired))).toBeNull()
    expect(await actorFrom(bearer(`${good.slice(0, -1)}${good.endsWith('A') ? 'B' : 'A'}`))).toBeNull()
    expect(await actorFrom(bearer(good.toLowerCase()))).toBeNull()
    expect(await actorFrom(bearer(good))).toMatchObject({ userId: person.userId })
    expect(await keys.list(person)).toHaveLength(2)
    await expect(keys.revoke(person, oldest?.id ?? '')).rejects.toMatchObject({ kind: 'not_found' })
  })

  test('is kept so that it cannot be turned back, and no two are alike (B8)', async () => {
    const key = await newKey()
    const row = await db.apiKey.findFirstOrThrow({ where: { userId: person.userId } })
    expect(JSON.stringify(row)).not.toContain(key.slice(9, 30))
    expect(row).toMatchObject({ lastUsedAt: null, hash: expect.not.stringContaining(key) })
    await actorFrom(bearer(key))
    expect(await db.apiKey.findFirst({ where: { id: row.id } })).toMatchObject({ lastUsedAt: expect.any(Date) })
    expect(Buffer.from(key.slice(3, 46), 'base64url')).toHaveLength(32)
    const many = await Promise.all(Array.from({ length: 20 }, () => newKey()))
    expect(new Set(many).size).toBe(20)
  })

  test.each([
    ['no name', { name: ' ', scopes: ['chat'] }],
    ['no scope', { name: 'x', scopes: [] }],
    ['a scope that is none', { name: 'x', scopes: ['everything'] }],
    ['an owner', { name: 'x', scopes: ['chat'], userId: newId() }],
    ['a secret', { name: 'x', scopes: ['chat'], secret: 'sk-mine' }],
    ['an end that was', { name: 'x', scopes: ['chat'], expiresAt: '2020-01-01T00:00:00Z' }],
    ['an end that is none', { name: 'x', scopes: ['chat'], expiresAt: 'soon' }],
  ])('is not made with %s (A8)', (_name, draft) => {
    expect(apiKeyDraftSchema.safeParse(draft).success).toBe(false)
  })
})

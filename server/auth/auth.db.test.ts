import { beforeEach, describe, expect, test } from 'vitest'
import { encode } from 'next-auth/jwt'
import { actorFrom } from '@/server/auth/actorFrom'
import { addressFrom, peerHeader } from '@/server/auth/address'
import { authOptions } from '@/server/auth/nextAuth'
import { sessionCookieName } from '@/server/auth/sessionCookie'
import { registrationSchema } from '@/server/auth/schema'
import { sessionSecret } from '@/server/auth/secrets'
import * as auth from '@/server/auth/service'
import * as sessions from '@/server/auth/sessions'
import { throttles } from '@/server/auth/throttle'
import { db } from '@/server/database'
import { newId } from '@/server/ids'
import { createPerson } from '@/server/testing/people'
import { signIn } from '@/server/testing/requests'

const password = 'correct horse battery'
let address = ''
beforeEach(async () => {
  await db.throttle.deleteMany()
  address = newId()
})

const register = (username: string, from = address) => auth.register(registrationSchema.parse({ username, password }), from)
const check = (username: string, tried = password, from = address) => auth.checkCredentials({ username, password: tried }, from)

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

describe('registering', () => {
  test('of ten first accounts at once one is the administrator, and all are there', async () => {
    await db.user.deleteMany()
    await db.lease.deleteMany()
    await Promise.all(Array.from({ length: 10 }, (_, index) => register(`first-${index}`)))
    const users = await db.user.findMany({ include: { ownedTenants: true, memberships: true } })
    expect(users.map(({ role }) => role).toSorted()).toEqual(['admin', ...Array.from({ length: 9 }, () => 'user')])
    expect(users.every(({ ownedTenants, memberships }) => ownedTenants.length === 1 && memberships.length === 1)).toBe(true)
    await register('later')
    expect(await db.user.findUnique({ where: { usernameKey: 'later' } })).toMatchObject({ role: 'user' })
  })

  test.each(['Ada', 'ADA', 'ａｄａ', '  ada  ', 'Ａda'])('%j is taken once ada is', async (username) => {
    await db.user.deleteMany({ where: { usernameKey: 'ada' } })
    await register('ada')
    await expect(register(username)).rejects.toMatchObject({ kind: 'conflict' })
    expect(await check(username)).toMatchObject({ username: 'ada' })
  })

  test('the same name ten times at once is one account', async () => {
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => register('Twin')))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await db.user.count({ where: { usernameKey: 'twin' } })).toBe(1)
  })

  test.each([
    ['an empty name', { username: '  ', password }],
    ['a name with a line break', { username: 'a\nb', password }],
    ['a name that turns direction', { username: 'a\u202Eb', password }],
    ['a short password', { username: 'x', password: '1234567' }],
    ['a role', { username: 'x', password, role: 'admin' }],
    ['an operator', { username: { contains: '' }, password }],
  ])('%s is refused', (_name, registration) => {
    expect(registrationSchema.safeParse(registration).success).toBe(false)
  })

  test('S0-05 C01 the password is kept as argon2id and nothing else', async () => {
    await register('hashed')
    const { passwordHash } = await db.user.findUniqueOrThrow({ where: { usernameKey: 'hashed' } })
    expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  })

  test('is throttled for an address', async () => {
    await db.throttle.create({ data: { key: `registerFromAddress:${address}`, count: throttles.registerFromAddress.tries, windowEndsAt: new Date(Date.now() + 60_000) } })
    await expect(register('throttled')).rejects.toMatchObject({ kind: 'rate_limited', retryAfter: expect.any(Number) })
    await register('throttled', newId())
  })
})

describe('signing in', () => {
  test('C02 a wrong name and a wrong password get the same answer and take the same work', async () => {
    await register('known')
    // The work of this process, in microseconds: what else the machine does is not in it.
    const workFor = async (username: string): Promise<number> => {
      const before = process.cpuUsage()
      expect(await check(username, 'wrong password', newId())).toBeNull()
      return process.cpuUsage(before).user
    }
    await workFor('nobody')
    const known: number[] = []
    const unknown: number[] = []
    for (let round = 0; round < 11; round += 1) {
      known.push(await workFor('known'))
      unknown.push(await workFor('nobody'))
    }
    // Hashing is most of it: an answer without it would take a sixth.
    expect(median(unknown)).toBeGreaterThan(median(known) * 0.4)
    expect(median(known)).toBeGreaterThan(median(unknown) * 0.4)
  })

  test.each([null, undefined, {}, { username: 'known' }, { username: ['known'], password }, { username: 'a\0b', password }, { username: 'x'.repeat(300), password }, { username: 'known', password: 'x'.repeat(300) }])(
    'with %j is a no, not a failure',
    async (credentials) => {
      expect(await auth.checkCredentials(credentials, address)).toBeNull()
    },
  )

  test('a disabled user is nobody', async () => {
    await register('disabled')
    expect(await check('disabled')).toMatchObject({ username: 'disabled' })
    await db.user.update({ where: { usernameKey: 'disabled' }, data: { disabledAt: new Date() } })
    expect(await check('disabled')).toBeNull()
  })

  test('an account without a password cannot be signed in to', async () => {
    const { username } = await createPerson()
    expect(await check(username, '')).toBeNull()
    expect(await check(username, 'nobody has this password')).toBeNull()
  })

  test('C02 after ten wrong tries, parallel ones too, an account is closed to that address and open to others', async () => {
    await register('victim')
    const tries = await Promise.allSettled(Array.from({ length: 15 }, () => check('victim', 'wrong password')))
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(10)
    expect(tries.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))).toMatchObject(Array.from({ length: 5 }, () => ({ kind: 'rate_limited', retryAfter: expect.any(Number) })))
    await expect(check('VICTIM')).rejects.toMatchObject({ kind: 'rate_limited' })
    expect(await check('victim', password, newId())).toMatchObject({ username: 'victim' })
  })

  test('the right password forgets the wrong ones before it', async () => {
    await register('clumsy')
    for (let round = 0; round < 2; round += 1) {
      for (let wrong = 0; wrong < 8; wrong += 1) await check('clumsy', 'wrong password')
      expect(await check('clumsy')).toMatchObject({ username: 'clumsy' })
    }
  })

  test('fifty tries over many accounts close an address', async () => {
    await db.throttle.create({ data: { key: `signInFromAddress:${address}`, count: 49, windowEndsAt: new Date(Date.now() + 60_000) } })
    expect(await check('nobody-1')).toBeNull()
    await expect(check('nobody-2')).rejects.toMatchObject({ kind: 'rate_limited' })
  })

  test('opens again when the window is over', async () => {
    await db.throttle.create({ data: { key: `signInFromAddress:${address}`, count: 1_000, windowEndsAt: new Date(Date.now() - 1) } })
    expect(await check('nobody')).toBeNull()
    expect(await db.throttle.findUnique({ where: { key: `signInFromAddress:${address}` } })).toMatchObject({ count: 1 })
  })
})

describe('the address of who asks', () => {
  const headers = (forwarded: string) => new Headers({ 'x-forwarded-for': forwarded, 'x-real-ip': '6.6.6.6', [peerHeader]: '10.0.0.1' })

  test.each([
    [0, '1.1.1.1', '10.0.0.1'],
    [0, '1.1.1.1, 2.2.2.2', '10.0.0.1'],
    [1, '1.1.1.1, 2.2.2.2', '2.2.2.2'],
    [1, '1.1.1.1,2.2.2.2', '2.2.2.2'],
    [2, '1.1.1.1, 2.2.2.2, 3.3.3.3', '2.2.2.2'],
    [3, '1.1.1.1', '10.0.0.1'],
    [1, '', '10.0.0.1'],
    [1, ' , ', '10.0.0.1'],
  ])('behind %i proxies and %j is %s', (proxies, forwarded, believed) => {
    expect(addressFrom(headers(forwarded), proxies)).toBe(believed)
  })

  test('is the peer unless the operator says otherwise', () => {
    expect(addressFrom(headers('1.1.1.1'))).toBe('10.0.0.1')
  })
})

describe('who asks', () => {
  const withCookie = (cookie: string): Headers => new Headers({ cookie })
  const token = (payload: Record<string, unknown>, secret = sessionSecret(), maxAge?: number) => encode({ token: payload, secret, ...(maxAge === undefined ? {} : { maxAge }) })
  const asCookie = (value: string): Headers => withCookie(`${sessionCookieName}=${value}`)
  const unsigned = (payload: object): string => [{ alg: 'none', typ: 'JWT' }, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')

  test('is who signed in, among other cookies too', async () => {
    const person = await createPerson()
    const cookie = await signIn(person)
    const { userId, tenantId, username } = person
    expect(await actorFrom(withCookie(cookie))).toMatchObject({ userId, tenantId, username, role: 'user', via: 'session' })
    expect(await actorFrom(withCookie(`a=b; x${cookie}; ${cookie}; c=d`))).toMatchObject({ userId })
  })

  test('is nobody without a cookie, with garbage, and with the names of others', async () => {
    const { userId } = await createPerson()
    const none = ['', 'a=b', `${sessionCookieName}=`, `${sessionCookieName}=x`, `${sessionCookieName}=%E0%A4%A`, `${sessionCookieName}=${'x'.repeat(16_000)}`, `${sessionCookieName}=..`, `x${sessionCookieName}=x`]
    for (const cookie of none) expect(await actorFrom(withCookie(cookie))).toBeNull()
    expect(await actorFrom(new Headers({ 'x-user-id': userId }))).toBeNull()
  })

  test('is nobody with a token that we did not make', async () => {
    const { userId } = await createPerson()
    const sid = await sessions.open(userId)
    const forged = [
      `${unsigned({ sid })}.`,
      unsigned({ sid }),
      await token({ sid }, 'another-secret-another-secret-another'),
      await token({ sid }, sessionSecret(), -60),
      await token({ sub: userId }),
      await token({ sid: userId }),
      await token({ sid: { contains: '' } }),
      await token({ sid: newId() }),
      sid,
    ]
    for (const value of forged) expect(await actorFrom(asCookie(value))).toBeNull()
    expect(await actorFrom(asCookie(await token({ sid })))).toMatchObject({ userId })
  })

  test('is not told by an Authorization header that is no bearer token, however it looks', async () => {
    const sid = await sessions.open((await createPerson()).userId)
    const value = await token({ sid })
    for (const header of [`Bearer ${value}`, 'Bearer ', 'Bearer %', 'Bearer %E0%A4%A', `Basic ${value}`, 'x'.repeat(16_000)]) {
      expect(await actorFrom(new Headers({ authorization: header }))).toBeNull()
    }
  })

  test.each([
    ['signed out', async (sid: string) => sessions.revoke(sid)],
    ['expired', async (sid: string) => db.session.update({ where: { id: sid }, data: { expiresAt: new Date(Date.now() - 1) } })],
    ['disabled', async (_sid: string, userId: string) => db.user.update({ where: { id: userId }, data: { disabledAt: new Date() } })],
    ['deleted', async (_sid: string, userId: string) => db.user.delete({ where: { id: userId } })],
  ])('is nobody from the moment on that they are %s', async (_name, end) => {
    const { userId } = await createPerson()
    const sid = await sessions.open(userId)
    const headers = asCookie(await token({ sid }))
    expect(await actorFrom(headers)).toMatchObject({ userId, sessionId: sid })
    await end(sid, userId)
    expect(await actorFrom(headers)).toBeNull()
  })

  test('signing out ends that session and no other', async () => {
    const { userId } = await createPerson()
    const [here, there] = [await sessions.open(userId), await sessions.open(userId)]
    const { events } = authOptions(new Headers())
    await events?.signOut?.({ token: { sid: here }, session: { expires: '' } })
    expect(await actorFrom(asCookie(await token({ sid: here })))).toBeNull()
    expect(await actorFrom(asCookie(await token({ sid: there })))).toMatchObject({ userId })
  })

  test('the cookie is out of reach of scripts and other sites', () => {
    expect(authOptions(new Headers()).cookies?.sessionToken?.options).toMatchObject({ httpOnly: true, sameSite: 'lax', path: '/' })
  })
})

import { TOTP } from 'otpauth'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as accounts from '@/server/accounts/service'
import * as audit from '@/server/audit/service'
import { actorFrom } from '@/server/auth/actorFrom'
import type { Actor } from '@/server/auth/actor'
import { forgetSessions } from '@/server/auth/forgetSessions'
import * as invitations from '@/server/auth/invitations'
import * as keys from '@/server/auth/keys'
import { changePassword } from '@/server/auth/passwordOf'
import { accountInvitationDraftSchema, codeNeeded, registrationSchema, scopes } from '@/server/auth/schema'
import * as secondFactor from '@/server/auth/secondFactor'
import * as auth from '@/server/auth/service'
import * as sessions from '@/server/auth/sessions'
import { issue } from '@/server/auth/tokens'
import * as waiting from '@/server/conversations/queue'
import { openQuestion } from '@/server/conversations/turns'
import { db } from '@/server/database'
import { newId } from '@/server/ids'
import * as jobs from '@/server/jobs/queue'
import * as settings from '@/server/settings/service'
import { createPerson } from '@/server/testing/people'
import * as profile from '@/server/users/profile'
import { emailKey, emailSchema, profilePatchSchema } from '@/server/users/schema'

const password = 'correct horse battery'
const bearer = (token: string): Headers => new Headers({ authorization: `Bearer ${token}` })

let administrator: Actor
beforeAll(async () => {
  administrator = await createPerson(undefined, 'admin')
})
beforeEach(async () => {
  await db.throttle.deleteMany()
})

/** Somebody with a password, and the session that they signed in for. */
async function newAccount(): Promise<Actor & { sessionId: string }> {
  const username = `account-${newId()}`
  await auth.register({ username, password }, newId())
  const { id: userId } = await db.user.findUniqueOrThrow({ where: { usernameKey: username } })
  const { id: tenantId } = await db.tenant.findFirstOrThrow({ where: { ownerId: userId } })
  return { userId, tenantId, username, role: 'user', sessionId: await sessions.open(userId), via: 'session', scopes }
}

const check = (username: string, code?: string, tried = password) => auth.checkCredentials({ username, password: tried, ...(code === undefined ? {} : { code }) }, newId())

describe('an e-mail address', () => {
  test.each([
    ['Ada@Example.COM', 'ada@example.com'],
    [' ada＠example.com ', 'ada@example.com'],
    ['ａｄａ@example.com', 'ada@example.com'],
    ['ada@BÜCHER.example', 'ada@xn--bcher-kva.example'],
    ['ada@xn--bcher-kva.example', 'ada@xn--bcher-kva.example'],
    ['小明@例子.测试', '小明@xn--fsqu00a.xn--0zwm56d'],
  ])('%j is the address %j (B4)', (typed, key) => {
    expect(emailKey(emailSchema.parse(typed))).toBe(key)
  })

  test.each(['a@x.org,b@y.org', 'a@b@c.org', 'a@x.org.', 'a@.org', '@x.org', 'a@', 'a@localhost', 'a b@x.org', 'a@x .org', '"a"@x.org', '<a@x.org>', 'a@[127.0.0.1]', 'a@x.org\nb@y.org', 'a\u200b@x.org', 'a@x%2eorg.de', 'a@x.org/y', `${'a'.repeat(250)}@x.org`])(
    '%j is none',
    (typed) => {
      expect(emailSchema.safeParse(typed).success).toBe(false)
    },
  )

  test('signs in as the username does, in whatever spelling, and belongs to one account', async () => {
    const [ada, eve] = [await newAccount(), await newAccount()]
    const address = `${newId()}@example.org`
    await profile.update(ada, profilePatchSchema.parse({ email: address.toUpperCase(), displayName: ' Ada ' }))
    expect(await profile.get(ada)).toMatchObject({ email: address.toUpperCase(), displayName: 'Ada' })
    for (const typed of [address, address.toUpperCase(), address.replace('@', '＠')]) expect(await check(typed)).toMatchObject({ id: ada.userId })
    await expect(profile.update(eve, { email: address })).rejects.toMatchObject({ kind: 'conflict' })
    // Nor can it become somebody's username, or a username somebody's address.
    await expect(auth.register({ username: address, password }, newId())).rejects.toMatchObject({ kind: 'conflict' })
    const named = `${newId()}@example.org`
    await auth.register({ username: named, password: 'another password' }, newId())
    await expect(profile.update(eve, { email: named })).rejects.toMatchObject({ kind: 'conflict' })
    await profile.update(ada, { email: null })
    expect(await check(address)).toBeNull()
  })

  test('a language is kept with the account, and is one that the pages speak', async () => {
    const ada = await newAccount()
    expect(await profile.localeOf(ada.userId)).toBeNull()
    await profile.update(ada, profilePatchSchema.parse({ locale: 'zh-CN' }))
    await profile.update(ada, profilePatchSchema.parse({ displayName: 'Ada' }))
    expect(await profile.get(ada)).toMatchObject({ displayName: 'Ada', locale: 'zh-CN' })
    expect(await profile.localeOf(ada.userId)).toBe('zh-CN')
    expect(profilePatchSchema.safeParse({ locale: 'tlh' }).success).toBe(false)
  })

  test.each([{ role: 'admin' }, { username: 'x' }, { availableMicros: 1 }, { emailKey: 'x' }, { disabledAt: null }, { id: newId() }])('a profile is not changed by %j (A8)', (patch) => {
    expect(profilePatchSchema.safeParse(patch).success).toBe(false)
  })
})

describe('a password', () => {
  test('C04 is changed by who knows it, and ends every other session, but no key (B9)', async () => {
    const person = await newAccount()
    const there = await sessions.open(person.userId)
    const tokens = await auth.signInForTokens({ username: person.username, password }, newId())
    const { secret } = await keys.create(person, { name: 'Kept', scopes: ['chat'], expiresAt: null })
    await expect(changePassword(person, { currentPassword: 'wrong', newPassword: 'another password' })).rejects.toMatchObject({ kind: 'invalid' })
    expect(await check(person.username)).not.toBeNull()
    await changePassword(person, { currentPassword: password, newPassword: 'another password' })
    expect((await audit.list({ actorId: person.userId })).items.map(({ action }) => action)).toEqual(['password.change', 'apiKey.create'])
    expect(await check(person.username)).toBeNull()
    expect(await check(person.username, undefined, 'another password')).toMatchObject({ id: person.userId })
    expect(await sessions.findLive(person.sessionId)).toMatchObject({ userId: person.userId })
    expect(await sessions.findLive(there)).toBeNull()
    expect(await actorFrom(bearer(tokens.accessToken))).toBeNull()
    await expect(auth.refreshTokens(tokens.refreshToken)).rejects.toMatchObject({ kind: 'unauthenticated' })
    expect(await actorFrom(bearer(secret))).toMatchObject({ userId: person.userId })
  })

  test('is not guessed by who found an open session', async () => {
    const person = await newAccount()
    const tries = await Promise.allSettled(Array.from({ length: 12 }, (_, index) => changePassword(person, { currentPassword: `wrong ${index}`, newPassword: 'another password' })))
    expect(tries.filter(({ status }) => status === 'fulfilled')).toEqual([])
    await expect(changePassword(person, { currentPassword: password, newPassword: 'another password' })).rejects.toMatchObject({ kind: 'rate_limited' })
  })
})

describe('sessions', () => {
  test('are listed with what they are recognised by, and ended one by one or all but this', async () => {
    const person = await newAccount()
    const phone = await sessions.open(person.userId, 'cookie', { userAgent: 'Phone', address: '10.0.0.7' })
    const program = await sessions.open(person.userId, 'token', { userAgent: 'curl' })
    await sessions.revoke(await sessions.open(person.userId))
    const listed = await sessions.list(person)
    expect(listed).toHaveLength(3)
    expect(listed).toContainEqual(expect.objectContaining({ id: phone, kind: 'cookie', userAgent: 'Phone', address: '10.0.0.7', isCurrent: false }))
    expect(listed.filter(({ isCurrent }) => isCurrent)).toMatchObject([{ id: person.sessionId }])
    await expect(sessions.end(await createPerson(), phone)).rejects.toMatchObject({ kind: 'not_found' })
    await sessions.end(person, phone)
    expect(await sessions.findLive(phone)).toBeNull()
    await sessions.endOthers(person)
    expect(await sessions.findLive(program, 'token')).toBeNull()
    expect(await sessions.list(person)).toMatchObject([{ id: person.sessionId }])
  })

  test('that ended a month ago are forgotten, with their tokens', async () => {
    const person = await newAccount()
    const [over, ended] = [await sessions.open(person.userId), await sessions.open(person.userId, 'token')]
    const long = new Date(Date.now() - 31 * 86_400_000)
    await db.session.update({ where: { id: over }, data: { expiresAt: long } })
    await issue(person.userId, ended)
    await db.session.update({ where: { id: ended }, data: { revokedAt: long } })
    const { refreshToken } = await auth.signInForTokens({ username: person.username, password }, newId())
    expect(await forgetSessions()).toBeGreaterThanOrEqual(2)
    expect(await db.session.count({ where: { id: { in: [over, ended] } } })).toBe(0)
    expect(await db.refreshToken.count({ where: { sessionId: ended } })).toBe(0)
    expect(await sessions.findLive(person.sessionId)).not.toBeNull()
    expect(await auth.refreshTokens(refreshToken)).toMatchObject({ expiresIn: 86_400 })
  })

  test('say when they were last used, without a write for each request', async () => {
    const person = await newAccount()
    const seen = async (): Promise<Date | undefined> => (await sessions.list(person))[0]?.lastSeenAt
    const first = await seen()
    await sessions.findLive(person.sessionId)
    expect(await seen()).toEqual(first)
    await db.session.update({ where: { id: person.sessionId }, data: { lastSeenAt: new Date(Date.now() - 10 * 60_000) } })
    await sessions.findLive(person.sessionId)
    expect(Date.now() - ((await seen())?.getTime() ?? 0)).toBeLessThan(60_000)
  })

  test('end with the account, and what it asked for: an answer that is written stops, what waits is not begun until it is enabled (A14)', async () => {
    const person = await newAccount()
    const [running, draft] = [{ worker: newId(), leaseUntil: new Date(Date.now() + 60_000) }, { conversationId: null, text: 'Why?', modelId: 'builtin/extractive', knowledgeBaseIds: [] }]
    const { conversationId, answerId } = await openQuestion(person, { ...draft, requestId: newId() }, running)
    await openQuestion(person, { ...draft, conversationId, requestId: newId() }, running)
    const { id: job } = await jobs.enqueue(person, { kind: 'ingest', subjectId: newId() })
    await accounts.update(administrator, { id: person.userId, isDisabled: true })
    expect(await db.message.findUnique({ where: { id: answerId } })).toMatchObject({ stopRequested: true })
    await db.message.update({ where: { id: answerId }, data: { status: 'stopped' } })
    expect(await waiting.waitingConversations()).not.toContain(conversationId)
    expect(await waiting.openNext(conversationId, running)).toBeNull()
    expect((await jobs.claim(newId(), []))?.id).not.toBe(job)
    await accounts.update(administrator, { id: person.userId, isDisabled: false })
    expect(await waiting.waitingConversations()).toContain(conversationId)
    expect(await waiting.openNext(conversationId, running)).not.toBeNull()
    expect((await jobs.claim(newId(), []))?.id).toBe(job)
  })

  test('all end with the account, keys too, and only the keys come back with it (A14)', async () => {
    const person = await newAccount()
    const { secret } = await keys.create(person, { name: 'Mine', scopes: ['chat'], expiresAt: null })
    const { accessToken } = await auth.signInForTokens({ username: person.username, password }, newId())
    await accounts.update(administrator, { id: person.userId, isDisabled: true })
    expect(await sessions.findLive(person.sessionId)).toBeNull()
    expect(await actorFrom(bearer(accessToken))).toBeNull()
    expect(await actorFrom(bearer(secret))).toBeNull()
    expect(await check(person.username)).toBeNull()
    await accounts.update(administrator, { id: person.userId, isDisabled: false })
    expect(await actorFrom(bearer(accessToken))).toBeNull()
    expect(await actorFrom(bearer(secret))).toMatchObject({ userId: person.userId })
    expect(await check(person.username)).not.toBeNull()
  })
})

describe('a second factor', () => {
  const codeOf = (uri: string, stepsFromNow = 0): string => new TOTP({ secret: new URL(uri).searchParams.get('secret') ?? '' }).generate({ timestamp: Date.now() + stepsFromNow * 30_000 })

  /** Switched on with the code before this one, so that this one and the next can be used. */
  async function withSecondFactor() {
    const person = await newAccount()
    const { uri } = await secondFactor.begin(person, password)
    const codes = await secondFactor.confirm(person, codeOf(uri, -1))
    return { person, uri, codes }
  }

  test('is asked for after the password, and a code counts once', async () => {
    const { person, uri, codes } = await withSecondFactor()
    expect(codes).toHaveLength(10)
    await expect(check(person.username)).rejects.toMatchObject({ kind: 'unauthenticated', message: codeNeeded })
    // Nothing is said of it to who does not have the password.
    expect(await check(person.username, undefined, 'wrong password')).toBeNull()
    const code = codeOf(uri)
    expect(await check(person.username, `${code.slice(0, 3)} ${code.slice(3)}`)).toMatchObject({ id: person.userId })
    await expect(check(person.username, code)).rejects.toMatchObject({ kind: 'invalid' })
    // Nor one from before the last.
    await expect(check(person.username, codeOf(uri, -1))).rejects.toMatchObject({ kind: 'invalid' })
    expect(await check(person.username, codeOf(uri, 1))).toMatchObject({ id: person.userId })
    await expect(auth.signInForTokens({ username: person.username, password }, newId())).rejects.toMatchObject({ message: codeNeeded })
  })

  test('takes one of ten who bring the same code at once', async () => {
    const { person, uri, codes } = await withSecondFactor()
    const once = async (code: string): Promise<number> => {
      await db.throttle.deleteMany()
      return (await Promise.allSettled(Array.from({ length: 5 }, () => secondFactor.requireCode(person.userId, code)))).filter(({ status }) => status === 'fulfilled').length
    }
    expect(await once(codeOf(uri))).toBe(1)
    expect(await once(codes[0] ?? '')).toBe(1)
  })

  test('is stood in for by a recovery code, once each', async () => {
    const { person, codes } = await withSecondFactor()
    const [first = '', second = ''] = codes
    expect(first).toMatch(/^[a-z\d]{5}-[a-z\d]{5}$/)
    expect(await check(person.username, first)).toMatchObject({ id: person.userId })
    await expect(check(person.username, first)).rejects.toMatchObject({ kind: 'invalid' })
    expect(await check(person.username, second.toUpperCase().replace('-', ' '))).toMatchObject({ id: person.userId })
    expect(await secondFactor.get(person)).toEqual({ isOn: true, recoveryCodesLeft: 8 })
    const renewed = await secondFactor.renewRecoveryCodes(person, codes[2] ?? '')
    await expect(check(person.username, codes[3])).rejects.toMatchObject({ kind: 'invalid' })
    expect(await check(person.username, renewed[0])).toMatchObject({ id: person.userId })
  })

  test('cannot be guessed, from however many addresses', async () => {
    const { person, uri } = await withSecondFactor()
    for (let wrong = 0; wrong < 5; wrong += 1) await expect(check(person.username, '000000')).rejects.toMatchObject({ kind: 'invalid' })
    await expect(check(person.username, codeOf(uri))).rejects.toMatchObject({ kind: 'rate_limited', retryAfter: expect.any(Number) })
  })

  test.each(['', '12345', '1234567', 'abcdef', '٠٠٠٠٠٠', '000000\0', 'x'.repeat(64)])('is not passed by %j', async (code) => {
    const { person } = await withSecondFactor()
    await expect(check(person.username, code)).rejects.toMatchObject({ kind: code === '' ? 'unauthenticated' : 'invalid' })
  })

  test('is switched on by who has the password and a code, and ends the other sessions', async () => {
    const person = await newAccount()
    const there = await sessions.open(person.userId)
    await expect(secondFactor.begin(person, 'wrong password')).rejects.toMatchObject({ kind: 'invalid' })
    await expect(secondFactor.confirm(person, '000000')).rejects.toMatchObject({ kind: 'conflict' })
    const { uri, secret } = await secondFactor.begin(person, password)
    expect(uri).toContain(`secret=${secret}`)
    expect(JSON.stringify(await db.user.findUnique({ where: { id: person.userId }, select: { totpSecret: true } }))).not.toContain(secret)
    // Until it is confirmed it is not asked for.
    expect(await check(person.username)).not.toBeNull()
    await expect(secondFactor.confirm(person, '000000')).rejects.toMatchObject({ kind: 'invalid' })
    await secondFactor.confirm(person, codeOf(uri))
    expect(await sessions.findLive(there)).toBeNull()
    expect(await sessions.findLive(person.sessionId)).not.toBeNull()
    await expect(secondFactor.begin(person, password)).rejects.toMatchObject({ kind: 'conflict' })
    await expect(secondFactor.confirm(person, codeOf(uri, 1))).rejects.toMatchObject({ kind: 'conflict' })
  })

  test('is switched off with password and code, and not with one of them', async () => {
    const { person, uri, codes } = await withSecondFactor()
    await expect(secondFactor.disable(person, { password: 'wrong password', code: codeOf(uri) })).rejects.toMatchObject({ kind: 'invalid' })
    await expect(secondFactor.disable(person, { password, code: '000000' })).rejects.toMatchObject({ kind: 'invalid' })
    expect(await secondFactor.get(person)).toMatchObject({ isOn: true })
    await secondFactor.disable(person, { password, code: codes[0] ?? '' })
    expect(await secondFactor.get(person)).toEqual({ isOn: false, recoveryCodesLeft: 0 })
    expect(await check(person.username)).toMatchObject({ id: person.userId })
  })

  test('moved to the row of somebody else opens nothing', async () => {
    const { person, uri } = await withSecondFactor()
    const other = await newAccount()
    const row = await db.user.findUniqueOrThrow({ where: { id: person.userId } })
    await db.user.update({ where: { id: other.userId }, data: { totpSecret: row.totpSecret, totpConfirmedAt: new Date() } })
    await expect(check(other.username, codeOf(uri))).rejects.toMatchObject({ kind: 'unavailable' })
  })
})

describe('registering', () => {
  const set = (registration: 'open' | 'invited' | 'closed') => settings.update(administrator, { registration })
  const register = (invitation?: string, username = `guest-${newId()}`) => auth.register(registrationSchema.parse({ username, password, invitation }), newId())
  const invite = (draft: unknown = {}) => invitations.create(administrator, accountInvitationDraftSchema.parse(draft))
  beforeEach(() => set('open'))

  test('by invitation needs one, which opens one account', async () => {
    await set('invited')
    await expect(register()).rejects.toMatchObject({ kind: 'forbidden' })
    const { token } = await invite()
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => register(token)))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await expect(register(token)).rejects.toMatchObject({ kind: 'not_found' })
    await expect(register('x'.repeat(43))).rejects.toMatchObject({ kind: 'not_found' })
  })

  test('with a name that is taken does not use up the invitation', async () => {
    await set('invited')
    const { username } = await newAccountByInvitation()
    const { token } = await invite()
    await expect(register(token, username)).rejects.toMatchObject({ kind: 'conflict' })
    await register(token)
  })

  test('closed takes the links of administrators, and no others', async () => {
    const { userId } = await createPerson()
    const team = newId()
    await db.tenant.create({ data: { id: team, name: 'Team', ownerId: userId, isPersonal: false } })
    const { id, token } = await invite()
    await db.invitation.update({ where: { id }, data: { tenantId: team } })
    await set('closed')
    await expect(register()).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(register(token)).rejects.toMatchObject({ kind: 'forbidden' })
    await register((await invite()).token)
    // Where people may be invited, that of a team makes its member.
    await set('invited')
    await register(token)
    expect(await db.membership.count({ where: { tenantId: team } })).toBe(1)
  })

  test('with a link for an address gives the account that address, unless it is taken', async () => {
    const email = `${newId()}@example.org`
    const [one, two] = [await invite({ email }), await invite({ email })]
    await register(one.token)
    expect(await check(email)).not.toBeNull()
    await expect(register(two.token)).rejects.toMatchObject({ kind: 'conflict', message: expect.stringContaining('e-mail') })
  })

  test('not with a link that was revoked or is over; a list shows those that are open', async () => {
    const [revoked, over, open] = [await invite(), await invite({ days: 1 }), await invite()]
    await invitations.revoke(administrator, revoked.id)
    await db.invitation.update({ where: { id: over.id }, data: { expiresAt: new Date(Date.now() - 1) } })
    for (const { token } of [revoked, over]) await expect(register(token)).rejects.toMatchObject({ kind: 'not_found' })
    const ids = (await invitations.list()).map(({ id }) => id)
    expect(ids).toContain(open.id)
    expect(ids).not.toContain(revoked.id)
    expect(ids).not.toContain(over.id)
    await expect(invitations.revoke(administrator, over.id)).rejects.toMatchObject({ kind: 'not_found' })
    expect(JSON.stringify(await db.invitation.findUnique({ where: { id: open.id } }))).not.toContain(open.token)
  })

  test.each(['', 'short', null, [], { not: '' }, "x' OR '1'='1"])('an invitation is not %j (B3)', (invitation) => {
    expect(registrationSchema.safeParse({ username: 'x', password, invitation }).success).toBe(false)
  })

  async function newAccountByInvitation() {
    const username = `guest-${newId()}`
    await register((await invite()).token, username)
    return { username }
  }
})

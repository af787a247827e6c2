import { randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import * as audit from '@/server/audit/service'
import type { Actor } from '@/server/auth/actor'
import { requirePassword } from '@/server/auth/passwordOf'
import type { Enrolment, SecondFactor } from '@/server/auth/schema'
import { fingerprints, open, seal } from '@/server/auth/secrets'
import { endOthers } from '@/server/auth/sessions'
import { countTry, forgetTries } from '@/server/auth/throttle'
import { db } from '@/server/database'
import { AppError } from '@/server/errors'
import { newId } from '@/server/ids'

const recoveryCodeCount = 10
/** A clock may be one step of half a minute off. */
const driftSteps = 1
const stepSeconds = 30

const contextOf = (userId: string): string => `totp:${userId}`

export async function get(actor: Actor): Promise<SecondFactor> {
  const [user, recoveryCodesLeft] = await Promise.all([
    db.user.findUniqueOrThrow({ where: { id: actor.userId }, select: { totpConfirmedAt: true } }),
    db.recoveryCode.count({ where: { userId: actor.userId, usedAt: null } }),
  ])
  return { isOn: user.totpConfirmedAt !== null, recoveryCodesLeft }
}

/** Makes a secret for an authenticator app. It counts once it was confirmed with a code. @throws AppError invalid, conflict, rate_limited. */
export async function begin(actor: Actor, password: string): Promise<Enrolment> {
  await requirePassword(actor.userId, password)
  const secret = new Secret({ size: 20 })
  const { count } = await db.user.updateMany({
    where: { id: actor.userId, totpConfirmedAt: null },
    data: { totpSecret: seal('totp', secret.base32, contextOf(actor.userId)), totpLastStep: null },
  })
  if (count === 0) throw new AppError('conflict', 'The second factor is on already; switch it off first')
  return { uri: new TOTP({ issuer: 'Parley', label: actor.username, secret }).toString(), secret: secret.base32 }
}

/** Switches it on, and ends the other sessions. Returns recovery codes, which are in this answer and nowhere else. @throws AppError invalid, conflict, rate_limited. */
export async function confirm(actor: Actor, code: string): Promise<string[]> {
  const { userId } = actor
  await countTry('codeOfAccount', userId)
  const user = await db.user.findUnique({ where: { id: userId }, select: { totpSecret: true, totpConfirmedAt: true } })
  if (user?.totpConfirmedAt !== null || user.totpSecret === null) throw new AppError('conflict', 'There is no second factor to confirm; begin again')
  const step = stepOf(userId, user.totpSecret, code)
  if (step === null) throw wrongCode()
  const { codes, rows } = newRecoveryCodes(userId)
  const { count } = await db.user.updateMany({ where: { id: userId, totpConfirmedAt: null, totpSecret: user.totpSecret }, data: { totpConfirmedAt: new Date(), totpLastStep: step } })
  if (count === 0) throw new AppError('conflict', 'There is no second factor to confirm; begin again')
  await db.$transaction([db.recoveryCode.deleteMany({ where: { userId } }), db.recoveryCode.createMany({ data: rows }), audit.entry(actor, 'secondFactor.enable', userId)])
  await endOthers(actor)
  await forgetTries('codeOfAccount', userId)
  return codes
}

/** New recovery codes in the place of all before. @throws AppError invalid, rate_limited. */
export async function renewRecoveryCodes(actor: Actor, code: string): Promise<string[]> {
  const { userId } = actor
  await requireCode(userId, code)
  const { codes, rows } = newRecoveryCodes(userId)
  await db.$transaction([db.recoveryCode.deleteMany({ where: { userId } }), db.recoveryCode.createMany({ data: rows })])
  return codes
}

/** Switches it off, for who has the password and a code. @throws AppError invalid, rate_limited. */
export async function disable(actor: Actor, { password, code }: { password: string; code: string }): Promise<void> {
  const { userId } = actor
  await requirePassword(userId, password)
  await requireCode(userId, code)
  await db.$transaction([...switchingOff(userId), audit.entry(actor, 'secondFactor.disable', userId)])
}

/** The statements that take the second factor off an account. */
export function switchingOff(userId: string) {
  return [db.user.updateMany({ where: { id: userId }, data: { totpSecret: null, totpConfirmedAt: null, totpLastStep: null } }), db.recoveryCode.deleteMany({ where: { userId } })]
}

/**
 * Takes a code of the app or a recovery code, each of which counts once: of two who bring the same at once, one is refused.
 * @throws AppError unauthenticated for a wrong one, rate_limited.
 */
export async function requireCode(userId: string, code: string): Promise<void> {
  await countTry('codeOfAccount', userId)
  if (!(await takeCode(userId, code)) && !(await takeRecoveryCode(userId, code))) throw wrongCode()
  await forgetTries('codeOfAccount', userId)
}

async function takeCode(userId: string, code: string): Promise<boolean> {
  const user = await db.user.findUnique({ where: { id: userId }, select: { totpSecret: true } })
  const step = user?.totpSecret == null ? null : stepOf(userId, user.totpSecret, code)
  if (step === null) return false
  const { count } = await db.user.updateMany({
    where: { id: userId, totpConfirmedAt: { not: null }, OR: [{ totpLastStep: null }, { totpLastStep: { lt: step } }] },
    data: { totpLastStep: step },
  })
  return count === 1
}

async function takeRecoveryCode(userId: string, code: string): Promise<boolean> {
  const hashes = fingerprints('recoveryCode', plainCode(code))
  const { count } = await db.recoveryCode.updateMany({ where: { userId, usedAt: null, hash: { in: hashes } }, data: { usedAt: new Date() } })
  return count === 1
}

/** The time step of a code, or null when it is of none near now. */
function stepOf(userId: string, sealed: string, code: string): number | null {
  const digits = code.replaceAll(/\s/g, '')
  if (!/^\d{6}$/.test(digits)) return null
  const now = Date.now()
  const secret = Secret.fromBase32(open('totp', sealed, contextOf(userId)))
  const drift = TOTP.validate({ token: digits, secret, timestamp: now, window: driftSteps })
  return drift === null ? null : Math.floor(now / 1_000 / stepSeconds) + drift
}

/** 50 random bits each, as `xxxxx-xxxxx`; five tries in a quarter of an hour do not find one. No i, l, o and u, which are misread. */
function newRecoveryCodes(userId: string) {
  const letters = '0123456789abcdefghjkmnpqrstvwxyz'
  const codes = Array.from({ length: recoveryCodeCount }, () => [...randomBytes(10)].map((byte) => letters[byte % 32]).join('').replace(/^.{5}/, '$&-'))
  const rows = codes.map((code) => ({ id: newId(), userId, hash: fingerprints('recoveryCode', plainCode(code))[0] }))
  return { codes, rows }
}

const plainCode = (code: string): string => code.toLowerCase().replaceAll(/[^a-z\d]/g, '')

const wrongCode = (): AppError => new AppError('invalid', 'This code is wrong or was used already; wait for the next one')

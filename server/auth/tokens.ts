import { randomBytes } from 'node:crypto'
import { jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import type { Tokens } from '@/server/auth/schema'
import { fingerprints, keyFor } from '@/server/auth/secrets'
import * as sessions from '@/server/auth/sessions'
import { db } from '@/server/database'
import { AppError } from '@/server/errors'
import { newId } from '@/server/ids'

/** A bearer token: a JSON Web Token (RFC 9068) that holds nothing but the ids of a user and of a session row. */
const accessSeconds = 24 * 60 * 60
const alg = 'HS256'
const typ = 'at+jwt'
const issuer = 'parley'
const audience = 'api'

const claimsSchema = z.object({ sub: z.uuid(), sid: z.uuid() })

/** The session of a bearer token, or null when we did not make it, its time is over or its session is. */
export async function findByToken(token: string): Promise<sessions.LiveSession | null> {
  const verified = await jwtVerify(token, keyFor('bearer'), { algorithms: [alg], typ, issuer, audience, requiredClaims: ['exp', 'iat'], maxTokenAge: accessSeconds }).catch(() => null)
  const claims = claimsSchema.safeParse(verified?.payload).data
  const session = claims === undefined ? null : await sessions.findLive(claims.sid, 'token')
  return session?.userId === claims?.sub ? session : null
}

/** Tokens for a session: one to ask with for a day, one to change into the next pair. */
export async function issue(userId: string, sessionId: string): Promise<Tokens> {
  const refreshToken = `rt-${randomBytes(32).toString('base64url')}`
  const [hash] = fingerprints('refreshToken', refreshToken)
  await db.refreshToken.create({ data: { id: newId(), sessionId, hash, expiresAt: sessions.sessionEnd() } })
  const accessToken = await new SignJWT({ sid: sessionId })
    .setProtectedHeader({ alg, typ })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(userId)
    .setIssuedAt()
    .setExpirationTime(`${accessSeconds}s`)
    .sign(keyFor('bearer'))
  return { accessToken, refreshToken, expiresIn: accessSeconds }
}

/**
 * Changes a refresh token into a new pair, once. Who brings it again may have stolen it, or lost it to a thief: the session ends for both.
 * @throws AppError unauthenticated.
 */
export async function refresh(refreshToken: string): Promise<Tokens> {
  const known = await db.refreshToken.findFirst({
    where: { hash: { in: fingerprints('refreshToken', refreshToken) } },
    select: { id: true, expiresAt: true, sessionId: true },
  })
  const session = known === null ? null : await sessions.findLive(known.sessionId, 'token')
  if (known === null || session === null) throw ended()
  const { count } = await db.refreshToken.updateMany({ where: { id: known.id, usedAt: null }, data: { usedAt: new Date() } })
  if (count === 0) {
    await sessions.revoke(known.sessionId)
    throw ended()
  }
  if (known.expiresAt <= new Date()) throw ended()
  await db.session.updateMany({ where: { id: known.sessionId, revokedAt: null }, data: { expiresAt: sessions.sessionEnd() } })
  return issue(session.userId, known.sessionId)
}

const ended = (): AppError => new AppError('unauthenticated', 'This session has ended; sign in again')

import { z } from 'zod'
import { type SessionKind, UserRole } from '@/prisma/client/sqlite/enums'
import type { Actor } from '@/server/auth/actor'
import type { Session } from '@/server/auth/schema'
import { db } from '@/server/database'
import { notFound } from '@/server/errors'
import { newId } from '@/server/ids'

export const sessionDays = 30

/** When a session was last used is written this often at most: reading must not become writing. */
const seenEveryMs = 5 * 60_000

export interface LiveSession {
  readonly sessionId: string
  readonly userId: string
  readonly username: string
  readonly role: UserRole
  readonly tenantId: string
}

interface Device {
  readonly userAgent?: string | undefined
  readonly address?: string | undefined
}

export const sessionEnd = (): Date => new Date(Date.now() + sessionDays * 86_400_000)

/** Opens a session row; its id travels in the signed cookie, or in a bearer token. */
export async function open(userId: string, kind: SessionKind = 'cookie', { userAgent, address }: Device = {}): Promise<string> {
  const id = newId()
  await db.session.create({ data: { id, userId, kind, userAgent: userAgent?.replaceAll('\0', '').toWellFormed().slice(0, 256) ?? null, address: address ?? null, expiresAt: sessionEnd() } })
  return id
}

/** Ends a session; the next request with its cookie or tokens is nobody's. */
export async function revoke(id: string): Promise<void> {
  await db.session.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: new Date() } })
}

/** One's sessions that can be used, the last used first. */
export async function list(actor: Actor): Promise<Session[]> {
  const rows = await db.session.findMany({
    where: { userId: actor.userId, revokedAt: null, expiresAt: { gt: new Date() } },
    select: { id: true, kind: true, userAgent: true, address: true, createdAt: true, lastSeenAt: true },
    orderBy: [{ lastSeenAt: 'desc' }, { id: 'desc' }],
    take: 200,
  })
  return rows.map((row) => ({ ...row, isCurrent: row.id === actor.sessionId }))
}

/** Ends one of one's sessions. @throws AppError not_found. */
export async function end(actor: Actor, id: string): Promise<void> {
  const { count } = await db.session.updateMany({ where: { id, userId: actor.userId, revokedAt: null }, data: { revokedAt: new Date() } })
  if (count === 0) throw notFound('session')
}

/** Ends all of one's sessions but the one that asks. */
export async function endOthers(actor: Actor): Promise<void> {
  const { userId, sessionId } = actor
  await db.session.updateMany({ where: { userId, revokedAt: null, ...(sessionId === null ? {} : { NOT: { id: sessionId } }) }, data: { revokedAt: new Date() } })
}

const liveRowsSchema = z.array(z.object({ userId: z.string(), username: z.string(), role: z.enum(UserRole), tenantId: z.string(), lastSeenAt: z.date() }))

/**
 * The session, if it is of that kind, neither revoked nor expired, and its user is not disabled. A statement of our own, because every
 * request waits for it: Prisma would read three tables one after the other.
 */
export async function findLive(id: string, kind: SessionKind = 'cookie'): Promise<LiveSession | null> {
  const rows = await db.$queryRaw`
    SELECT "User"."id" AS "userId", "User"."username", CAST("User"."role" AS TEXT) AS "role", "Tenant"."id" AS "tenantId", "Session"."lastSeenAt"
    FROM "Session" JOIN "User" ON "User"."id" = "Session"."userId" JOIN "Tenant" ON "Tenant"."ownerId" = "User"."id" AND "Tenant"."isPersonal" = ${true}
    WHERE "Session"."id" = ${id} AND CAST("Session"."kind" AS TEXT) = ${kind} AND "Session"."revokedAt" IS NULL AND "Session"."expiresAt" > ${new Date()} AND "User"."disabledAt" IS NULL`
  const [row] = liveRowsSchema.parse(rows)
  if (row === undefined) return null
  const { lastSeenAt, ...who } = row
  const seenBefore = new Date(Date.now() - seenEveryMs)
  if (lastSeenAt < seenBefore) await db.session.updateMany({ where: { id, lastSeenAt: { lt: seenBefore } }, data: { lastSeenAt: new Date() } })
  return { sessionId: id, ...who }
}

import type { Actor } from '@/server/auth/actor'
import { config, type Config } from '@/server/config'
import { db, isPostgres } from '@/server/database'
import { AppError } from '@/server/errors'
import { currentRequest } from '@/server/request'

export interface Limits {
  /** How many requests of a kind somebody may make in a minute. */
  readonly perMinute: Readonly<Record<RequestKind, number>>
  /** How many answers somebody may be written at once. */
  readonly streamsPerUser: number
  /** How many answers one process writes at once: what more of them would cost is everybody's time. */
  readonly streamsInAll: number
  /** How many connections somebody may have open that an answer is read on. */
  readonly readersPerUser: number
}

/** requests: what asks a model or changes something. uploads: a folder of files is one drop, and a request each. reads: what a page looks at while it is open; a program has no page, and its reads are requests. */
export type RequestKind = 'requests' | 'uploads' | 'reads'

/** The limits; a 0 is none. */
export function limitsFrom({ requestsPerMinute = 100, streamsPerUser = 10, streamsInAll = 200 }: Config['limits']): Limits {
  return {
    perMinute: { requests: requestsPerMinute, uploads: 10 * requestsPerMinute, reads: 20 * requestsPerMinute },
    streamsPerUser,
    streamsInAll,
    readersPerUser: 6 * streamsPerUser,
  }
}

export const limits = limitsFrom(config.limits)

const windowMs = 60_000
/** Beyond so many, those of minutes that are over are forgotten at once. */
const keysKept = 10_000

declare global {
  var parleyRequestCounts: Map<string, number> | undefined
}

/** By minute, kind and user. On globalThis because routes and procedures are bundled apart. */
const counts: Map<string, number> = (globalThis.parleyRequestCounts ??= new Map())

/**
 * Counts a request before it does anything. With SQLite one process serves everybody and counts by itself; the processes of a
 * PostgreSQL count in it what does work, by one statement, so that no other service is needed; reads are each process's own.
 * @throws AppError rate_limited with the seconds until the minute is over.
 */
export async function countRequest({ userId, via }: Pick<Actor, 'userId' | 'via'>, wanted: RequestKind = 'requests', { perMinute }: Pick<Limits, 'perMinute'> = limits, now = Date.now()): Promise<void> {
  const kind = wanted === 'reads' && via !== 'session' ? 'requests' : wanted
  const limit = perMinute[kind]
  if (limit === 0) return
  const minute = Math.floor(now / windowMs)
  const endsInSeconds = Math.max(1, Math.ceil(((minute + 1) * windowMs - now) / 1_000))
  const count = kind !== 'reads' && isPostgres(config.databaseUrl) ? await countInDatabase(`${kind}:${userId}:${minute}`, minute) : countHere(`${minute}:${kind}:${userId}`, minute)
  const headers = currentRequest()?.headers
  headers?.set('ratelimit-limit', String(limit))
  headers?.set('ratelimit-remaining', String(Math.max(0, limit - count)))
  headers?.set('ratelimit-reset', String(endsInSeconds))
  if (count > limit) throw new AppError('rate_limited', `You may make ${limit} requests in a minute; try again in ${endsInSeconds} seconds`, { retryAfter: endsInSeconds })
}

function countHere(key: string, minute: number): number {
  const count = (counts.get(key) ?? 0) + 1
  if (count === 1 && counts.size >= keysKept) for (const known of counts.keys()) if (!known.startsWith(`${minute}:`)) counts.delete(known)
  counts.set(key, count)
  return count
}

/** Rows of minutes that are over go with those of sign-ins (auth/throttle.ts) and with the sweeper. */
async function countInDatabase(key: string, minute: number): Promise<number> {
  const windowEndsAt = new Date((minute + 1) * windowMs)
  const { count } = await db.throttle.upsert({ where: { key }, create: { key, count: 1, windowEndsAt }, update: { count: { increment: 1 } }, select: { count: true } })
  return count
}

/** Forgets the counts of minutes that are over. */
export async function sweepCounts(now = new Date()): Promise<void> {
  if (isPostgres(config.databaseUrl)) await db.throttle.deleteMany({ where: { windowEndsAt: { lte: now } } })
}

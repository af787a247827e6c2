import { config } from '@/server/config'
import { db, isPostgres } from '@/server/database'
import { AppError } from '@/server/errors'
import { newId } from '@/server/ids'
import { log } from '@/server/log'
import { limits, type Limits } from '@/server/usage/limits'

/** A slot whose process is silent for longer is free again. */
const leaseMs = 30_000
const beatEveryMs = 10_000
/** What to wait for is the end of an answer, which nobody knows. */
const retryAfter = 5

/** The right to be written one more answer. */
export interface Slot {
  free(): void
}

/** Of an answer that is written beyond the limit. */
export const noSlot: Slot = { free: () => {} }

interface Held {
  readonly userId: string
  readonly id: string
}

declare global {
  var parleySlots: { readonly held: Set<Held>; beat: NodeJS.Timeout | undefined } | undefined
}

/** Those of this process. On globalThis because routes and procedures are bundled apart. */
const slots = (globalThis.parleySlots ??= { held: new Set(), beat: undefined })

/**
 * Takes one of somebody's slots until it is freed, or until this process has died. With SQLite one process serves everybody and counts
 * by itself; the processes of a PostgreSQL take numbered rows, by one statement.
 * @throws AppError rate_limited when all are taken; unavailable when this process writes as many answers as it can.
 */
export async function takeSlot({ userId }: { userId: string }, { streamsPerUser, streamsInAll }: Pick<Limits, 'streamsPerUser' | 'streamsInAll'> = limits): Promise<Slot> {
  if (streamsInAll > 0 && slots.held.size >= streamsInAll) throw new AppError('unavailable', 'The server is writing as many answers as it can; try again in a few seconds', { retryAfter })
  const held = { userId, id: newId() }
  const isShared = streamsPerUser > 0 && isPostgres(config.databaseUrl)
  if (streamsPerUser > 0 && !isShared && [...slots.held].filter((other) => other.userId === userId).length >= streamsPerUser) throw tooMany(streamsPerUser)
  slots.held.add(held)
  if (isShared && !(await takeRow(held, streamsPerUser))) {
    slots.held.delete(held)
    throw tooMany(streamsPerUser)
  }
  if (isShared) slots.beat ??= setInterval(beat, beatEveryMs).unref()
  return { free: () => free(held, isShared) }
}

const tooMany = (limit: number): AppError => new AppError('rate_limited', `${limit} answers are being written for you already; wait until one has ended, or stop one`, { retryAfter })

/** A row that nobody has, or whose holder has died. Where another takes the same at this moment, one of the others is tried. */
async function takeRow({ userId, id }: Held, limit: number): Promise<boolean> {
  for (let tries = 0; tries < limit; tries += 1) {
    const now = new Date()
    const until = new Date(now.getTime() + leaseMs)
    const taken = await db.$executeRaw`
      INSERT INTO "StreamSlot" ("userId", "number", "id", "leaseUntil")
      SELECT ${userId}, n, ${id}, ${until} FROM generate_series(1, ${limit}::int) n
      WHERE NOT EXISTS (SELECT 1 FROM "StreamSlot" s WHERE s."userId" = ${userId} AND s."number" = n AND s."leaseUntil" > ${now})
      ORDER BY random() LIMIT 1
      ON CONFLICT ("userId", "number") DO UPDATE SET "id" = EXCLUDED."id", "leaseUntil" = EXCLUDED."leaseUntil" WHERE "StreamSlot"."leaseUntil" <= ${now}`
    if (taken === 1) return true
    if ((await db.streamSlot.count({ where: { userId, leaseUntil: { gt: now } } })) >= limit) return false
  }
  return false
}

function free(held: Held, isShared: boolean): void {
  if (!slots.held.delete(held) || !isShared) return
  db.streamSlot.deleteMany({ where: { id: held.id } }).catch((error: unknown) => log.error('a slot could not be freed; it will be in half a minute', error, { userId: held.userId }))
}

/** One statement for all slots of this process. */
function beat(): void {
  const ids = [...slots.held].map(({ id }) => id)
  if (ids.length === 0) return
  db.streamSlot.updateMany({ where: { id: { in: ids } }, data: { leaseUntil: new Date(Date.now() + leaseMs) } }).catch((error: unknown) => log.error('slots could not be kept', error, { count: ids.length }))
}

import { db } from '@/server/database'
import { AppError } from '@/server/errors'

/** How many tries a key has in a window. Counted before the work, so that parallel tries count too. */
export const throttles = {
  signInToAccount: { tries: 10, windowMs: 15 * 60_000 },
  signInFromAddress: { tries: 50, windowMs: 15 * 60_000 },
  /** The password is known by then: whoever guesses, wherever they are. */
  codeOfAccount: { tries: 5, windowMs: 15 * 60_000 },
  /** Of somebody who is signed in and is asked for it again. */
  passwordAgain: { tries: 10, windowMs: 15 * 60_000 },
  registerFromAddress: { tries: 30, windowMs: 15 * 60_000 },
} as const satisfies Record<string, { tries: number; windowMs: number }>

type Throttle = keyof typeof throttles

const keyOf = (throttle: Throttle, subject: string): string => `${throttle}:${subject}`

/** Counts one try. @throws AppError rate_limited with the seconds until the window ends. */
export async function countTry(throttle: Throttle, subject: string): Promise<void> {
  const { tries, windowMs } = throttles[throttle]
  const key = keyOf(throttle, subject)
  const now = new Date()
  const known = await db.throttle.findUnique({ where: { key } })
  // Read first: a flood that is refused writes nothing, so that nobody else waits for its commits.
  if (known !== null && known.count >= tries && known.windowEndsAt > now) throw tooMany(known.windowEndsAt, now)
  // Those of everybody: a key that nobody tries again would stay for ever.
  await db.throttle.deleteMany({ where: { windowEndsAt: { lte: now } } })
  const { count, windowEndsAt } = await db.throttle.upsert({
    where: { key },
    create: { key, count: 1, windowEndsAt: new Date(now.getTime() + windowMs) },
    update: { count: { increment: 1 } },
  })
  if (count > tries) throw tooMany(windowEndsAt, now)
}

function tooMany(windowEndsAt: Date, now: Date): AppError {
  const retryAfter = Math.max(1, Math.ceil((windowEndsAt.getTime() - now.getTime()) / 1_000))
  return new AppError('rate_limited', `Too many tries; try again in ${Math.ceil(retryAfter / 60)} minutes`, { retryAfter })
}

/** Forgets the tries of a key, after the right password. */
export async function forgetTries(throttle: Throttle, subject: string): Promise<void> {
  await db.throttle.deleteMany({ where: { key: keyOf(throttle, subject) } })
}

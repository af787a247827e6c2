import type { Actor } from '@/server/auth/actor'
import { db } from '@/server/database'
import { log } from '@/server/log'

/** A stream of somebody who was shut out is open for this long at most, and the time of one question to the database. */
const checkEveryMs = 3_000

async function isPresent({ sessionId, keyId }: Actor): Promise<boolean> {
  const end = { gt: new Date() }
  const live = { revokedAt: null, user: { disabledAt: null } }
  if (sessionId !== null) return (await db.session.count({ where: { id: sessionId, ...live, expiresAt: end } })) > 0
  return keyId !== undefined && (await db.apiKey.count({ where: { id: keyId, ...live, OR: [{ expiresAt: null }, { expiresAt: end }] } })) > 0
}

/** A signal that aborts once the actor has signed out, was disabled or lost the key. `over` ends the watch. */
export function untilGone(actor: Actor, over: AbortSignal): AbortSignal {
  const gone = new AbortController()
  const timer = setInterval(() => {
    isPresent(actor).then(
      (is) => {
        if (!is) gone.abort()
      },
      (error: unknown) => log.error('who reads a stream could not be looked up', error),
    )
  }, checkEveryMs)
  timer.unref()
  over.addEventListener('abort', () => clearInterval(timer))
  gone.signal.addEventListener('abort', () => clearInterval(timer))
  return gone.signal
}

import { setTimeout as pause } from 'node:timers/promises'
import type { Actor } from '@/server/auth/actor'
import { remove } from '@/server/documents/actions'
import { type Document, documentStateTable } from '@/server/documents/schema'
import { get } from '@/server/documents/service'
import { AppError } from '@/server/errors'

/** Clients that wait for an upload to be read wait so long at most. */
const patienceMs = 5 * 60_000
const firstPollMs = 50
const longestPollMs = 1_000

/**
 * Waits until a document that was just uploaded is read, for clients that are told of it only then. One that cannot be read is taken
 * away again: they would not know that it is there. @throws AppError invalid saying why it cannot be read; unavailable when it takes too
 * long, and it goes on being read.
 */
export async function settled(actor: Actor, id: string, signal: AbortSignal): Promise<Document> {
  const startedAt = Date.now()
  // What takes long is asked for less and less often: many may wait at once.
  for (let pollMs = firstPollMs; ; await pause(pollMs, undefined, { signal }), pollMs = Math.min(longestPollMs, pollMs * 1.3)) {
    const document = await get(actor, id)
    if (document.state === 'ready') return document
    if (!documentStateTable[document.state].isLive) {
      await remove(actor, [id])
      throw new AppError('invalid', document.errorText ?? `“${document.name}” was not read`)
    }
    if (Date.now() - startedAt > patienceMs) throw new AppError('unavailable', `“${document.name}” is still being read; look for it in the list later`)
  }
}

import { setTimeout as pause } from 'node:timers/promises'
import type { Actor } from '@/server/auth/actor'
import { remove } from '@/server/documents/actions'
import { type Document, documentStateTable } from '@/server/documents/schema'
import { get } from '@/server/documents/service'
import { AppError } from '@/server/errors'

/** Clients that wait for an upload to be read wait so long at most. */
const patienceMs = 5 * 60_000
const pollMs = 100

/**
 * Waits until a document that was just uploaded is read, for clients that are told of it only then. One that cannot be read is taken
 * away again: they would not know that it is there. @throws AppError invalid saying why it cannot be read; unavailable when it takes too
 * long, and it goes on being read.
 */
export async function settled(actor: Actor, id: string, signal: AbortSignal): Promise<Document> {
  for (const startedAt = Date.now(); ; await pause(pollMs, undefined, { signal })) {
    const document = await get(actor, id)
    if (document.state === 'ready') return document
    if (!documentStateTable[document.state].isLive) {
      await remove(actor, [id])
      throw new AppError('invalid', document.errorText ?? `“${document.name}” was not read`)
    }
    if (Date.now() - startedAt > patienceMs) throw new AppError('unavailable', `“${document.name}” is still being read; look for it in the list later`)
  }
}

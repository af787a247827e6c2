import { db } from '@/server/database'
import * as conversations from '@/server/conversations/service'
import { AppError } from '@/server/errors'

/** How long a temporary conversation can be gone back to after its last use. */
const keptMs = 24 * 3_600_000
const perStep = 100

/** Removes temporary conversations that nobody used for a day, and imports that broke off. Returns how many. */
export async function removeTemporaryConversations(signal: AbortSignal): Promise<number> {
  let count = 0
  for (;;) {
    const old = await db.conversation.findMany({ where: { isTemporary: true, updatedAt: { lt: new Date(Date.now() - keptMs) } }, take: perStep, select: { id: true, tenantId: true, ownerId: true } })
    if (old.length === 0) return count
    for (const { id, tenantId, ownerId } of old) {
      signal.throwIfAborted()
      await conversations.remove({ tenantId, userId: ownerId }, id).catch((error: unknown) => {
        if (!(error instanceof AppError && error.kind === 'not_found')) throw error
      })
      count += 1
    }
  }
}

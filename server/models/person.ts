import type { Owner } from '@/server/auth/actor'
import { db } from '@/server/database'
import { keysOf, noKeys, type OwnKeys } from '@/server/models/keys/service'

/** What somebody may call, and with what. */
export interface Person {
  /** What answers them when nothing else is said. */
  readonly preferred: string | null
  /** Whether the operator pays for this model when they call it. */
  mayUse(modelId: string): boolean
  readonly keys: OwnKeys
}

/** The server itself: asks for no permission and has no keys of its own. */
export const nobody: Person = { preferred: null, mayUse: () => true, keys: noKeys }

/** @param conversationId whose key is theirs to use as well. */
export async function personOf(owner: Owner, conversationId: string | null = null): Promise<Person> {
  const [user, keys] = await Promise.all([
    db.user.findUnique({ where: { id: owner.userId }, select: { mayUseAllModels: true, preferredModelId: true } }),
    keysOf(owner, conversationId),
  ])
  if (user === null) return { preferred: null, mayUse: () => false, keys: noKeys }
  const chosen = user.mayUseAllModels ? [] : await db.userModel.findMany({ where: { userId: owner.userId }, select: { modelId: true } })
  const allowed = new Set(chosen.map(({ modelId }) => modelId))
  return { preferred: user.preferredModelId, mayUse: (modelId) => user.mayUseAllModels || allowed.has(modelId), keys }
}

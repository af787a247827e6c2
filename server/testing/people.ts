import type { Actor } from '@/server/auth/actor'
import { scopes } from '@/server/auth/schema'
import { sessionEnd } from '@/server/auth/sessions'
import { db } from '@/server/database'
import { newId } from '@/server/ids'

/** A user with a personal tenant, without the cost of hashing a password. */
export async function createPerson(username = `person-${newId()}`, role: Actor['role'] = 'user'): Promise<Actor> {
  const userId = newId()
  const tenantId = newId()
  const sessionId = newId()
  await db.$transaction([
    db.user.create({ data: { id: userId, username, usernameKey: username.toLowerCase(), role } }),
    db.tenant.create({ data: { id: tenantId, name: username, ownerId: userId } }),
    db.membership.create({ data: { tenantId, userId, role: 'owner' } }),
    db.session.create({ data: { id: sessionId, userId, expiresAt: sessionEnd() } }),
  ])
  return { userId, tenantId, username, role, sessionId, via: 'session', scopes }
}

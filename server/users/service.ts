import { db, isUniqueViolation } from '@/server/database'
import { newId } from '@/server/ids'

/** Two spellings of one name are one name: compatibility forms and letter case do not count. */
export function usernameKey(username: string): string {
  return username.normalize('NFKC').trim().toLowerCase()
}

/**
 * Creates a user with a personal tenant. The first one is the administrator.
 * Returns false when the name is taken.
 */
export async function create(username: string, passwordHash: string): Promise<boolean> {
  const key = usernameKey(username)
  if ((await db.user.count()) === 0 && (await insert(username, key, passwordHash, 'admin'))) return true
  return insert(username, key, passwordHash, 'user')
}

/** One transaction; false when a unique key refuses it: the name, or the one lease that makes an administrator. */
async function insert(username: string, key: string, passwordHash: string, role: 'admin' | 'user'): Promise<boolean> {
  const userId = newId()
  const tenantId = newId()
  const administratorOnce = db.lease.create({ data: { name: 'first-administrator', owner: userId, until: new Date() } })
  try {
    await db.$transaction([
      ...(role === 'admin' ? [administratorOnce] : []),
      db.user.create({ data: { id: userId, username, usernameKey: key, passwordHash, role } }),
      db.tenant.create({ data: { id: tenantId, name: username, ownerId: userId } }),
      db.membership.create({ data: { tenantId, userId, role: 'owner' } }),
    ])
    return true
  } catch (error) {
    if (isUniqueViolation(error)) return false
    throw error
  }
}

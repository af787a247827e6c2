import type { MemberRole, UserRole } from '@/prisma/client/sqlite/enums'
import { db, isMissingRecord, isUniqueViolation } from '@/server/database'
import { newId } from '@/server/ids'
import { opening } from '@/server/users/opening'
import { emailKey } from '@/server/users/schema'

/** Two spellings of one name are one name: compatibility forms and letter case do not count. */
export function usernameKey(username: string): string {
  return username.normalize('NFKC').trim().toLowerCase()
}

/** The user of a username, else of an e-mail address. Nobody's username is somebody else's address. */
export async function findByName(name: string) {
  const key = usernameKey(name)
  const found = await db.user.findUnique({ where: { usernameKey: key } })
  if (found !== null || !/^[^@]+@[^@/?#:\\]+$/.test(key) || !URL.canParse(`http://${key.split('@')[1]}`)) return found
  return db.user.findUnique({ where: { emailKey: emailKey(key) } })
}

/** What somebody is called; null when there is nobody of that id. */
export async function findName(userId: string): Promise<string | null> {
  const row = await db.user.findUnique({ where: { id: userId }, select: { username: true } })
  return row?.username ?? null
}

/** True when a new account cannot have this username. */
export async function isTaken(username: string): Promise<boolean> {
  return (await findByName(username)) !== null
}

interface UserDraft {
  readonly username: string
  /** Null: signs in through an OpenID provider only. */
  readonly passwordHash: string | null
  readonly email?: string | null
  readonly role?: UserRole
  /** Used up by it; to a team, it makes its member. */
  readonly invitation?: { readonly id: string; readonly tenantId: string | null; readonly role: MemberRole } | undefined
  readonly identity?: { readonly provider: string; readonly subject: string }
}

/**
 * Creates a user with a personal tenant. The first one is the administrator.
 * Null when the name or the e-mail address is taken, or the invitation is used up.
 */
export async function create(draft: UserDraft): Promise<string | null> {
  if (await isTaken(draft.username)) return null
  const first = (await db.user.count()) === 0 ? await insert({ ...draft, role: 'admin' }, true) : null
  return first ?? insert(draft, false)
}

/** One transaction; null when a unique key refuses it: the name, or the one lease that makes an administrator. */
async function insert({ username, passwordHash, email = null, role = 'user', invitation, identity }: UserDraft, isFirst: boolean): Promise<string | null> {
  const [userId, tenantId, now] = [newId(), newId(), new Date()]
  const open = { acceptedAt: null, revokedAt: null, expiresAt: { gt: now } }
  const key = email === null ? null : emailKey(email)
  // Who sets Parley up is not limited by it.
  const given = isFirst ? [] : await opening(userId)
  try {
    await db.$transaction([
      ...(isFirst ? [db.lease.create({ data: { name: 'first-administrator', owner: userId, until: now } })] : []),
      db.user.create({ data: { id: userId, username, usernameKey: usernameKey(username), passwordHash, role, email, emailKey: key } }),
      ...given,
      db.tenant.create({ data: { id: tenantId, name: username, ownerId: userId } }),
      db.membership.create({ data: { tenantId, userId, role: 'owner' } }),
      ...(invitation === undefined ? [] : [db.invitation.update({ where: { id: invitation.id, ...open }, data: { acceptedAt: now, acceptedById: userId } })]),
      ...(invitation?.tenantId == null ? [] : [db.membership.create({ data: { tenantId: invitation.tenantId, userId, role: invitation.role } })]),
      ...(identity === undefined ? [] : [db.identity.create({ data: { ...identity, userId } })]),
    ])
    return userId
  } catch (error) {
    if (isUniqueViolation(error) || isMissingRecord(error)) return null
    throw error
  }
}

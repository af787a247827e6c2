import type { UserRole } from '@/prisma/client/sqlite/enums'
import { db } from '@/server/database'
import { newId } from '@/server/ids'

export const sessionDays = 30

interface LiveSession {
  readonly sessionId: string
  readonly userId: string
  readonly username: string
  readonly role: UserRole
  readonly tenantId: string
}

/** Opens a session row; its id travels in the signed cookie. */
export async function open(userId: string): Promise<string> {
  const id = newId()
  await db.session.create({ data: { id, userId, expiresAt: new Date(Date.now() + sessionDays * 86_400_000) } })
  return id
}

/** Ends a session; the next request with its cookie is nobody's. */
export async function revoke(id: string): Promise<void> {
  await db.session.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: new Date() } })
}

/** The session, if it is neither revoked nor expired and its user is not disabled. One indexed read. */
export async function findLive(id: string): Promise<LiveSession | null> {
  const row = await db.session.findFirst({
    where: { id, revokedAt: null, expiresAt: { gt: new Date() }, user: { disabledAt: null } },
    select: {
      id: true,
      user: {
        select: { id: true, username: true, role: true, ownedTenants: { where: { isPersonal: true }, select: { id: true }, take: 1 } },
      },
    },
  })
  const tenantId = row?.user.ownedTenants[0]?.id
  if (row === null || tenantId === undefined) return null
  return { sessionId: row.id, userId: row.user.id, username: row.user.username, role: row.user.role, tenantId }
}

import type { UserRole } from '@/prisma/client/sqlite/enums'

/** Whose records are meant. Work that goes on in the background has an owner, and nobody who asks. */
export interface Owner {
  readonly userId: string
  readonly tenantId: string
}

/** Who asks. The first argument of every service verb; `visibleTo` turns it into the owner clause of a query. */
export interface Actor extends Owner {
  readonly username: string
  readonly role: UserRole
  readonly sessionId: string
  readonly via: 'session'
}

/** The owner clause: every query of a record that belongs to somebody carries it. */
export function visibleTo(owner: Owner): { tenantId: string; ownerId: string } {
  return { tenantId: owner.tenantId, ownerId: owner.userId }
}

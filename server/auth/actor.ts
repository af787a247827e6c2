import type { UserRole } from '@/prisma/client/sqlite/enums'
import type { Scope } from '@/server/auth/schema'

/** Whose records are meant. Work that goes on in the background has an owner, and nobody who asks. */
export interface Owner {
  readonly userId: string
  readonly tenantId: string
}

/** Who asks. The first argument of every service verb; `visibleTo` turns it into the owner clause of a query. */
export interface Actor extends Owner {
  readonly username: string
  readonly role: UserRole
  /** Null for an API key, which belongs to no session. */
  readonly sessionId: string | null
  /** Of the API key, where it is one. */
  readonly keyId?: string
  /** session: the cookie of a browser. token: a bearer token of somebody who signed in for one. key: an API key. */
  readonly via: 'session' | 'token' | 'key'
  /** All of them, unless it is a key. */
  readonly scopes: readonly Scope[]
}

/** The owner clause: every query of a record that belongs to somebody carries it. */
export function visibleTo(owner: Owner): { tenantId: string; ownerId: string } {
  return { tenantId: owner.tenantId, ownerId: owner.userId }
}

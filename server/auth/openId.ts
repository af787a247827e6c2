import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Actor } from '@/server/auth/actor'
import * as invitations from '@/server/auth/invitations'
import { registrationMode } from '@/server/auth/registration'
import { usernameSchema } from '@/server/auth/schema'
import { db, isUniqueViolation } from '@/server/database'
import { emailSchema } from '@/server/users/schema'
import * as users from '@/server/users/service'

export const openIdProvider = 'oidc'

const claimsSchema = z.object({
  sub: z.string().min(1).max(255),
  email: emailSchema.optional().catch(undefined),
  // Some providers write it as a text.
  email_verified: z.union([z.boolean(), z.literal('true').transform(() => true)]).optional().catch(undefined),
  preferred_username: z.string().optional().catch(undefined),
  name: z.string().optional().catch(undefined),
})
type Claims = z.infer<typeof claimsSchema>

export type Arrival = { readonly kind: 'user'; readonly userId: string } | { readonly kind: 'linked' } | { readonly kind: 'refused'; readonly why: 'disabled' | 'registration' | 'taken' }

/**
 * Whom an OpenID provider has sent: who was linked to that subject, else whoever is signed in and wants it linked, else a new account where
 * one may be opened. Never the account with the same e-mail address: nobody has proven to us that it is theirs.
 */
export async function arrive(claims: unknown, visitor: Actor | null): Promise<Arrival> {
  const known = claimsSchema.parse(claims)
  const identity = { provider: openIdProvider, subject: known.sub }
  const linked = await db.identity.findUnique({ where: { provider_subject: identity }, select: { userId: true, user: { select: { disabledAt: true } } } })
  if (linked !== null && visitor !== null) return linked.userId === visitor.userId ? { kind: 'linked' } : { kind: 'refused', why: 'taken' }
  if (linked !== null) return linked.user.disabledAt === null ? { kind: 'user', userId: linked.userId } : { kind: 'refused', why: 'disabled' }
  if (visitor !== null) {
    const isMade = await db.identity.create({ data: { ...identity, userId: visitor.userId } }).then(
      () => true,
      (error: unknown) => {
        if (isUniqueViolation(error)) return false
        throw error
      },
    )
    return isMade ? { kind: 'linked' } : { kind: 'refused', why: 'taken' }
  }
  const email = known.email_verified === true ? (known.email ?? null) : null
  const invitation = email === null ? undefined : await invitations.findFor(email)
  if (invitation === undefined && (await registrationMode()) !== 'open') return { kind: 'refused', why: 'registration' }
  const isFree = email !== null && (await users.findByName(email)) === null
  for (const username of usernamesOf(known)) {
    const userId = await users.create({ username, passwordHash: null, email: isFree ? email : null, invitation, identity })
    if (userId !== null) return { kind: 'user', userId }
  }
  return { kind: 'refused', why: 'registration' }
}

/** Whether the provider's sign-in opens one's account. */
export async function isLinked(actor: Actor): Promise<boolean> {
  return (await db.identity.count({ where: { userId: actor.userId, provider: openIdProvider } })) > 0
}

/** What somebody may be called here, the best first; the last is hardly ever taken. */
function usernamesOf({ preferred_username, email, name }: Claims): string[] {
  const wanted = [preferred_username, email, name].map((text) => usernameSchema.safeParse(text?.split('@')[0]).data).filter((text) => text !== undefined)
  const [best = 'user'] = wanted
  return [...wanted, `${best.slice(0, 50)}-${randomBytes(3).toString('hex')}`, `user-${randomBytes(8).toString('hex')}`]
}

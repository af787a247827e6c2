import type { Actor } from '@/server/auth/actor'
import type { Scope } from '@/server/auth/schema'
import { AppError } from '@/server/errors'

/** Refuses an API key beyond its scopes. Undefined: what no key may do, such as changing a password. Whoever signed in may do all of their own. */
export function refuseBeyondScope(actor: Actor, scope: Scope | undefined): void {
  if (actor.via !== 'key') return
  if (scope === undefined) throw new AppError('forbidden', 'This cannot be done with an API key; sign in')
  if (!actor.scopes.includes(scope)) throw new AppError('forbidden', `This API key lacks the scope ${scope}; make one that has it`)
}

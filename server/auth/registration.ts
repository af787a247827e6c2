import { networkOf } from '@/server/auth/address'
import * as invitations from '@/server/auth/invitations'
import { hashPassword } from '@/server/auth/passwords'
import type { Registration } from '@/server/auth/schema'
import { countTry } from '@/server/auth/throttle'
import { db } from '@/server/database'
import { AppError } from '@/server/errors'
import * as settings from '@/server/settings/service'
import type { RegistrationMode } from '@/server/settings/schema'
import * as users from '@/server/users/service'

/** Who may open an account now. Where nobody has one yet, everybody: somebody has to become the administrator. */
export async function registrationMode(): Promise<RegistrationMode> {
  const { registration } = await settings.get()
  return registration === 'open' || (await db.user.count()) === 0 ? 'open' : registration
}

/** Creates an account. @throws AppError conflict when the name is taken, forbidden when one needs an invitation, not_found for one that is none, rate_limited. */
export async function register({ username, password, invitation: token }: Registration, address: string): Promise<void> {
  await countTry('registerFromAddress', networkOf(address))
  const mode = await registrationMode()
  if (mode !== 'open' && token === undefined) throw new AppError('forbidden', 'An account needs an invitation here; ask an administrator for a link')
  const invitation = token === undefined ? undefined : await invitations.find(token)
  // Where registration is closed, only administrators invite.
  if (mode === 'closed' && invitation?.tenantId !== null) throw new AppError('forbidden', 'This link is to a team, for people who have an account already; ask an administrator for one')
  const email = invitation?.email ?? null
  const created = await users.create({ username, passwordHash: await hashPassword(password), email, invitation })
  if (created !== null) return
  if (await users.isTaken(username)) throw new AppError('conflict', 'This username is taken; choose another')
  if (token !== undefined) await invitations.find(token)
  throw new AppError('conflict', 'There is an account with the e-mail address of this invitation already; sign in with it')
}

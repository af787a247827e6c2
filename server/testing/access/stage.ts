// The people of a walk: an owner with one record of every kind, a member of the team that some of it is shared with, a stranger who has
// as much, somebody who was disabled, and keys that lack a scope.
import type { Actor } from '@/server/auth/actor'
import * as keys from '@/server/auth/keys'
import { scopes } from '@/server/auth/schema'
import { db } from '@/server/database'
import { newId } from '@/server/ids'
import { createPerson } from '@/server/testing/people'
import { createRecords, type Records } from '@/server/testing/records'
import { signIn } from '@/server/testing/requests'
import { joinTeam } from '@/server/testing/teams'

export type Headers = Readonly<Record<string, string>>

export interface Stage {
  readonly owner: Headers
  readonly member: Headers
  /** The member in a session of its own, which they may end. */
  readonly memberAgain: () => Promise<Headers>
  readonly stranger: Headers
  readonly administrator: Headers
  /** A member too, whose account was disabled after they had signed in. */
  readonly suspended: Headers
  readonly nobody: Headers
  readonly ownerId: string
  readonly strangerId: string
  readonly theirs: Records
  readonly own: Records
  /** As `theirs`, of ids that never were. */
  readonly never: Records
  /** A key of the owner's that may do everything but this. */
  readonly keyWithout: (scope: string | undefined) => Promise<Headers>
}

const cookieOf = async (person: Actor): Promise<Headers> => ({ cookie: await signIn(person) })

export async function createStage(): Promise<Stage> {
  const [owner, member, stranger, suspended] = [await createPerson(), await createPerson(), await createPerson(), await createPerson()]
  const theirs = await createRecords(owner, member)
  await joinTeam(suspended, theirs.team, 'admin')
  const suspendedHeaders = await cookieOf(suspended)
  await db.user.update({ where: { id: suspended.userId }, data: { disabledAt: new Date() } })
  const made = new Map<string | undefined, Headers>()
  return {
    owner: await cookieOf(owner),
    member: await cookieOf(member),
    memberAgain: () => cookieOf(member),
    stranger: await cookieOf(stranger),
    administrator: await cookieOf(await createPerson(undefined, 'admin')),
    suspended: suspendedHeaders,
    nobody: {},
    ownerId: owner.userId,
    strangerId: stranger.userId,
    theirs,
    own: await createRecords(stranger),
    never: absent(theirs),
    keyWithout: async (scope) => {
      const known = made.get(scope)
      if (known !== undefined) return known
      const { secret } = await keys.create(owner, { name: 'Lacking', scopes: scopes.filter((name) => name !== scope && name !== 'admin'), expiresAt: null })
      const headers = { authorization: `Bearer ${secret}` }
      made.set(scope, headers)
      return headers
    },
  }
}

/** The same stage with another owner and member who have everything anew, because what was walked has changed it. */
export async function withFreshRecords(stage: Stage): Promise<Stage> {
  const [owner, member] = [await createPerson(), await createPerson()]
  const theirs = await createRecords(owner, member)
  return { ...stage, ownerId: owner.userId, owner: await cookieOf(owner), member: await cookieOf(member), memberAgain: () => cookieOf(member), theirs, never: absent(theirs) }
}

/** What the members of the team may do with what the owner shares. */
export async function setAccess({ base, assistant }: Records, teamAccess: 'read' | 'write'): Promise<void> {
  await db.$transaction([db.knowledgeBase.updateMany({ where: { id: base }, data: { teamAccess } }), db.assistant.updateMany({ where: { id: assistant }, data: { teamAccess } })])
}

function absent(records: Records): Records {
  const ids = new Map(Object.values(records).map((id) => [id, newId()]))
  return JSON.parse(JSON.stringify(records), (_key, value: unknown) => (typeof value === 'string' ? ids.get(value) : value))
}

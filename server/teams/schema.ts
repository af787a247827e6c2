import { z } from 'zod'

export const memberRoles = ['owner', 'admin', 'member'] as const
export const memberRoleSchema = z.enum(memberRoles)
export type MemberRole = z.infer<typeof memberRoleSchema>

/** Whether a role may invite, remove and do everything with what is shared with the team. */
export const isAdministrator = (role: MemberRole): boolean => role !== 'member'

/** What the members of a team may do with a record that its owner shared with them. */
export const teamAccessSchema = z.enum(['read', 'write'])
export type TeamAccess = z.infer<typeof teamAccessSchema>

/** How the actor comes to a record, and what they may do with it. */
export const sharingSchema = z.object({
  /** manage: also delete it and change with whom it is shared. */
  may: z.enum(['read', 'write', 'manage']),
  /** Whose it is; null: one's own. */
  ownerName: z.string().nullable(),
  /** The team that uses it as well; null: nobody else does. */
  team: z.object({ id: z.uuid(), name: z.string(), access: teamAccessSchema }).nullable(),
})
export type Sharing = z.infer<typeof sharingSchema>

/** With whom a record is shared from now on; null: nobody. */
export const shareDraftSchema = z.strictObject({ id: z.uuid(), team: z.strictObject({ id: z.uuid(), access: teamAccessSchema }).nullable() })
export type ShareDraft = z.infer<typeof shareDraftSchema>

import { z } from 'zod'
import { textSchema } from '@/server/text/schema'

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

export const teamNameSchema = textSchema.trim().min(1, 'Give the team a name').max(80, 'A name has 80 characters at most')

/** A team of the actor. */
export const teamSchema = z.object({ id: z.uuid(), name: z.string(), role: memberRoleSchema, memberCount: z.int(), createdAt: z.date() })
export type Team = z.infer<typeof teamSchema>

export const memberSchema = z.object({ userId: z.uuid(), name: z.string(), username: z.string(), role: memberRoleSchema, joinedAt: z.date() })
export type Member = z.infer<typeof memberSchema>

/** An invitation that can still be accepted. Its link was shown once. */
export const invitationSchema = z.object({ id: z.uuid(), email: z.string().nullable(), role: memberRoleSchema, createdAt: z.date(), expiresAt: z.date() })
export type Invitation = z.infer<typeof invitationSchema>

export const teamWithMembersSchema = teamSchema.extend({
  members: z.array(memberSchema),
  /** For its owners and administrators; nobody else sees any. */
  invitations: z.array(invitationSchema),
  /** What its members share with it. */
  shared: z.array(z.object({ kind: z.enum(['knowledgeBase', 'assistant']), id: z.uuid(), name: z.string(), ownerName: z.string(), access: teamAccessSchema })),
})
export type TeamWithMembers = z.infer<typeof teamWithMembersSchema>

export const teamDraftSchema = z.strictObject({ name: teamNameSchema })
export const teamPatchSchema = z.strictObject({ id: z.uuid(), name: teamNameSchema })
export const memberKeySchema = z.strictObject({ teamId: z.uuid(), userId: z.uuid() })
export type MemberKey = z.infer<typeof memberKeySchema>
export const memberPatchSchema = memberKeySchema.extend({ role: memberRoleSchema })
export type MemberPatch = z.infer<typeof memberPatchSchema>

export const invitationDraftSchema = z.strictObject({
  teamId: z.uuid(),
  /** An owner is made of a member. */
  role: z.enum(['admin', 'member']).default('member'),
  /** Only an account with this address can accept it; left out: whoever has the link. */
  email: z.email('This is not an e-mail address').max(254).optional(),
  days: z.int().min(1).max(30).default(7),
})
export type InvitationDraft = z.input<typeof invitationDraftSchema>

/** The secret of a link; it is shown here and nowhere again. */
export const madeInvitationSchema = invitationSchema.extend({ token: z.string() })
export type MadeInvitation = z.infer<typeof madeInvitationSchema>

/** What the reader of a link is told before they accept. */
export const offerSchema = z.object({ teamId: z.uuid(), teamName: z.string(), inviterName: z.string(), role: memberRoleSchema, expiresAt: z.date(), isMember: z.boolean() })
export type Offer = z.infer<typeof offerSchema>

export const invitationTokenSchema = z.string().regex(/^[\w-]{43}$/)

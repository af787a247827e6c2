import { z } from 'zod'
import * as invitations from '@/server/teams/invitations'
import * as members from '@/server/teams/members'
import { invitationDraftSchema, madeInvitationSchema, memberKeySchema, memberPatchSchema, offerSchema, teamDraftSchema, teamPatchSchema, teamSchema, teamWithMembersSchema } from '@/server/teams/schema'
import * as teams from '@/server/teams/service'
import { router, userProcedure } from '@/server/trpc'

const id = z.strictObject({ id: z.uuid() })
const link = z.strictObject({ token: z.string().max(200) })

export const teamsRouter = router({
  list: userProcedure.output(z.array(teamSchema)).query(({ ctx }) => teams.list(ctx.actor)),
  /** With its members and what they share; for its owners and administrators also with the invitations that are open. */
  get: userProcedure.input(id).output(teamWithMembersSchema).query(({ ctx, input }) => teams.get(ctx.actor, input.id)),
  create: userProcedure.input(teamDraftSchema).output(teamSchema).mutation(({ ctx, input }) => teams.create(ctx.actor, input)),
  rename: userProcedure.input(teamPatchSchema).output(z.void()).mutation(({ ctx, input }) => teams.rename(ctx.actor, input)),
  /** What was shared with it belongs to its owners alone again. */
  remove: userProcedure.input(id).output(z.void()).mutation(({ ctx, input }) => teams.remove(ctx.actor, input.id)),
  leave: userProcedure.input(id).output(z.void()).mutation(({ ctx, input }) => members.leave(ctx.actor, input.id)),
  setRole: userProcedure.input(memberPatchSchema).output(z.void()).mutation(({ ctx, input }) => members.setRole(ctx.actor, input)),
  removeMember: userProcedure.input(memberKeySchema).output(z.void()).mutation(({ ctx, input }) => members.remove(ctx.actor, input)),
  /** The secret of the link is in the answer and nowhere else. */
  invite: userProcedure.input(invitationDraftSchema).output(madeInvitationSchema).mutation(({ ctx, input }) => invitations.create(ctx.actor, input)),
  revoke: userProcedure.input(id).output(z.void()).mutation(({ ctx, input }) => invitations.revoke(ctx.actor, input.id)),
  /** What a link offers, before it is accepted. */
  offer: userProcedure.input(link).output(offerSchema).query(({ ctx, input }) => invitations.offer(ctx.actor, input.token)),
  join: userProcedure
    .input(link)
    .output(id)
    .mutation(async ({ ctx, input }) => ({ id: await invitations.accept(ctx.actor, input.token) })),
})

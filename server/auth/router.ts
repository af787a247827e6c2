import { z } from 'zod'
import * as invitations from '@/server/auth/invitations'
import * as keys from '@/server/auth/keys'
import { changePassword } from '@/server/auth/passwordOf'
import { registrationMode } from '@/server/auth/registration'
import * as schema from '@/server/auth/schema'
import * as secondFactor from '@/server/auth/secondFactor'
import * as auth from '@/server/auth/service'
import * as sessions from '@/server/auth/sessions'
import { registrationModes } from '@/server/settings/schema'
import { adminProcedure, procedureFor, publicProcedure, router, userProcedure } from '@/server/trpc'
import * as profile from '@/server/users/profile'
import { profilePatchSchema, profileSchema } from '@/server/users/schema'

const id = z.strictObject({ id: z.uuid() })

const profileRouter = router({
  get: procedureFor('account').output(profileSchema).query(({ ctx }) => profile.get(ctx.actor)),
  update: userProcedure.input(profilePatchSchema).output(profileSchema).mutation(({ ctx, input }) => profile.update(ctx.actor, input)),
})

/** Where one is signed in. */
const sessionsRouter = router({
  list: userProcedure.output(z.array(schema.sessionSchema)).query(({ ctx }) => sessions.list(ctx.actor)),
  end: userProcedure.input(id).output(z.void()).mutation(({ ctx, input }) => sessions.end(ctx.actor, input.id)),
  endOthers: userProcedure.output(z.void()).mutation(({ ctx }) => sessions.endOthers(ctx.actor)),
})

/** API keys, which no API key can make or see. */
const keysRouter = router({
  list: userProcedure.output(z.array(schema.apiKeySchema)).query(({ ctx }) => keys.list(ctx.actor)),
  /** The answer is the only one that holds the secret. */
  create: userProcedure.input(schema.apiKeyDraftSchema).output(schema.newApiKeySchema).mutation(({ ctx, input }) => keys.create(ctx.actor, input)),
  revoke: userProcedure.input(id).output(z.void()).mutation(({ ctx, input }) => keys.revoke(ctx.actor, input.id)),
})

/** Codes of an authenticator app beside the password. */
const secondFactorRouter = router({
  get: userProcedure.output(schema.secondFactorSchema).query(({ ctx }) => secondFactor.get(ctx.actor)),
  begin: userProcedure.input(schema.reauthenticationSchema).output(schema.enrolmentSchema).mutation(({ ctx, input }) => secondFactor.begin(ctx.actor, input.password)),
  confirm: userProcedure.input(schema.codeSchema).output(schema.recoveryCodesSchema).mutation(({ ctx, input }) => secondFactor.confirm(ctx.actor, input.code)),
  renewRecoveryCodes: userProcedure.input(schema.codeSchema).output(schema.recoveryCodesSchema).mutation(({ ctx, input }) => secondFactor.renewRecoveryCodes(ctx.actor, input.code)),
  disable: userProcedure
    .input(schema.reauthenticationSchema.extend(schema.codeSchema.shape))
    .output(z.void())
    .mutation(({ ctx, input }) => secondFactor.disable(ctx.actor, input)),
})

/** Links to an account, which administrators make. */
const invitationsRouter = router({
  list: adminProcedure.output(z.array(schema.accountInvitationSchema)).query(() => invitations.list()),
  create: adminProcedure
    .input(schema.accountInvitationDraftSchema)
    .output(schema.newAccountInvitationSchema)
    .mutation(({ ctx, input }) => invitations.create(ctx.actor, input)),
  revoke: adminProcedure.input(id).output(z.void()).mutation(({ ctx, input }) => invitations.revoke(ctx.actor, input.id)),
})

export const authRouter = router({
  /** Who is signed in, or null. */
  me: publicProcedure.output(schema.meSchema.nullable()).query(({ ctx }) => ctx.actor && { userId: ctx.actor.userId, username: ctx.actor.username, role: ctx.actor.role }),
  /** Who may open an account now. */
  registration: publicProcedure.output(z.enum(registrationModes)).query(() => registrationMode()),
  register: publicProcedure
    .input(schema.registrationSchema)
    .output(z.void())
    .mutation(({ ctx, input }) => auth.register(input, ctx.address)),
  /** For clients without cookies: a bearer token, and one to refresh it with. */
  signIn: publicProcedure
    .input(schema.credentialsSchema)
    .output(schema.tokensSchema)
    .mutation(({ ctx, input }) => auth.signInForTokens(input, ctx.address, ctx.userAgent)),
  refresh: publicProcedure.input(schema.refreshSchema).output(schema.tokensSchema).mutation(({ input }) => auth.refreshTokens(input.refreshToken)),
  signOut: userProcedure.output(z.void()).mutation(({ ctx }) => auth.signOut(ctx.actor)),
  changePassword: userProcedure.input(schema.passwordChangeSchema).output(z.void()).mutation(({ ctx, input }) => changePassword(ctx.actor, input)),
  profile: profileRouter,
  sessions: sessionsRouter,
  keys: keysRouter,
  secondFactor: secondFactorRouter,
  invitations: invitationsRouter,
})

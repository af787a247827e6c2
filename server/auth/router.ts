import { z } from 'zod'
import * as keys from '@/server/auth/keys'
import { apiKeyDraftSchema, apiKeySchema, credentialsSchema, meSchema, newApiKeySchema, refreshSchema, registrationSchema, tokensSchema } from '@/server/auth/schema'
import * as auth from '@/server/auth/service'
import { publicProcedure, router, userProcedure } from '@/server/trpc'

const id = z.strictObject({ id: z.uuid() })

/** API keys, which no API key can make or see. */
const keysRouter = router({
  list: userProcedure.output(z.array(apiKeySchema)).query(({ ctx }) => keys.list(ctx.actor)),
  /** The answer is the only one that holds the secret. */
  create: userProcedure.input(apiKeyDraftSchema).output(newApiKeySchema).mutation(({ ctx, input }) => keys.create(ctx.actor, input)),
  revoke: userProcedure.input(id).output(z.void()).mutation(({ ctx, input }) => keys.revoke(ctx.actor, input.id)),
})

export const authRouter = router({
  /** Who is signed in, or null. */
  me: publicProcedure.output(meSchema.nullable()).query(({ ctx }) => ctx.actor && { userId: ctx.actor.userId, username: ctx.actor.username, role: ctx.actor.role }),
  register: publicProcedure
    .input(registrationSchema)
    .output(z.void())
    .mutation(({ ctx, input }) => auth.register(input, ctx.address)),
  /** For clients without cookies: a bearer token, and one to refresh it with. */
  signIn: publicProcedure
    .input(credentialsSchema)
    .output(tokensSchema)
    .mutation(({ ctx, input }) => auth.signInForTokens(input, ctx.address, ctx.userAgent)),
  refresh: publicProcedure.input(refreshSchema).output(tokensSchema).mutation(({ input }) => auth.refreshTokens(input.refreshToken)),
  signOut: userProcedure.output(z.void()).mutation(({ ctx }) => auth.signOut(ctx.actor)),
  keys: keysRouter,
})

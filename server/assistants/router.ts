import { z } from 'zod'
import { agentModuleNames } from '@/server/assistants/checks'
import * as prompts from '@/server/assistants/prompts'
import { assistantDraftSchema, assistantPatchSchema, assistantSchema, assistantSummarySchema, promptRestorationSchema, promptVersionSchema, sessionDraftSchema } from '@/server/assistants/schema'
import * as assistants from '@/server/assistants/service'
import * as sessions from '@/server/assistants/sessions'
import { conversationCursorSchema, conversationPageSchema } from '@/server/conversations/schema'
import { shareDraftSchema } from '@/server/teams/schema'
import { shareAssistant } from '@/server/teams/share'
import { procedureFor, router } from '@/server/trpc'

const userProcedure = procedureFor('chat')

const id = z.strictObject({ id: z.uuid() })

export const assistantsRouter = router({
  /** The last changed first, without instructions and settings. */
  list: userProcedure.output(z.array(assistantSummarySchema)).query(({ ctx }) => assistants.list(ctx.actor)),
  get: userProcedure.input(id).output(assistantSchema).query(({ ctx, input }) => assistants.get(ctx.actor, input.id)),
  create: userProcedure
    .input(assistantDraftSchema)
    .output(assistantSchema)
    .mutation(({ ctx, input }) => assistants.create(ctx.actor, input)),
  /** Other instructions are a new version of them. */
  update: userProcedure
    .input(assistantPatchSchema)
    .output(assistantSchema)
    .mutation(({ ctx, input }) => assistants.update(ctx.actor, input)),
  /** Its conversations stay. */
  remove: userProcedure.input(id).output(z.void()).mutation(({ ctx, input }) => assistants.remove(ctx.actor, input.id)),
  /** Shares it with a team, changes what its members may do, or, with null, shares it no more. */
  share: userProcedure.input(shareDraftSchema).output(z.void()).mutation(({ ctx, input }) => shareAssistant(ctx.actor, input)),
  prompts: router({
    /** The versions of the instructions, the newest first. */
    list: userProcedure.input(id).output(z.array(promptVersionSchema)).query(({ ctx, input }) => prompts.list(ctx.actor, input.id)),
    /** Uses an earlier version again; none is lost. */
    restore: userProcedure
      .input(promptRestorationSchema)
      .output(assistantSchema)
      .mutation(({ ctx, input }) => prompts.restore(ctx.actor, input.id, input.version)),
  }),
  conversations: router({
    /** The conversations with an assistant, the last used first. */
    list: userProcedure
      .input(z.strictObject({ id: z.uuid(), cursor: conversationCursorSchema.nullish(), limit: z.int().min(1).max(100).default(50) }))
      .output(conversationPageSchema)
      .query(({ ctx, input }) => sessions.list(ctx.actor, input.id, input)),
    /** A conversation with nothing in it but the assistant's opener. */
    create: userProcedure
      .input(sessionDraftSchema)
      .output(z.object({ id: z.uuid() }))
      .mutation(async ({ ctx, input }) => ({ id: await sessions.create(ctx.actor, input) })),
  }),
  /** The names of the agents that the operator installed as modules. */
  agentModules: userProcedure.output(z.array(z.string())).query(() => agentModuleNames()),
})

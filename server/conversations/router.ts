import { z } from 'zod'
import * as exchanges from '@/server/conversations/exchanges'
import { list } from '@/server/conversations/listing'
import * as opening from '@/server/conversations/open'
import * as organise from '@/server/conversations/organise'
import * as queue from '@/server/conversations/queue'
import {
  branchNodeSchema,
  conversationIdsSchema,
  conversationListSchema,
  conversationPageSchema,
  conversationPatchSchema,
  conversationPlaceSchema,
  conversationPulseSchema,
  conversationSchema,
  conversationWithMessagesSchema,
  messagePageSchema,
  messageSchema,
  openedConversationSchema,
  questionTextSchema,
  ratingSchema,
  systemPromptSchema,
} from '@/server/conversations/schema'
import * as conversations from '@/server/conversations/service'
import { procedureFor, router } from '@/server/trpc'

const userProcedure = procedureFor('chat')

const id = z.strictObject({ id: z.uuid() })

export const conversationsRouter = router({
  /** A page, the last used first. */
  list: userProcedure.input(conversationListSchema).output(conversationPageSchema).query(({ ctx, input }) => list(ctx.actor, input)),
  /** The conversation with the messages of the branch that is shown. */
  get: userProcedure.input(id).output(conversationWithMessagesSchema).query(({ ctx, input }) => conversations.get(ctx.actor, input.id)),
  /** The conversation with its last messages, and the outline of those before them. */
  open: userProcedure.input(id).output(openedConversationSchema).query(({ ctx, input }) => opening.open(ctx.actor, input.id)),
  /** Some messages of the branch that is shown. */
  messages: userProcedure.input(messagePageSchema).output(z.array(messageSchema)).query(({ ctx, input }) => opening.messages(ctx.actor, input)),
  /** What was said on all branches, without most of the words. */
  branches: userProcedure.input(id).output(z.array(branchNodeSchema)).query(({ ctx, input }) => opening.branches(ctx.actor, input.id)),
  /** What can change in it while one looks: cheap enough to be asked for every two seconds. */
  pulse: userProcedure.input(id).output(conversationPulseSchema).query(({ ctx, input }) => queue.pulse(ctx.actor, input.id)),
  /** Changes a question that waits; `id` is that of its answer. */
  editQueued: userProcedure
    .input(id.extend({ text: questionTextSchema }))
    .output(z.void())
    .mutation(({ ctx, input }) => queue.edit(ctx.actor, input.id, input.text)),
  /** Takes a question that waits out of the queue; `id` is that of its answer. */
  removeQueued: userProcedure.input(id).output(z.void()).mutation(({ ctx, input }) => queue.remove(ctx.actor, input.id)),
  /** Changes the words of a question without asking again; to ask again, send a question that `replaces` it. */
  editQuestion: userProcedure
    .input(id.extend({ text: questionTextSchema }))
    .output(z.void())
    .mutation(({ ctx, input }) => exchanges.editQuestion(ctx.actor, input.id, input.text)),
  /** Shows another version of a question or an answer, and what followed it. */
  showVersion: userProcedure.input(id).output(z.void()).mutation(({ ctx, input }) => exchanges.showVersion(ctx.actor, input.id)),
  /** Deletes a question and its answers; `id` is that of the question. What followed stays. */
  removeExchange: userProcedure.input(id).output(z.void()).mutation(({ ctx, input }) => exchanges.removeExchange(ctx.actor, input.id)),
  /** What a reader thinks of an answer. */
  rate: userProcedure.input(ratingSchema).output(z.void()).mutation(({ ctx, input }) => exchanges.rate(ctx.actor, input)),
  rename: userProcedure
    .input(conversationPatchSchema)
    .output(conversationSchema)
    .mutation(({ ctx, input }) => conversations.rename(ctx.actor, input.id, input.title)),
  /** Instructions of the conversation's own, in the place of its assistant's; null takes them away. */
  instruct: userProcedure
    .input(id.extend({ systemPrompt: systemPromptSchema.nullable() }))
    .output(conversationSchema)
    .mutation(({ ctx, input }) => conversations.instruct(ctx.actor, input.id, input.systemPrompt)),
  remove: userProcedure.input(id).output(z.void()).mutation(({ ctx, input }) => conversations.remove(ctx.actor, input.id)),
  /** Pins, archives and moves several at once, all or none. */
  place: userProcedure.input(conversationPlaceSchema).output(z.void()).mutation(({ ctx, input }) => organise.place(ctx.actor, input)),
  removeMany: userProcedure
    .input(z.strictObject({ ids: conversationIdsSchema }))
    .output(z.void())
    .mutation(({ ctx, input }) => organise.removeMany(ctx.actor, input.ids)),
})

import { z } from 'zod'
import { findInConversation } from '@/server/search/inConversation'
import { searchMessages } from '@/server/search/messages'
import { conversationSearchSchema, foundInConversationSchema, foundMessagePageSchema, foundTitleSchema, messageSearchSchema, titleSearchSchema } from '@/server/search/schema'
import { searchTitles } from '@/server/search/titles'
import { procedureFor, router } from '@/server/trpc'

const userProcedure = procedureFor('chat')

export const searchRouter = router({
  /** Messages that have all words, the newest first. */
  messages: userProcedure.input(messageSearchSchema).output(foundMessagePageSchema).query(({ ctx, input }) => searchMessages(ctx.actor, input)),
  /** A text within one conversation, wherever it is on the branch that is shown. */
  inConversation: userProcedure.input(conversationSearchSchema).output(foundInConversationSchema).query(({ ctx, input }) => findInConversation(ctx.actor, input)),
  /** Conversations by their titles, the last used first. */
  titles: userProcedure.input(titleSearchSchema).output(z.array(foundTitleSchema)).query(({ ctx, input }) => searchTitles(ctx.actor, input)),
})

import { z } from 'zod'
import { searchMessages } from '@/server/search/messages'
import { foundMessagePageSchema, foundTitleSchema, messageSearchSchema, titleSearchSchema } from '@/server/search/schema'
import { searchTitles } from '@/server/search/titles'
import { procedureFor, router } from '@/server/trpc'

const userProcedure = procedureFor('chat')

export const searchRouter = router({
  /** Messages that have all words, the newest first. */
  messages: userProcedure.input(messageSearchSchema).output(foundMessagePageSchema).query(({ ctx, input }) => searchMessages(ctx.actor, input)),
  /** Conversations by their titles, the last used first. */
  titles: userProcedure.input(titleSearchSchema).output(z.array(foundTitleSchema)).query(({ ctx, input }) => searchTitles(ctx.actor, input)),
})

// In the package this file is another one: the same types, written out by scripts/buildClient.ts, so that they need nothing of the server.
import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@/server/router'

export type { AppRouter } from '@/server/router'
export type { TurnEvent } from '@/server/chat/schema'
export type { MessageDraft } from '@/server/rest/schema'
type Outputs = inferRouterOutputs<AppRouter>
export type ConversationPage = Outputs['conversations']['list']
export type ConversationWithMessages = Outputs['conversations']['get']
export type Message = ConversationWithMessages['messages'][number]

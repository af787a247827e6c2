import { z } from 'zod'
import { append } from '@/server/conversations/append'
import { saidAnywhere, saidIn } from '@/server/conversations/messageList'
import { questionTextSchema } from '@/server/conversations/schema'
import type { Route } from '@/server/dialects/dialect'
import { chatId } from '@/server/dialects/llamaChatbot/chats'
import { pageOf } from '@/server/dialects/pageOf'

const roles = { Human: 'user', Assistant: 'assistant' } as const
const draftSchema = z.object({ chat_id: z.string(), role: z.enum(['Human', 'Assistant'], 'The role is Human or Assistant'), message: questionTextSchema })

type Listed = Awaited<ReturnType<typeof saidIn>>[number]

const toMessage = ({ id, role, conversationId, content, createdAt, updatedAt }: Listed) => ({
  id,
  role: role === 'user' ? 'Human' : 'Assistant',
  chat_id: conversationId,
  message: content,
  created_at: createdAt.toISOString(),
  updated_at: updatedAt.toISOString(),
})

export const messageRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/conversations',
    auth: 'user',
    scope: 'chat',
    handler: async ({ actor, query }) => {
      const chat = query.get('chat_id')
      const messages = chat === null ? await saidAnywhere(actor, pageOf(query)) : await saidIn(actor, chatId(chat), pageOf(query))
      return Response.json(messages.map(toMessage))
    },
  },
  {
    method: 'POST',
    path: '/conversations/create',
    auth: 'user',
    scope: 'chat',
    handler: async ({ actor, json }) => {
      const { chat_id, role, message: text } = await json(draftSchema)
      const conversationId = chatId(chat_id)
      const { id } = await append(actor, { conversationId, role: roles[role], text })
      const message = (await saidIn(actor, conversationId)).find((said) => said.id === id)
      return Response.json(message && toMessage(message), { status: 201 })
    },
  },
]

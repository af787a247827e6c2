import type { Dialect } from '@/server/dialects/dialect'
import { chatRoutes } from '@/server/dialects/llamaChatbot/chats'
import { inferenceRoutes } from '@/server/dialects/llamaChatbot/inference'
import { messageRoutes } from '@/server/dialects/llamaChatbot/messages'

/** llama_internet_chatbot: chats, their messages (which it calls conversations), and inference with or without the internet. */
export const llamaChatbot: Dialect = {
  routes: [...chatRoutes, ...messageRoutes, ...inferenceRoutes],
  failure: ({ status, message }) => new Response(message, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } }),
}

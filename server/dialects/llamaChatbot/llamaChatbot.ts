import type { Dialect } from '@/server/dialects/dialect'

/** llama_internet_chatbot: chats, their messages, and inference with or without the internet. */
export const llamaChatbot: Dialect = {
  routes: [],
  failure: ({ status, message }) => new Response(message, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } }),
}

import type { DialectName } from '@/server/config'
import type { Dialect } from '@/server/dialects/dialect'
import { chatBackend } from '@/server/dialects/chatBackend/chatBackend'
import { llamaChatbot } from '@/server/dialects/llamaChatbot/llamaChatbot'
import { llmBackend } from '@/server/dialects/llmBackend/llmBackend'
import { ragChat } from '@/server/dialects/ragChat/ragChat'
import { ragflow } from '@/server/dialects/ragflow/ragflow'

/** By the names that DIALECTS lists. Which paths lead to which is in paths.mjs. */
export const dialects: Readonly<Record<DialectName, Dialect>> = {
  'llm-backend': llmBackend,
  'llama-chatbot': llamaChatbot,
  'rag-chat': ragChat,
  'chat-backend': chatBackend,
  ragflow,
}

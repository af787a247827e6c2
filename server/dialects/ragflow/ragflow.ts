import type { Dialect } from '@/server/dialects/dialect'
import { chatRoutes } from '@/server/dialects/ragflow/chats'
import { chunkRoutes } from '@/server/dialects/ragflow/chunks'
import { completionRoutes } from '@/server/dialects/ragflow/completion'
import { datasetRoutes } from '@/server/dialects/ragflow/datasets'
import { documentRoutes } from '@/server/dialects/ragflow/documents'
import { failure } from '@/server/dialects/ragflow/envelope'
import { openaiRoutes } from '@/server/dialects/ragflow/openai'
import { retrievalRoutes } from '@/server/dialects/ragflow/retrieval'
import { sessionRoutes } from '@/server/dialects/ragflow/sessions'
import { systemRoutes } from '@/server/dialects/ragflow/system'

/** RAGFlow's HTTP API: datasets, documents, chunks, chats that are our assistants, and their sessions. */
export const ragflow: Dialect = {
  routes: [...datasetRoutes, ...documentRoutes, ...chunkRoutes, ...retrievalRoutes, ...completionRoutes, ...chatRoutes, ...sessionRoutes, ...openaiRoutes, ...systemRoutes],
  failure,
}

import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'
import { accountsRouter } from '@/server/accounts/router'
import { assistantsRouter } from '@/server/assistants/router'
import { attachmentsRouter } from '@/server/attachments/router'
import { auditRouter } from '@/server/audit/router'
import { authRouter } from '@/server/auth/router'
import { chatRouter } from '@/server/chat/router'
import { chunksRouter } from '@/server/chunks/router'
import { citationsRouter } from '@/server/citations/router'
import { conversationsRouter } from '@/server/conversations/router'
import { documentsRouter } from '@/server/documents/router'
import { evaluationRouter } from '@/server/evaluation/router'
import { foldersRouter } from '@/server/folders/router'
import { knowledgeRouter } from '@/server/knowledge/router'
import { modelsRouter } from '@/server/models/router'
import { toolsRouter } from '@/server/tools/router'
import { readinessRouter } from '@/server/readiness/router'
import { receiptsRouter } from '@/server/receipts/router'
import { retrievalRouter } from '@/server/retrieval/router'
import { searchRouter } from '@/server/search/router'
import { settingsRouter } from '@/server/settings/router'
import { sharesRouter } from '@/server/shares/router'
import { teamsRouter } from '@/server/teams/router'
import { router } from '@/server/trpc'
import { usageRouter } from '@/server/usage/router'

export const appRouter = router({
  accounts: accountsRouter,
  assistants: assistantsRouter,
  attachments: attachmentsRouter,
  audit: auditRouter,
  auth: authRouter,
  chat: chatRouter,
  chunks: chunksRouter,
  citations: citationsRouter,
  conversations: conversationsRouter,
  documents: documentsRouter,
  evaluation: evaluationRouter,
  folders: foldersRouter,
  knowledge: knowledgeRouter,
  models: modelsRouter,
  tools: toolsRouter,
  readiness: readinessRouter,
  receipts: receiptsRouter,
  retrieval: retrievalRouter,
  search: searchRouter,
  settings: settingsRouter,
  shares: sharesRouter,
  teams: teamsRouter,
  usage: usageRouter,
})

export type AppRouter = typeof appRouter
export type RouterInputs = inferRouterInputs<AppRouter>
export type RouterOutputs = inferRouterOutputs<AppRouter>

import type { z } from 'zod'
import { assistantSchema, assistantSummarySchema, modelParametersSchema, promptVersionSchema } from '@/server/assistants/schema'
import { attachmentSchema } from '@/server/attachments/schema'
import { meSchema } from '@/server/auth/schema'
import { promptPreviewSchema, turnEventSchema } from '@/server/chat/schema'
import { chunkSchema } from '@/server/chunks/schema'
import { comparisonSchema as sourceComparisonSchema, conversationDetailsSchema } from '@/server/citations/schema'
import { activitySchema, citationSchema, conversationPageSchema, conversationSchema, conversationWithMessagesSchema, messageSchema } from '@/server/conversations/schema'
import { attemptSchema, documentBlockSchema, documentPageSchema, documentSchema } from '@/server/documents/schema'
import { comparisonSchema as runComparisonSchema, testQuestionPageSchema, testQuestionSchema, testRunPageSchema, testRunSchema, testRunWithResultsSchema } from '@/server/evaluation/schema'
import { importResultSchema } from '@/server/exchange/schema'
import { folderSchema } from '@/server/folders/schema'
import { chunkingPreviewSchema, chunkingSchema } from '@/server/ingestion/schema'
import { knowledgeBaseSchema, knowledgeIndexSchema } from '@/server/knowledge/schema'
import { chatModelSchema, modelOverviewSchema } from '@/server/models/schema'
import { receiptSchema } from '@/server/receipts/schema'
import { explanationSchema, hitSchema, retrievalSchema, retrievalSettingsSchema, stagesSchema } from '@/server/retrieval/schema'
import { foundMessagePageSchema, foundTitleSchema } from '@/server/search/schema'
import { shareSchema } from '@/server/shares/schema'

/** What the description of the API calls by a name; everything else is written out where it stands. */
export const schemaNames: Readonly<Record<string, z.ZodType>> = {
  Activity: activitySchema,
  Assistant: assistantSchema,
  AssistantSummary: assistantSummarySchema,
  Attachment: attachmentSchema,
  Attempt: attemptSchema,
  ChatModel: chatModelSchema,
  Chunk: chunkSchema,
  Chunking: chunkingSchema,
  ChunkingPreview: chunkingPreviewSchema,
  Citation: citationSchema,
  Conversation: conversationSchema,
  ConversationDetails: conversationDetailsSchema,
  ConversationPage: conversationPageSchema,
  ConversationWithMessages: conversationWithMessagesSchema,
  Document: documentSchema,
  DocumentBlock: documentBlockSchema,
  DocumentPage: documentPageSchema,
  Explanation: explanationSchema,
  Folder: folderSchema,
  FoundMessagePage: foundMessagePageSchema,
  FoundTitle: foundTitleSchema,
  Hit: hitSchema,
  ImportResult: importResultSchema,
  KnowledgeBase: knowledgeBaseSchema,
  KnowledgeIndex: knowledgeIndexSchema,
  Me: meSchema,
  Message: messageSchema,
  ModelOverview: modelOverviewSchema,
  ModelParameters: modelParametersSchema,
  PromptPreview: promptPreviewSchema,
  PromptVersion: promptVersionSchema,
  Receipt: receiptSchema,
  Retrieval: retrievalSchema,
  RetrievalSettings: retrievalSettingsSchema,
  RunComparison: runComparisonSchema,
  Share: shareSchema,
  SourceComparison: sourceComparisonSchema,
  Stages: stagesSchema,
  TestQuestion: testQuestionSchema,
  TestQuestionPage: testQuestionPageSchema,
  TestRun: testRunSchema,
  TestRunPage: testRunPageSchema,
  TestRunWithResults: testRunWithResultsSchema,
  TurnEvent: turnEventSchema,
}

import { z } from 'zod'
import { attachmentSchema } from '@/server/attachments/schema'
import { variableValuesSchema } from '@/server/assistants/schema'
import { answerStatuses, maxConversationsAtOnce } from '@/server/conversations/facts'
import { retrievalRecordSchema } from '@/server/retrieval/schema'
import { textSchema } from '@/server/text/schema'

export * from '@/server/conversations/facts'

export const answerStatusSchema = z.enum(answerStatuses)

/**
 * What became of a source since it was cited. deleted: its document. replaced: its document was read again from another file.
 * edited: its passage, by hand. removed: its passage, by hand.
 */
export const citationChanges = ['deleted', 'replaced', 'edited', 'removed'] as const
export const citationChangeSchema = z.enum(citationChanges)
export type CitationChange = z.infer<typeof citationChangeSchema>

/** A source of an answer. Marker `[ordinal]` in the text refers to it; name and quote are copies that outlive the document. */
export const citationSchema = z.object({
  ordinal: z.int(),
  /** web: a page of the internet, which is no document of anybody. */
  kind: z.enum(['document', 'web']).default('document'),
  /** Of a web page, whose title is `documentName`. */
  url: z.string().nullable().default(null),
  documentId: z.uuid().nullable(),
  knowledgeBaseId: z.uuid().nullable(),
  chunkId: z.uuid().nullable(),
  version: z.int(),
  documentName: z.string(),
  page: z.int().nullable(),
  headingPath: z.array(z.string()),
  /** Character offsets of the quote in the document's text (UTF-16 code units). */
  start: z.int(),
  end: z.int(),
  quote: z.string(),
  /** The whole passage that holds the quote. */
  passage: z.string(),
  score: z.number(),
  /** SHA-256 of the file that was read; null where there is none. */
  contentHash: z.string().nullable().default(null),
  /** Marked as wrong by its reader. */
  isWrong: z.boolean().default(false),
  /** Looked up when a conversation is read; null: none, or nobody looked. */
  change: citationChangeSchema.nullable().default(null),
})
export type Citation = z.infer<typeof citationSchema>

/** A search of the internet for a question. */
export const internetSearchSchema = z.object({
  /** Who was asked, as people know it: DuckDuckGo. */
  engine: z.string(),
  resultCount: z.int(),
  /** Pages that were read. */
  pageCount: z.int(),
  /** Passages of them that the model was given. */
  passageCount: z.int(),
  /** Pages that could not be read, and why. They fail nothing. */
  failures: z.array(z.object({ url: z.string(), reason: z.string() })),
  /** Why nothing of the internet was used, a sentence; null when something was. */
  message: z.string().nullable(),
})
export type InternetSearch = z.infer<typeof internetSearchSchema>

/** A search of the files that were given with the questions of the conversation. */
export const attachmentSearchSchema = z.object({
  /** Those that were searched. */
  names: z.array(z.string()),
  passageCount: z.int(),
})

/** A tool of a server that its model called. */
export const toolUseSchema = z.object({ name: z.string(), server: z.string() })
export type ToolUse = z.infer<typeof toolUseSchema>

/** What an answer is doing, and, when it is done, what it searched. */
export const activitySchema = z.object({
  phase: z.enum(['waiting', 'rewriting', 'searching', 'writing', 'done']),
  /** Names of the knowledge bases that were searched; empty when none was asked for. */
  searched: z.array(z.string()),
  engine: z.enum(['lexical', 'hybrid', 'vector']).nullable(),
  candidateCount: z.int(),
  /** Passages that the model was given, from wherever they came. */
  passageCount: z.int(),
  searchMs: z.number().nullable(),
  /** What was searched for in the place of a question that its conversation is needed to understand; null when that was the question itself. */
  rewritten: z.string().nullable().default(null),
  /** Why each passage was found. */
  retrieval: retrievalRecordSchema.nullable().default(null),
  /** null: the internet was not asked for. */
  internet: internetSearchSchema.nullable().default(null),
  /** null: the conversation has no files. */
  attachments: attachmentSearchSchema.nullable().default(null),
  /** What was asked for and could not be searched, or not all of it, and why: a sentence each. */
  notes: z.array(z.string()).default([]),
  /** The program that an assistant has in the place of a model, by its name or its host. */
  agent: z.string().nullable().default(null),
  /** In the order in which they were called. */
  tools: z.array(toolUseSchema).default([]),
  /** false: an assistant's words for finding nothing, which no model was asked for. */
  isModelAsked: z.boolean().default(true),
  /** The model had more to say than it may: the answer ends in the middle, and can go on. */
  isCut: z.boolean().default(false),
})
export type Activity = z.infer<typeof activitySchema>

/** Whether the sources of an answer say what one of its sentences claims. Offsets are those of the answer's text, [start, end). */
export const sentenceSupportSchema = z.object({
  start: z.int(),
  end: z.int(),
  supported: z.boolean(),
  /** The source that says most of it; null when none comes near. */
  ordinal: z.int().nullable(),
  /** 0..1: how much of it the sources say. */
  score: z.number(),
})
export type SentenceSupport = z.infer<typeof sentenceSupportSchema>

/** The sentences of an answer that claim something, in order; null when it was not checked because there was nothing to check it with. */
export const supportSchema = z.array(sentenceSupportSchema).nullable()
export type Support = z.infer<typeof supportSchema>

export const feedbackSchema = z.enum(['up', 'down']).nullable()

const namedSchema = z.object({ id: z.uuid(), name: z.string() })
/** What alone is searched for a question. Its names are copies that outlive what they name. */
export const questionScopeSchema = z.object({ knowledgeBases: z.array(namedSchema), documents: z.array(namedSchema) })
export type QuestionScope = z.infer<typeof questionScopeSchema>

export const messageSchema = z.object({
  id: z.uuid(),
  conversationId: z.uuid(),
  parentId: z.uuid().nullable(),
  seq: z.int(),
  role: z.enum(['user', 'assistant', 'system']),
  content: z.string(),
  status: answerStatusSchema,
  activity: activitySchema.nullable(),
  errorText: z.string().nullable(),
  modelId: z.string().nullable(),
  inputTokens: z.int().nullable(),
  outputTokens: z.int().nullable(),
  costMicros: z.int().nullable(),
  durationMs: z.int().nullable(),
  firstTokenMs: z.int().nullable(),
  createdAt: z.date(),
  citations: z.array(citationSchema),
  support: supportSchema,
  /** Of a question: the files that were given with it. */
  attachments: z.array(attachmentSchema).default([]),
  /** Of a question: what alone was searched for it; null: what its conversation searches. */
  scope: questionScopeSchema.nullable().default(null),
  /** All versions of this question or answer, itself among them, the oldest first; empty when there is no other. */
  versions: z.array(z.uuid()).default([]),
  feedback: feedbackSchema.default(null),
  feedbackText: z.string().nullable().default(null),
  /** When its reader's question was changed without asking again. */
  editedAt: z.date().nullable().default(null),
})
export type Message = z.infer<typeof messageSchema>

/** The instructions of a conversation of its own. */
export const systemPromptSchema = textSchema.trim().min(1, 'Write the instructions').max(50_000, 'Instructions have 50,000 characters at most')

export const conversationSchema = z.object({
  id: z.uuid(),
  title: z.string(),
  modelId: z.string().nullable(),
  knowledgeBaseIds: z.array(z.uuid()),
  /** Whether its questions search the internet as well. */
  searchesWeb: z.boolean(),
  /** Whom it is with; null: with the model alone. */
  assistantId: z.uuid().nullable(),
  /** What the assistant's variables are filled with. */
  variables: variableValuesSchema,
  /** Said to the model before everything else; null: what the assistant says, or we. */
  systemPrompt: z.string().nullable(),
  /** Neither listed nor found, and gone a day after its last use. */
  isTemporary: z.boolean(),
  createdAt: z.date(),
  updatedAt: z.date(),
})
export type Conversation = z.infer<typeof conversationSchema>

/** What was said up to a message, in a few sentences, where the whole does not fit into what a model is sent. */
export const summarySchema = z.object({ text: z.string(), throughId: z.uuid() })
export type Summary = z.infer<typeof summarySchema>

export const conversationWithMessagesSchema = conversationSchema.extend({ messages: z.array(messageSchema), summary: summarySchema.nullable() })

/** What is said of a message that is not loaded: where it is in its conversation, how long it is, and how a question begins. */
export const outlineSchema = z.object({
  id: z.uuid(),
  role: z.enum(['user', 'assistant', 'system']),
  /** Characters. */
  length: z.int(),
  /** Of a question: its first words; null for an answer. */
  beginning: z.string().nullable(),
})
export type Outline = z.infer<typeof outlineSchema>

/** A conversation as its page opens it: its last messages, and the outline of those before them. */
export const openedConversationSchema = conversationWithMessagesSchema.extend({
  earlier: z.array(outlineSchema),
  /** Ways through the conversation: one, and one more for every other version of a question or an answer. */
  branchCount: z.int(),
})
export type OpenedConversation = z.infer<typeof openedConversationSchema>

/** Messages of the branch that is shown, in their order: from one of them, or from the first. */
export const messagePageSchema = z.strictObject({ id: z.uuid(), from: z.uuid().optional(), limit: z.int().min(1).max(100).default(40) })

/** A question or an answer in the tree of all branches. */
export const branchNodeSchema = z.object({
  id: z.uuid(),
  parentId: z.uuid().nullable(),
  role: z.enum(['user', 'assistant', 'system']),
  beginning: z.string(),
  /** It is on the branch that is shown. */
  isShown: z.boolean(),
})
export type BranchNode = z.infer<typeof branchNodeSchema>

export const questionTextSchema = textSchema.trim().min(1, 'Write a question').max(100_000, 'A question has 100,000 characters at most')

/** What a reader thinks of an answer, and why; null takes it back. */
export const ratingSchema = z.strictObject({ id: z.uuid(), feedback: feedbackSchema, text: textSchema.trim().max(2_000, 'A reason has 2,000 characters at most').nullable() })
export type Rating = z.infer<typeof ratingSchema>

/** A question that waits until the answers before it have ended; `id` is that of its answer. */
export const queuedSchema = z.object({ id: z.uuid(), questionId: z.uuid(), text: z.string(), modelId: z.string().nullable(), createdAt: z.date() })
export type Queued = z.infer<typeof queuedSchema>

/** What can change in a conversation while one looks at it, in few words. */
export const conversationPulseSchema = z.object({
  /** Changes with the end of the branch that is shown, and with all that is set of the conversation. */
  updatedAt: z.date(),
  isAnswering: z.boolean(),
  /** In the order in which they will be asked. */
  queued: z.array(queuedSchema),
})
export type ConversationPulse = z.infer<typeof conversationPulseSchema>

export const titleSchema = textSchema.trim().min(1, 'Give the conversation a title').max(255, 'A title has 255 characters at most')
export const conversationPatchSchema = z.strictObject({ id: z.uuid(), title: titleSchema })

/** Which conversations are listed: those by age or of a folder, those that are pinned, or those that were put away. */
export const conversationViews = ['recent', 'pinned', 'archived'] as const
export type ConversationView = (typeof conversationViews)[number]

/** The conversation after which the next page begins. */
export const conversationCursorSchema = z.strictObject({ updatedAt: z.coerce.date(), id: z.uuid() })

export const conversationListSchema = z.strictObject({
  view: z.enum(conversationViews).default('recent'),
  /** Of `recent`: the folder; null: those in none. */
  folderId: z.uuid().nullish(),
  cursor: conversationCursorSchema.nullish(),
  limit: z.int().min(1).max(100).default(50),
})

export const conversationPageSchema = z.object({
  items: z.array(
    conversationSchema.pick({ id: true, title: true, updatedAt: true }).extend({
      isPinned: z.boolean(),
      folderId: z.uuid().nullable(),
      /** An answer waits or is being written. */
      isAnswering: z.boolean(),
    }),
  ),
  /** Pass it as `cursor` for the next page; null at the end. */
  nextCursor: conversationCursorSchema.nullable(),
})

export type ConversationPage = z.infer<typeof conversationPageSchema>

export const conversationIdsSchema = z.array(z.uuid()).min(1, 'Choose a chat').max(maxConversationsAtOnce, `Choose ${maxConversationsAtOnce} chats at most`)

/** Where conversations are kept; what is left out stays as it is. */
export const conversationPlaceSchema = z.strictObject({
  ids: conversationIdsSchema,
  isPinned: z.boolean().optional(),
  isArchived: z.boolean().optional(),
  /** null: in no folder. */
  folderId: z.uuid().nullable().optional(),
})
export type ConversationPlace = z.infer<typeof conversationPlaceSchema>

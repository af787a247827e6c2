import { z } from 'zod'
import { avatarSchema } from '@/server/assistants/schema'
import { chunkingSchema } from '@/server/ingestion/schema'
import { retrievalSettingsSchema } from '@/server/retrieval/schema'
import { sharingSchema } from '@/server/teams/schema'
import { textSchema } from '@/server/text/schema'

export const knowledgeBaseNameSchema = textSchema
  .trim()
  .min(1, 'Give the knowledge base a name')
  .max(128, 'A name has 128 characters at most')

export const knowledgeBaseSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  /** The model its vectors are made with, for good. */
  embeddingModel: z.string(),
  documentCount: z.int(),
  readyCount: z.int(),
  /** Documents that are queued, parsed or embedded right now. */
  liveCount: z.int(),
  failedCount: z.int(),
  chunkCount: z.int(),
  /** Of all its chunks, estimated. */
  tokenCount: z.int(),
  description: z.string(),
  /** A few letters, or a small image as a data URL. */
  avatar: z.string().nullable(),
  /** The language of its documents, as its owner calls it; null: not said. */
  language: z.string().nullable(),
  /** How its passages are searched unless a question says otherwise; null: the defaults. */
  retrieval: retrievalSettingsSchema.nullable(),
  /** Another index may take over only when the test questions find no less with it. */
  isGated: z.boolean(),
  activeIndexId: z.uuid(),
  sharing: sharingSchema,
  createdAt: z.date(),
  updatedAt: z.date(),
})
export type KnowledgeBase = z.infer<typeof knowledgeBaseSchema>

const descriptionSchema = textSchema.trim().max(65_535, 'A description has 65,535 characters at most')
const languageSchema = textSchema.trim().min(1).max(64, 'A language has 64 characters at most')

export const knowledgeBaseDraftSchema = z.strictObject({
  name: knowledgeBaseNameSchema,
  description: descriptionSchema.optional(),
  avatar: avatarSchema.nullable().optional(),
  language: languageSchema.nullable().optional(),
  retrieval: retrievalSettingsSchema.nullable().optional(),
  /** How its documents are cut unless one says otherwise. */
  chunking: chunkingSchema.optional(),
})
export type KnowledgeBaseDraft = z.infer<typeof knowledgeBaseDraftSchema>
export const knowledgeBasePatchSchema = z.strictObject({
  id: z.uuid(),
  name: knowledgeBaseNameSchema.optional(),
  description: descriptionSchema.optional(),
  avatar: avatarSchema.nullable().optional(),
  language: languageSchema.nullable().optional(),
  retrieval: retrievalSettingsSchema.nullable().optional(),
  isGated: z.boolean().optional(),
})
export type KnowledgeBasePatch = z.infer<typeof knowledgeBasePatchSchema>

/** The documents of a base, chunked and embedded one way. */
export const knowledgeIndexSchema = z.object({
  id: z.uuid(),
  /** Counts the indexes of a base from 1. */
  number: z.int(),
  embeddingModel: z.string(),
  dimensions: z.int(),
  chunking: chunkingSchema,
  /** The one that is searched. */
  isActive: z.boolean(),
  /** Not yet switched to; new documents are read into it too. */
  isBuilding: z.boolean(),
  switchWhenDone: z.boolean(),
  documentCount: z.int(),
  readyCount: z.int(),
  liveCount: z.int(),
  /** Those that failed or were cancelled. */
  failedCount: z.int(),
  chunkCount: z.int(),
  tokenCount: z.int(),
  createdAt: z.date(),
  activatedAt: z.date().nullable(),
})
export type KnowledgeIndex = z.infer<typeof knowledgeIndexSchema>

/** An index to build: how it cuts, for the embedding model that is configured now. */
export const indexDraftSchema = z.strictObject({
  knowledgeBaseId: z.uuid(),
  chunking: chunkingSchema,
  /** Switch by itself once all documents are in it and none failed that is ready now. */
  switchWhenDone: z.boolean().default(true),
})
export type IndexDraft = z.infer<typeof indexDraftSchema>

/** Who sees what is in a base, and where it is asked. */
export const baseUsesSchema = z.object({
  /** People of its team beside its owner. */
  memberCount: z.int(),
  /** Those that whoever asks may see. */
  assistants: z.array(z.object({ id: z.uuid(), name: z.string() })),
  /** Chats of whoever asks that search it. */
  conversationCount: z.int(),
})
export type BaseUses = z.infer<typeof baseUsesSchema>

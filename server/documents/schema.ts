import { z } from 'zod'
import { documentStates, ingestionStages } from '@/server/documents/facts'
import { chunkingSchema } from '@/server/ingestion/schema'
import { textSchema } from '@/server/text/schema'

export * from '@/server/documents/facts'
export const documentStateSchema = z.enum(documentStates)

/** The owner's own facts about a document, to filter by. */
export const metadataSchema = z
  .record(textSchema.trim().min(1, 'A field has a name').max(64, 'The name of a field has 64 characters at most'), z.union([textSchema.max(500, 'A field has 500 characters at most'), z.number(), z.boolean()]))
  .refine((metadata) => Object.keys(metadata).length <= 50, 'A document has 50 fields at most')
export type Metadata = z.infer<typeof metadataSchema>
/** The same as it comes back from a JSON column. */
export const storedMetadataSchema = metadataSchema.catch({})

/** How far a stage came: pages read, chunks cut, embedded and indexed, one version switched to. */
export const stageProgressSchema = z.object({
  stage: z.enum(ingestionStages),
  units: z.int(),
  /** 0 while it is not known. */
  unitsTotal: z.int(),
  startedAt: z.coerce.date(),
  endedAt: z.coerce.date().nullable(),
  /** The time that was spent on this stage alone. */
  tookMs: z.int(),
})
export type StageProgress = z.infer<typeof stageProgressSchema>
/** The same as they come back from a JSON column. */
export const storedStagesSchema = z.array(stageProgressSchema).catch([])

/** How the attempt that goes on is doing. */
export const liveAttemptSchema = z.object({
  stages: z.array(stageProgressSchema.pick({ stage: true, units: true, unitsTotal: true })),
  /** Since it began. */
  elapsedMs: z.int(),
  /** Of reading, and afterwards of indexing, at the speed that it had; null while that cannot be said. */
  remainingMs: z.int().nullable(),
  /** Tokens that were embedded. */
  tokenCount: z.int(),
})
export type LiveAttempt = z.infer<typeof liveAttemptSchema>

export const documentSchema = z.object({
  id: z.uuid(),
  knowledgeBaseId: z.uuid(),
  name: z.string(),
  mediaType: z.string(),
  /** Bytes. */
  size: z.int(),
  state: documentStateSchema,
  unitsDone: z.int(),
  unitsTotal: z.int(),
  /** Nothing moved for a minute while it is being read. */
  isStalled: z.boolean(),
  /** How its reading is doing; null while nobody reads it. */
  attempt: liveAttemptSchema.nullable(),
  /** Why it failed and what to do; null unless the state is failed. */
  errorText: z.string().nullable(),
  warnings: z.array(z.string()),
  activeVersion: z.int(),
  /** The web page it was taken from. */
  sourceUrl: z.string().nullable(),
  metadata: metadataSchema,
  /** Off: its passages are never found. */
  isEnabled: z.boolean(),
  /** How this one is cut; null: as its base says. */
  chunking: chunkingSchema.nullable(),
  /** A small picture of it that its owner gave. */
  thumbnail: z.string().nullable(),
  /** An older document of its base that holds the same bytes. */
  duplicateOf: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  pageCount: z.int().nullable(),
  characterCount: z.int(),
  chunkCount: z.int(),
  tokenCount: z.int(),
  createdAt: z.date(),
  updatedAt: z.date(),
})
export type Document = z.infer<typeof documentSchema>

/** An address, or a small image as a data URL. */
const thumbnailSchema = textSchema.trim().min(1).max(65_535, 'A thumbnail has 65,535 characters at most')

export const documentPatchSchema = z.strictObject({
  id: z.uuid(),
  name: textSchema.trim().min(1, 'Give the document a name').max(255, 'A name has 255 characters at most').optional(),
  isEnabled: z.boolean().optional(),
  metadata: metadataSchema.optional(),
  chunking: chunkingSchema.nullable().optional(),
  thumbnail: thumbnailSchema.nullable().optional(),
})
export type DocumentPatch = z.infer<typeof documentPatchSchema>

export const documentSortings = ['added', 'updated', 'name', 'size', 'state', 'passages'] as const

/** Which documents of a base are listed, and in which order; the newest first without more. */
export const documentListSchema = z.strictObject({
  knowledgeBaseId: z.uuid(),
  /** Part of the name. */
  search: textSchema.trim().max(255).default(''),
  states: z.array(documentStateSchema).max(documentStates.length).default([]),
  ids: z.array(z.uuid()).max(1_000).optional(),
  /** The whole name. */
  name: textSchema.max(255).optional(),
  /** Endings of the name without their dots, in lower case. */
  extensions: z.array(textSchema.min(1).max(20)).max(100).optional(),
  /** When it was added, both ends included. */
  addedFrom: z.date().optional(),
  addedTo: z.date().optional(),
  sortBy: z.enum(documentSortings).default('added'),
  isDescending: z.boolean().default(true),
  offset: z.int32().min(0).default(0),
  limit: z.int().min(1).max(1_024).default(50),
})
export type DocumentList = z.input<typeof documentListSchema>

export const documentPageSchema = z.object({
  items: z.array(documentSchema),
  /** Of those that `search` and `states` let through. */
  totalCount: z.int(),
  /** How many documents of the base are in each state, whatever is searched for. */
  stateCounts: z.record(documentStateSchema, z.int()),
})
export type DocumentPage = z.infer<typeof documentPageSchema>

/** A search for documents of any base by their names. */
export const documentSearchSchema = z.strictObject({ search: textSchema.trim().max(255).default(''), limit: z.int().min(1).max(50).default(8) })
export const foundDocumentSchema = z.object({ id: z.uuid(), name: z.string(), knowledgeBaseId: z.uuid(), knowledgeBaseName: z.string() })
export type FoundDocument = z.infer<typeof foundDocumentSchema>

/** A web page that becomes a document of a base. */
export const pageImportSchema = z.strictObject({ knowledgeBaseId: z.uuid(), url: textSchema.trim().min(1, 'Enter the address of a web page').max(2_048, 'An address has 2,048 characters at most') })
export type PageImport = z.infer<typeof pageImportSchema>

/** A text that becomes a document of a base; its first line is its name where none is given. */
export const pastedTextSchema = z.strictObject({
  knowledgeBaseId: z.uuid(),
  name: textSchema.trim().max(200, 'A name has 200 characters at most').default(''),
  text: textSchema.max(500_000, 'A pasted text has 500,000 characters at most; upload it as a file').refine((text) => text.trim() !== '', 'The text is empty; paste some'),
})
export type PastedText = z.infer<typeof pastedTextSchema>

/** Documents of which something is wanted at once. */
export const documentIdsSchema = z.strictObject({ ids: z.array(z.uuid()).min(1, 'Name the documents').max(1_000, 'Name 1,000 documents at most at once') })

/** A readable piece of a document: a page, or about 8,000 characters where there are no pages. Offsets are UTF-16 code units. */
export const documentBlockSchema = z.object({ index: z.int(), page: z.int().nullable(), start: z.int(), text: z.string() })
export type DocumentBlock = z.infer<typeof documentBlockSchema>

export const attemptStates = ['running', 'done', 'failed', 'cancelled', 'interrupted'] as const

/** An attempt at reading a document into an index: what it did, and what it cost. */
export const attemptSchema = z.object({
  /** The index of the base that it was for, counted from 1. */
  indexNumber: z.int(),
  /** Counts the attempts; the chunks that it made are the version of this number. */
  version: z.int(),
  /** Its version is the one that is searched, where its index is. */
  isActive: z.boolean(),
  /** interrupted: given back, because its process ended or the provider asked for patience. */
  state: z.enum(attemptStates),
  stages: z.array(stageProgressSchema),
  embeddingModel: z.string(),
  /** Tokens that were embedded; those of an earlier attempt are not embedded twice. */
  tokenCount: z.int(),
  errorText: z.string().nullable(),
  warnings: z.array(z.string()),
  startedAt: z.date(),
  endedAt: z.date().nullable(),
})
export type Attempt = z.infer<typeof attemptSchema>

import { z } from 'zod'
import { passageSchema } from '@/server/chunks/schema'
import { textSchema } from '@/server/text/schema'

/**
 * hybrid: by words and, where the base has a learned embedding model, by meaning. similarity: by the vectors alone.
 * mmr: by the vectors, each passage also by how little it repeats the ones before it.
 */
export const searchModes = ['hybrid', 'similarity', 'mmr'] as const
export type SearchMode = (typeof searchModes)[number]

/**
 * What orders the candidates once more. none: the ranks of the legs alone. lexical: every candidate is read again word by word, built
 * in. auto: lexical in the mode hybrid, none in the others. Else the id of a reranker (`rerank/…`) or of a chat model, which is asked.
 */
export const rerankSchema = z.union([z.enum(['auto', 'none', 'lexical']), z.string().regex(/^(rerank|openai|ollama)\/.+$/, 'is not the id of a model that can rerank')])

const metadataKeySchema = textSchema.trim().min(1).max(64).regex(/^[^"\\]*$/, 'A field whose name has a quotation mark or backslash cannot be filtered by')
const metadataValueSchema = z.union([textSchema.max(500), z.number(), z.boolean()])
const momentSchema = z.union([z.iso.datetime({ offset: true }), z.iso.date()])

/** Which documents are searched; a document must pass all that is given. */
export const retrievalFiltersSchema = z.strictObject({
  documentIds: z.array(z.uuid()).min(1).max(1_000).optional(),
  /** Field -> the value that it has, or some of which it has one. */
  metadata: z
    .record(metadataKeySchema, z.union([metadataValueSchema, z.array(metadataValueSchema).min(1).max(100)]))
    .refine((fields) => Object.keys(fields).length <= 20, 'Filter by 20 fields at most')
    .optional(),
  /** When the document was added, both ends included; a day without a time begins at midnight UTC. */
  createdAt: z.strictObject({ from: momentSchema.optional(), to: momentSchema.optional() }).optional(),
})
export type RetrievalFilters = z.infer<typeof retrievalFiltersSchema>

export const retrievalSettingsSchema = z
  .strictObject({
    mode: z.enum(searchModes).default('hybrid'),
    /** How many passages are returned at most. */
    limit: z.int().min(1).max(64).default(8),
    /** How many candidates each leg proposes. More find little that is better, and cost time. */
    candidates: z.int().min(1).max(1_024).default(64),
    /** Passages whose `relevance` is lower are not returned; 0 returns all. See hitSchema for what it is. */
    scoreThreshold: z.number().min(0).max(1).default(0),
    /** In the mode mmr: 1 looks at the similarity alone, 0 at the difference to what is chosen already. */
    lambda: z.number().min(0).max(1).default(0.5),
    /** In the mode hybrid: what the vectors count, the words count the rest. null: 0.5 with a learned embedding model, 0 with the built-in one. */
    vectorWeight: z.number().min(0).max(1).nullable().default(null),
    rerank: rerankSchema.default('auto'),
    /** How many passages before and after each hit come with it. */
    neighbours: z.int().min(0).max(3).default(0),
    filters: retrievalFiltersSchema.default({}),
  })
  .refine(({ limit, candidates }) => candidates >= limit, { path: ['candidates'], message: 'At least as many candidates as passages are needed' })
export type RetrievalSettings = z.infer<typeof retrievalSettingsSchema>

export const retrievalRequestSchema = z.strictObject({
  question: textSchema.trim().min(1).max(4_000),
  knowledgeBaseIds: z.array(z.uuid()).min(1).max(20),
  /** Another index of one of the bases, to be searched in the place of its active one. */
  indexId: z.uuid().optional(),
  settings: retrievalSettingsSchema.prefault({}),
  /** Also says what became of every candidate. */
  trace: z.boolean().default(false),
})
export type RetrievalRequest = z.infer<typeof retrievalRequestSchema>
/** A request with its defaults left out. */
export type RetrievalDraft = z.input<typeof retrievalRequestSchema>

/** What one stage thought of a hit: its place (1 is best) and its own score. */
export const stageScoreSchema = z.object({ rank: z.int(), score: z.number() })

/**
 * The stages that saw a passage, in their order: full text (BM25), vectors (cosine), the fusion of several rankings (reciprocal ranks),
 * reading the words again (0..1), choosing for difference (marginal relevance), a model that reranks (its own score).
 */
export const stagesSchema = z.object({
  text: stageScoreSchema.optional(),
  vector: stageScoreSchema.optional(),
  fused: stageScoreSchema.optional(),
  rescored: stageScoreSchema.optional(),
  mmr: stageScoreSchema.optional(),
  reranked: stageScoreSchema.optional(),
})
export type Stages = z.infer<typeof stagesSchema>

/**
 * How well a passage fits, in three numbers that compare between questions:
 * coverage, 0..1: how much of the question's words it holds, the rarer in these bases the more;
 * similarity, -1..1: the cosine of the vectors of question and passage, null where no vectors took part;
 * relevance, 0..1: the one that `scoreThreshold` cuts. In the mode hybrid it is w · similarity + (1 - w) · coverage with the vector
 * weight w of the base (a similarity below 0 counts as 0); in the modes similarity and mmr it is the similarity.
 */
const fitShape = { coverage: z.number(), similarity: z.number().nullable(), relevance: z.number() }

export const hitSchema = passageSchema.extend({
  chunkId: z.uuid(),
  documentId: z.uuid(),
  indexedDocumentId: z.uuid(),
  documentName: z.string(),
  knowledgeBaseId: z.uuid(),
  version: z.int(),
  /** What it stands under without holding it, such as the header row of its table; empty when there is nothing. */
  context: z.string(),
  /** 0..1, what its place rests on; comparable between the hits of one retrieval only. */
  score: z.number(),
  ...fitShape,
  stages: stagesSchema,
  /** Where the question's words are in the text: [start, end) in UTF-16 code units, in order, not touching. */
  matches: z.array(z.tuple([z.int(), z.int()])),
  /** The passages around it, in the order of the document, without what they share with it; none is given twice in one retrieval. */
  before: z.array(passageSchema),
  after: z.array(passageSchema),
})
export type Hit = z.infer<typeof hitSchema>

/**
 * Where a passage fell out. notCandidate: no leg proposed it. oldVersion: a newer version of its document is searched, or none any more.
 * disabled: it or its document is switched off. filtered: its document does not pass the filters. threshold: its relevance is too low.
 * duplicate: a better one says the same. rerank: reranking moved it below the cut. limit: enough others were better.
 */
export const fallStages = ['notCandidate', 'oldVersion', 'disabled', 'filtered', 'threshold', 'duplicate', 'rerank', 'limit'] as const
export type FallStage = (typeof fallStages)[number]

/** A candidate and what became of it. */
export const tracedSchema = z.object({
  chunkId: z.uuid(),
  documentId: z.uuid(),
  documentName: z.string(),
  index: z.int(),
  /** The beginning of its text. */
  preview: z.string(),
  score: z.number(),
  ...fitShape,
  stages: stagesSchema,
  /** null: it was returned. */
  fell: z.enum(fallStages).nullable(),
  /** The better passage that says the same. */
  duplicateOf: z.uuid().nullable(),
})
export type Traced = z.infer<typeof tracedSchema>

export const retrievalSchema = z.object({
  /** lexical: only words were searched. hybrid: words and vectors. vector: vectors alone. */
  engine: z.enum(['lexical', 'hybrid', 'vector']),
  hits: z.array(hitSchema),
  /** How many distinct candidates were considered. */
  candidateCount: z.int(),
  /** failed: `message` says why, and the order is that before reranking. */
  rerank: z.object({ by: z.string().nullable(), status: z.enum(['off', 'done', 'failed']), message: z.string().nullable() }),
  /** What ended the list, and the score of the best passage that it cost: its relevance for the threshold, its score for the limit. */
  cut: z.object({ by: z.enum(['limit', 'threshold']), score: z.number() }).nullable(),
  /** All candidates in their order with what became of each; null unless the request asked for it. */
  trace: z.array(tracedSchema).nullable(),
  tookMs: z.number(),
})
export type Retrieval = z.infer<typeof retrievalSchema>

/** What is kept of a retrieval with the answer that rests on it: enough to say later why a passage was found, without its text. */
export const retrievalRecordSchema = z.object({
  /** As it was searched for. */
  question: z.string(),
  /** The bases that were searched. */
  knowledgeBaseIds: z.array(z.uuid()).default([]),
  settings: retrievalSettingsSchema,
  rerank: retrievalSchema.shape.rerank,
  cut: retrievalSchema.shape.cut,
  hits: z.array(hitSchema.pick({ chunkId: true, documentId: true, score: true, coverage: true, similarity: true, relevance: true, stages: true })),
})
export type RetrievalRecord = z.infer<typeof retrievalRecordSchema>

export const explanationRequestSchema = retrievalRequestSchema.omit({ trace: true }).extend({ chunkId: z.uuid() })
export type ExplanationDraft = z.input<typeof explanationRequestSchema>

/** One change of the settings that brings the passage back, and the place it then has. Several parts are needed together. */
export const remedySchema = z.object({
  changes: z.array(z.object({ setting: z.enum(['mode', 'limit', 'candidates', 'scoreThreshold', 'lambda', 'vectorWeight', 'rerank', 'filters']), value: z.union([z.string(), z.number()]) })),
  rank: z.int(),
})
export type Remedy = z.infer<typeof remedySchema>

export const explanationSchema = z.object({
  chunkId: z.uuid(),
  documentId: z.uuid(),
  documentName: z.string(),
  /** Its place among the hits; null when it is not one of them. */
  rank: z.int().nullable(),
  /** Where it fell out; null when it is a hit. */
  fell: z.enum(fallStages).nullable(),
  duplicateOf: z.uuid().nullable(),
  /** Whether the bases that were asked hold it, and the search index has it. */
  isSearched: z.boolean(),
  isIndexed: z.boolean(),
  isCurrent: z.boolean(),
  isEnabled: z.boolean(),
  isDocumentEnabled: z.boolean(),
  /** The filters that its document does not pass. */
  filteredBy: z.array(z.enum(['documentIds', 'metadata', 'createdAt'])),
  /** Its place among all passages by words and by vectors, as far as `rankDepth`; null beyond, or when it shares nothing with the question. */
  textRank: z.int().nullable(),
  vectorRank: z.int().nullable(),
  rankDepth: z.int(),
  /** What the stages thought of it, as far as it came. */
  score: z.number().nullable(),
  relevance: z.number().nullable(),
  stages: stagesSchema,
  /** The smallest single changes that bring it back, or one of several parts when no single one does. */
  remedies: z.array(remedySchema),
})
export type Explanation = z.infer<typeof explanationSchema>

import { z } from 'zod'
import * as assistants from '@/server/assistants/service'
import type { Actor } from '@/server/auth/actor'
import { readAnswer, startOfAnswer } from '@/server/chat/readAnswer'
import { stop } from '@/server/chat/stop'
import { startTurn } from '@/server/chat/turn'
import * as chunks from '@/server/chunks/service'
import * as answers from '@/server/conversations/answers'
import * as documents from '@/server/documents/service'
import { AppError } from '@/server/errors'
import { newId } from '@/server/ids'
import * as knowledge from '@/server/knowledge/service'
import { retrieve } from '@/server/retrieval/retrieve'
import { retrievalRequestSchema, retrievalSettingsSchema } from '@/server/retrieval/schema'
import { textSchema } from '@/server/text/schema'

const question = textSchema.trim().min(1).max(4_000).describe('A question, or words to search for')

export const listInput = z.strictObject({})
export const listOutput = z.object({
  knowledgeBases: z.array(z.object({ id: z.uuid(), name: z.string(), description: z.string(), documentCount: z.int(), passageCount: z.int() })),
  assistants: z.array(z.object({ id: z.uuid(), name: z.string(), description: z.string() })),
})

/** What can be searched, and who can be asked. */
export async function listBases(actor: Actor): Promise<z.output<typeof listOutput>> {
  const [bases, mine] = await Promise.all([knowledge.list(actor), assistants.list(actor)])
  return listOutput.parse({ knowledgeBases: bases.map((base) => ({ ...base, passageCount: base.chunkCount })), assistants: mine })
}

export const searchInput = z.strictObject({
  question,
  knowledgeBaseIds: z.array(z.uuid()).min(1).max(20).optional().describe('The knowledge bases to search; all of them when left out'),
  limit: retrievalSettingsSchema.shape.limit.describe('How many passages at most'),
})
export const searchOutput = z.object({
  passages: z.array(
    z.object({
      passageId: z.uuid().describe('For read_passage'),
      documentId: z.uuid(),
      documentName: z.string(),
      knowledgeBaseId: z.uuid(),
      page: z.int().nullable(),
      headingPath: z.array(z.string()),
      text: z.string(),
      relevance: z.number().describe('0 to 1: how well it fits the question'),
    }),
  ),
})

/** Passages that fit a question, the best first. */
export async function search(actor: Actor, input: z.output<typeof searchInput>, signal: AbortSignal): Promise<z.output<typeof searchOutput>> {
  const knowledgeBaseIds = input.knowledgeBaseIds ?? (await knowledge.list(actor)).map(({ id }) => id).slice(0, 20)
  if (knowledgeBaseIds.length === 0) throw new AppError('not_found', 'There is no knowledge base yet; create one first')
  const { hits } = await retrieve(actor, retrievalRequestSchema.parse({ question: input.question, knowledgeBaseIds, settings: { limit: input.limit } }), {}, signal)
  return searchOutput.parse({ passages: hits.map((hit) => ({ ...hit, passageId: hit.chunkId })) })
}

export const readInput = z.strictObject({ passageId: z.uuid().describe('From search_knowledge_base, or from the citations of an answer') })
const passageShape = { passageId: z.uuid(), index: z.int().describe('Its number in the document'), page: z.int().nullable(), headingPath: z.array(z.string()), text: z.string() }
export const readOutput = z.object({ ...passageShape, documentId: z.uuid(), documentName: z.string(), before: z.object(passageShape).nullable(), after: z.object(passageShape).nullable() })

/** A passage whole, with the ones around it. */
export async function readPassage(actor: Actor, { passageId }: z.output<typeof readInput>): Promise<z.output<typeof readOutput>> {
  const chunk = await chunks.get(actor, passageId)
  const around = await chunks.list(actor, { documentId: chunk.documentId, search: '', afterIndex: chunk.index - 2, limit: 3 })
  const at = (index: number) => {
    const found = around.find((one) => one.index === index)
    return found === undefined ? null : { ...found, passageId: found.id }
  }
  const { name } = await documents.get(actor, chunk.documentId)
  return readOutput.parse({ ...chunk, passageId: chunk.id, documentName: name, before: at(chunk.index - 1), after: at(chunk.index + 1) })
}

export const askInput = z.strictObject({
  question: textSchema.trim().min(1).max(100_000),
  assistantId: z.uuid().optional().describe('Whom to ask, from list_knowledge_bases; the default model when left out'),
  knowledgeBaseIds: z.array(z.uuid()).max(20).optional().describe("What is searched for the answer; the assistant's own when left out"),
})
export const askOutput = z.object({
  answer: z.string().describe('Numbers in brackets are those of the citations'),
  citations: z.array(z.object({ ordinal: z.int(), documentName: z.string(), passageId: z.uuid().nullable(), url: z.string().nullable(), page: z.int().nullable(), quote: z.string() })),
})

/** An answer with its sources. The conversation is temporary; who leaves ends it. */
export async function ask(actor: Actor, { question: text, assistantId, knowledgeBaseIds }: z.output<typeof askInput>, signal: AbortSignal): Promise<z.output<typeof askOutput>> {
  const answerId = await startTurn(actor, { conversationId: null, requestId: newId(), text, modelId: null, assistantId: assistantId ?? null, knowledgeBaseIds: knowledgeBaseIds ?? null, isTemporary: true })
  for await (const { event } of readAnswer(actor, answerId, startOfAnswer, signal)) if (event.type === 'error') throw new AppError('upstream_failed', event.message)
  if (signal.aborted) await stop(actor, answerId)
  const { content, citations } = await answers.get(actor, answerId)
  return askOutput.parse({ answer: content, citations: citations.map((citation) => ({ ...citation, passageId: citation.chunkId })) })
}

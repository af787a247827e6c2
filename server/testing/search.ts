import type { Actor } from '@/server/auth/actor'
import { embedQuery } from '@/server/models/service'
import { retrieve } from '@/server/retrieval/retrieve'
import { retrievalRequestSchema } from '@/server/retrieval/schema'

/** The texts of the passages that a question finds in a base, the best first, with the settings that nobody changed. */
export async function textsFound(actor: Actor, knowledgeBaseId: string, question: string): Promise<string[]> {
  const { hits } = await retrieve(actor, retrievalRequestSchema.parse({ question, knowledgeBaseIds: [knowledgeBaseId] }), { embedQuery })
  return hits.map((hit) => hit.text)
}

import { z } from 'zod'
import { variableValuesSchema } from '@/server/assistants/schema'
import type { Owner } from '@/server/auth/actor'
import { db, type Prisma } from '@/server/database'
import { retrievalSettingsSchema } from '@/server/retrieval/schema'
import { readableBy } from '@/server/teams/access'

/** What a question is asked with beside its model. What is left out stays as it was in its conversation. */
export const askedWithSchema = z.object({
  knowledgeBaseIds: z.array(z.uuid()),
  searchesWeb: z.boolean().optional(),
  variables: variableValuesSchema.optional(),
  systemPrompt: z.string().nullable().optional(),
  /** Whether a follow-up question may be searched for in other words. */
  rewrite: z.boolean().optional(),
  /** How its bases are searched, for this question alone. */
  retrieval: retrievalSettingsSchema.optional(),
})
export type AskedWith = z.infer<typeof askedWithSchema>

/** The fields of a conversation that a question sets. */
export function fieldsOf({ searchesWeb, variables, systemPrompt }: AskedWith): Pick<AskedWith, 'searchesWeb' | 'variables' | 'systemPrompt'> {
  return {
    ...(searchesWeb === undefined ? {} : { searchesWeb }),
    ...(variables === undefined ? {} : { variables }),
    ...(systemPrompt === undefined ? {} : { systemPrompt }),
  }
}

/** The statements that make a conversation search these bases. */
export function linkBases(conversationId: string, knowledgeBaseIds: readonly string[]): Prisma.PrismaPromise<unknown>[] {
  return [
    db.conversationKnowledgeBase.deleteMany({ where: { conversationId } }),
    db.conversationKnowledgeBase.createMany({ data: [...new Set(knowledgeBaseIds)].map((knowledgeBaseId) => ({ conversationId, knowledgeBaseId })) }),
  ]
}

/** Those of the bases that are still there to be read. */
export async function basesLeft(owner: Owner, ids: readonly string[]): Promise<string[]> {
  return (await db.knowledgeBase.findMany({ where: { id: { in: [...ids] }, ...readableBy(owner) }, select: { id: true } })).map(({ id }) => id)
}

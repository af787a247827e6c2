import type { Owner } from '@/server/auth/actor'
import { db } from '@/server/database'
import { AppError } from '@/server/errors'
import { gateVerdict } from '@/server/evaluation/gate'
import * as indexes from '@/server/knowledge/indexes'
import type { KnowledgeIndex } from '@/server/knowledge/schema'
import { requireWritable } from '@/server/teams/access'

/**
 * Makes another index the one that is searched; where the base has a gate, only when its test questions find no less with it. The way
 * back to the index before is always open.
 * @throws AppError not_found, forbidden; conflict while it is being filled, and when it would find less.
 */
export async function switchIndex(owner: Owner, id: string, signal?: AbortSignal): Promise<KnowledgeIndex> {
  const { knowledgeBaseId } = await indexes.searchedIndex(owner, id)
  await requireWritable(owner, [knowledgeBaseId])
  const gated = await db.knowledgeBase.count({ where: { id: knowledgeBaseId, isGated: true, indexes: { some: { id, state: 'building' } } } })
  if (gated > 0) await passGate(owner, knowledgeBaseId, id, signal)
  return indexes.switchTo(owner, id)
}

async function passGate(owner: Owner, knowledgeBaseId: string, id: string, signal: AbortSignal | undefined): Promise<void> {
  const { passes, comparison } = await gateVerdict(owner, knowledgeBaseId, id, signal)
  if (passes) return
  const worse = comparison?.questions.filter((question) => question.verdict === 'worse').length ?? 0
  throw new AppError('conflict', `${worse} test questions find less with this index; look at them in the test set, or switch the gate of the base off`)
}

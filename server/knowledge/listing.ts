import type { Actor } from '@/server/auth/actor'
import { notFound } from '@/server/errors'
import type { KnowledgeBase } from '@/server/knowledge/schema'
import * as knowledge from '@/server/knowledge/service'

export interface BaseList {
  readonly id?: string | undefined
  /** The whole name, in whatever letter case. */
  readonly name?: string | undefined
  readonly sortBy: 'createdAt' | 'updatedAt'
  readonly isDescending: boolean
  readonly offset: number
  readonly limit: number
}

/** A page of the bases of the actor, and how many there are. @throws AppError not_found when one that is named by id or name is not there. */
export async function list(actor: Actor, { id, name, sortBy, isDescending, offset, limit }: BaseList): Promise<{ items: KnowledgeBase[]; totalCount: number }> {
  const all = await knowledge.list(actor)
  const found = all.filter((base) => (id === undefined || base.id === id) && (name === undefined || knowledge.nameKey(base.name) === knowledge.nameKey(name)))
  if (found.length === 0 && (id !== undefined || name !== undefined)) throw notFound('knowledge base')
  // Of two of the same moment the later id is the later one.
  const sorted = found.toSorted((one, other) => one[sortBy].getTime() - other[sortBy].getTime() || (one.id < other.id ? -1 : 1))
  return { items: (isDescending ? sorted.toReversed() : sorted).slice(offset, offset + limit), totalCount: found.length }
}

/** The bases of some names. @throws AppError not_found when one is not the actor's. */
export async function named(actor: Actor, names: readonly string[]): Promise<KnowledgeBase[]> {
  const all = await knowledge.list(actor)
  return names.map((name) => {
    const base = all.find((candidate) => knowledge.nameKey(candidate.name) === knowledge.nameKey(name))
    if (base === undefined) throw notFound('knowledge base')
    return base
  })
}

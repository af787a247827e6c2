// Some clients upload documents without saying where to. Each person has one base for those, made when it is first wanted.
import { type Actor, visibleTo } from '@/server/auth/actor'
import { db } from '@/server/database'
import { AppError } from '@/server/errors'
import { derivedId } from '@/server/ids'
import { create } from '@/server/knowledge/service'

const idOf = ({ tenantId, userId }: Actor): string => derivedId('default base', tenantId, userId)
const names = 50

/** The default base of the actor; null while nothing was put into it. */
export async function findDefaultBase(actor: Actor): Promise<string | null> {
  const row = await db.knowledgeBase.findFirst({ where: { id: idOf(actor), ...visibleTo(actor) }, select: { id: true } })
  return row?.id ?? null
}

/** The same, made when there is none. */
export async function defaultBase(actor: Actor): Promise<string> {
  for (let number = 1; number <= names; number += 1) {
    const found = await findDefaultBase(actor)
    if (found !== null) return found
    try {
      return (await create(actor, { name: number === 1 ? 'Documents' : `Documents (${number})` }, undefined, idOf(actor))).id
    } catch (error) {
      // The name is taken, or another upload made the base in this moment.
      if (!(error instanceof AppError && error.kind === 'conflict')) throw error
    }
  }
  throw new AppError('conflict', 'All names for the default knowledge base are taken; rename one that is called Documents')
}

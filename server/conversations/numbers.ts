// Some clients name a conversation by a whole number. It is given when one of them first asks, and stays.
import { type Owner, visibleTo } from '@/server/auth/actor'
import { db, isUniqueViolation } from '@/server/database'
import { notFound } from '@/server/errors'

/** The numbers of conversations by their ids. The conversations must be there. */
export async function numbersOf(ids: readonly string[]): Promise<Map<string, number>> {
  const known = await numbersAmong(ids)
  // The oldest first, so that their numbers are in the order of their ages.
  const unnumbered = ids.filter((id) => !known.has(id)).toSorted()
  if (unnumbered.length === 0) return known
  await db.conversationNumber.createMany({ data: unnumbered.map((conversationId) => ({ conversationId })) }).catch(async (error: unknown) => {
    if (!isUniqueViolation(error)) throw error
    // Another request gives some of them one in this moment.
    for (const id of unnumbered) await give(id)
  })
  return new Map([...known, ...(await numbersAmong(unnumbered))])
}

export async function numberOf(id: string): Promise<number> {
  return (await numbersOf([id])).get(id) ?? 0
}

/** The id of the conversation with a number. @throws AppError not_found. */
export async function idOf(owner: Owner, number: number): Promise<string> {
  const row = await db.conversationNumber.findFirst({ where: { number, conversation: visibleTo(owner) }, select: { conversationId: true } })
  if (row === null) throw notFound('conversation')
  return row.conversationId
}

async function give(conversationId: string): Promise<void> {
  await db.conversationNumber.create({ data: { conversationId } }).catch((error: unknown) => {
    if (!isUniqueViolation(error)) throw error
  })
}

/** Ids in one statement: far below what either database takes. */
const idsPerStatement = 500

async function numbersAmong(ids: readonly string[]): Promise<Map<string, number>> {
  const known = new Map<string, number>()
  for (let start = 0; start < ids.length; start += idsPerStatement) {
    const rows = await db.conversationNumber.findMany({ where: { conversationId: { in: ids.slice(start, start + idsPerStatement) } } })
    for (const { conversationId, number } of rows) known.set(conversationId, number)
  }
  return known
}

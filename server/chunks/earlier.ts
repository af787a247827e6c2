// What a passage said before somebody changed it by hand; kept with the passage, so that it goes where the passage goes.
import { z } from 'zod'
import type { Actor } from '@/server/auth/actor'
import type { EarlierPassage } from '@/server/chunks/schema'
import * as chunks from '@/server/chunks/service'
import { db, type Prisma } from '@/server/database'

/** Changes that are kept of a passage; what it said at first is always among them. */
const mostKept = 20

const earlierTextSchema = z.object({
  text: z.string(),
  keywords: z.array(z.string()),
  /** When it was changed into what came after it, and by whom. */
  changedAt: z.coerce.date(),
  changedBy: z.string(),
})
export type EarlierText = z.infer<typeof earlierTextSchema>
/** The same as they come back from a JSON column, the newest first. */
export const storedTextsSchema = z.array(earlierTextSchema).catch([])

/** As they are written into the column. */
export const storableTexts = (texts: readonly EarlierText[]): Prisma.InputJsonArray => texts.map((earlier) => ({ ...earlier, changedAt: earlier.changedAt.toISOString() }))

/** The history of a passage with what it says now, which is about to change. */
export async function withPresent(id: string, present: EarlierText): Promise<EarlierText[]> {
  const row = await db.chunk.findUnique({ where: { id }, select: { earlier: true } })
  const before = storedTextsSchema.parse(row?.earlier)
  return before.length < mostKept ? [present, ...before] : [present, ...before.slice(0, mostKept - 2), ...before.slice(-1)]
}

/** What a passage said before, the newest first. @throws AppError not_found. */
export async function history(actor: Actor, id: string): Promise<EarlierPassage[]> {
  await chunks.get(actor, id)
  const row = await db.chunk.findUnique({ where: { id }, select: { earlier: true } })
  const texts = storedTextsSchema.parse(row?.earlier)
  const people = await db.user.findMany({ where: { id: { in: texts.map(({ changedBy }) => changedBy) } }, select: { id: true, username: true } })
  const nameOf = new Map(people.map((person) => [person.id, person.username]))
  return texts.map((earlier) => ({ ...earlier, changedBy: nameOf.get(earlier.changedBy) ?? null }))
}

import { z } from 'zod'
import { type Actor, visibleTo } from '@/server/auth/actor'
import { db } from '@/server/database'
import type { foundTitleSchema, Snippet, titleSearchSchema } from '@/server/search/schema'
import { fold, originalSpan } from '@/server/text/normalise'

/** Titles that are looked at, the last used first. */
const maxTitles = 10_000

/**
 * The actor's conversations whose titles hold all words of a search, the last used first. Titles are few and short: they are compared here,
 * folded, because no database knows that 陽 is 阳; and by their letters, so that the beginning of a word is enough.
 */
export async function searchTitles(actor: Actor, { search, limit }: z.output<typeof titleSearchSchema>): Promise<z.infer<typeof foundTitleSchema>[]> {
  const words = fold(search).text.split(/\s+/).filter((word) => word !== '')
  if (words.length === 0) return []
  // Past Prisma, which would take most of the time for making thousands of objects of it.
  const rows = titleRowsSchema.parse(
    await db.$queryRaw`SELECT "id", "title" FROM "Conversation" WHERE "ownerId" = ${actor.userId} AND "isTemporary" = ${false} ORDER BY "updatedAt" DESC, "id" DESC LIMIT ${maxTitles}`,
  )
  const found: { id: string; title: Snippet }[] = []
  for (const { id, title } of rows) {
    const marks = marksIn(title, words)
    if (marks !== null) found.push({ id, title: { text: title, marks } })
    if (found.length === limit) break
  }
  const facts = await db.conversation.findMany({ where: { ...visibleTo(actor), id: { in: found.map(({ id }) => id) } }, select: { id: true, updatedAt: true, archivedAt: true } })
  const factsOf = new Map(facts.map((row) => [row.id, row]))
  return found.flatMap((hit) => {
    const row = factsOf.get(hit.id)
    return row === undefined ? [] : [{ ...hit, updatedAt: row.updatedAt, isArchived: row.archivedAt !== null }]
  })
}

const titleRowsSchema = z.array(z.object({ id: z.string(), title: z.string() }))

/** Where the words stand in a title, in order and without overlap; null when one of them is missing. */
function marksIn(title: string, words: readonly string[]): { start: number; end: number }[] | null {
  const folded = fold(title)
  const places = words.map((word) => ({ at: folded.text.indexOf(word), length: word.length }))
  if (places.some(({ at }) => at === -1)) return null
  const marks: { start: number; end: number }[] = []
  for (const { at, length } of places.toSorted((a, b) => a.at - b.at)) {
    const { start, end } = originalSpan(folded, at, at + length)
    const last = marks.at(-1)
    if (last !== undefined && start < last.end) last.end = Math.max(last.end, end)
    else marks.push({ start, end })
  }
  return marks
}

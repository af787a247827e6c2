import { z } from 'zod'
import { type Actor, visibleTo } from '@/server/auth/actor'
import { db, joined, sql } from '@/server/database'
import type { foundMessagePageSchema, messageCursorSchema, messageSearchSchema } from '@/server/search/schema'
import { snippetOf } from '@/server/search/snippet'
import { isStopWord, wantedTerms } from '@/server/text/terms'

/** Words of a search that are looked for; more say nothing more. */
const maxWanted = 24
/** Messages that are put in order one by one. Where more have all words, the newest are soon found by going back in time. */
const maxOrdered = 500

/** The words that a message must have, all of them: small words count where there are no others. */
function wantedOf(search: string): Set<string> {
  const all = [...wantedTerms(search)]
  const telling = all.filter((term) => !isStopWord(term))
  return new Set((telling.length > 0 ? telling : all).slice(0, maxWanted))
}

/** The actor's messages that have all words of a search, the newest first. */
export async function searchMessages(actor: Actor, { search, cursor, limit }: z.output<typeof messageSearchSchema>): Promise<z.infer<typeof foundMessagePageSchema>> {
  const wanted = wantedOf(search)
  if (wanted.size === 0) return { items: [], nextCursor: null }
  const owner = visibleTo(actor)
  const rows = await newest(owner, wanted, { cursor, limit: limit + 1 })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const [titles, contents] = await Promise.all([titlesOf(actor, page.map(({ conversationId }) => conversationId)), contentsOf(page.map(({ id }) => id))])
  return {
    items: page.flatMap((message) => {
      const [conversationTitle, content] = [titles.get(message.conversationId), contents.get(message.id)]
      return conversationTitle === undefined || content === undefined ? [] : [{ ...message, conversationTitle, snippet: snippetOf(wanted, content) }]
    }),
    nextCursor: rows.length > limit && last !== undefined ? { createdAt: last.createdAt, id: last.id } : null,
  }
}

const selected = { id: true, conversationId: true, role: true, createdAt: true } as const

/** The newest messages that have all words, of those after the cursor. */
async function newest(owner: ReturnType<typeof visibleTo>, wanted: ReadonlySet<string>, { cursor, limit }: { cursor: Cursor | null | undefined; limit: number }): Promise<Candidate[]> {
  const terms = await rarestFirst(owner.ownerId, [...wanted])
  const ids = await idsHaving(owner.ownerId, terms)
  if (ids.length <= maxOrdered) {
    // By nothing but their ids, which are of the owner's words, and put in order here: SQLite would go through all messages by owner or age instead.
    const rows = await db.message.findMany({ where: { id: { in: ids } }, select: selected })
    return rows
      .filter((row) => cursor == null || isBefore(row, cursor))
      .toSorted((a, b) => (isBefore(a, b) ? 1 : -1))
      .slice(0, limit)
  }
  return walk(owner, terms, { cursor, limit })
}

/**
 * Goes back in time, looking which of the next messages have all words, more of them each time. With so many that do, it is soon done; and
 * every step is one that both databases answer from an index, whatever they believe about the words.
 */
async function walk(owner: ReturnType<typeof visibleTo>, terms: readonly string[], { cursor, limit }: { cursor: Cursor | null | undefined; limit: number }): Promise<Candidate[]> {
  const found: Candidate[] = []
  let [last, size] = [cursor ?? null, firstStep]
  for (;;) {
    const before = last === null ? {} : { createdAt: { lte: last.createdAt }, OR: [{ createdAt: { lt: last.createdAt } }, { id: { lt: last.id } }] }
    const page: Candidate[] = await db.message.findMany({ where: { ...owner, ...before }, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: size, select: selected })
    let ids = page.map(({ id }) => id)
    for (const term of terms) {
      const rows = await db.messageTerm.findMany({ where: { ownerId: owner.ownerId, term, messageId: { in: ids } }, select: { messageId: true } })
      ids = rows.map(({ messageId }) => messageId)
    }
    const having = new Set(ids)
    found.push(...page.filter(({ id }) => having.has(id)))
    last = page.at(-1) ?? null
    if (found.length >= limit || page.length < size) return found.slice(0, limit)
    size = Math.min(size * 2, lastStep)
  }
}

const [firstStep, lastStep] = [500, 8_000]

interface Candidate extends Cursor {
  readonly conversationId: string
  readonly role: 'user' | 'assistant' | 'system'
}

type Cursor = z.output<typeof messageCursorSchema>

const isBefore = (a: Cursor, b: Cursor): boolean => a.createdAt < b.createdAt || (a.createdAt.getTime() === b.createdAt.getTime() && a.id < b.id)

/** The ids of the messages that have all words, or more of them than can be put in order. */
async function idsHaving(ownerId: string, [rarest = '', ...others]: readonly string[]): Promise<string[]> {
  const and = others.map((term) => sql`AND EXISTS (SELECT 1 FROM "MessageTerm" o WHERE o."ownerId" = ${ownerId} AND o."term" = ${term} AND o."messageId" = t."messageId")`)
  const rows = await db.$queryRaw`SELECT t."messageId" AS id FROM "MessageTerm" t WHERE t."ownerId" = ${ownerId} AND t."term" = ${rarest} ${and.length === 0 ? sql`` : joined(and, ' ')} LIMIT ${maxOrdered + 1}`
  return idRowsSchema.parse(rows).map(({ id }) => id)
}

const idRowsSchema = z.array(z.object({ id: z.string() }))
const countRowsSchema = z.array(z.object({ term: z.string(), count: z.coerce.number() }))

/** Words by how many messages have them, counted as far as it matters. */
async function rarestFirst(ownerId: string, terms: readonly string[]): Promise<string[]> {
  if (terms.length === 1) return [...terms]
  const counts = terms.map((term) => sql`SELECT CAST(${term} AS text) AS term, count(*) AS count FROM (SELECT 1 FROM "MessageTerm" WHERE "ownerId" = ${ownerId} AND "term" = ${term} LIMIT ${maxOrdered}) AS counted`)
  const rows = countRowsSchema.parse(await db.$queryRaw`${joined(counts, ' UNION ALL ')}`)
  return rows.toSorted((a, b) => a.count - b.count).map(({ term }) => term)
}

async function contentsOf(ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.message.findMany({ where: { id: { in: [...ids] } }, select: { id: true, content: true } })
  return new Map(rows.map(({ id, content }) => [id, content]))
}

/** Asked for by themselves: a conversation may be deleted at this moment. */
async function titlesOf(actor: Actor, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.conversation.findMany({ where: { ...visibleTo(actor), isTemporary: false, id: { in: [...new Set(ids)] } }, select: { id: true, title: true } })
  return new Map(rows.map(({ id, title }) => [id, title]))
}

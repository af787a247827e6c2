import type { z } from 'zod'
import { type Actor, visibleTo } from '@/server/auth/actor'
import { db } from '@/server/database'
import type { foundMessagePageSchema, messageSearchSchema } from '@/server/search/schema'
import { snippetOf } from '@/server/search/snippet'
import { isStopWord, wantedTerms } from '@/server/text/terms'

/** Words of a search that are looked for; more say nothing more. */
const maxWanted = 24

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
  const rows = await db.message.findMany({
    where: {
      ...owner,
      AND: [...wanted].map((term) => ({ terms: { some: { ownerId: owner.ownerId, term } } })),
      ...(cursor == null ? {} : { OR: [{ createdAt: { lt: cursor.createdAt } }, { createdAt: cursor.createdAt, id: { lt: cursor.id } }] }),
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    select: { id: true, conversationId: true, role: true, createdAt: true, content: true },
  })
  const page = rows.slice(0, limit)
  const titles = await titlesOf(actor, page.map(({ conversationId }) => conversationId))
  const last = page.at(-1)
  return {
    items: page.flatMap(({ content, ...message }) => {
      const conversationTitle = titles.get(message.conversationId)
      return conversationTitle === undefined ? [] : [{ ...message, conversationTitle, snippet: snippetOf(wanted, content) }]
    }),
    nextCursor: rows.length > limit && last !== undefined ? { createdAt: last.createdAt, id: last.id } : null,
  }
}

/** Asked for by themselves: a conversation may be deleted at this moment. */
async function titlesOf(actor: Actor, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.conversation.findMany({ where: { ...visibleTo(actor), isTemporary: false, id: { in: [...new Set(ids)] } }, select: { id: true, title: true } })
  return new Map(rows.map(({ id, title }) => [id, title]))
}

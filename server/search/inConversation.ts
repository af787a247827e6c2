import type { z } from 'zod'
import { type Actor, visibleTo } from '@/server/auth/actor'
import { branchTo } from '@/server/conversations/branch'
import { db } from '@/server/database'
import { notFound } from '@/server/errors'
import type { conversationSearchSchema, foundInConversationSchema } from '@/server/search/schema'
import { fold, originalSpan } from '@/server/text/normalise'

/** The messages of the branch that is shown that hold a text, letter for letter but for case, accents and the forms of Chinese characters. @throws AppError not_found. */
export async function findInConversation(actor: Actor, { id, search }: z.output<typeof conversationSearchSchema>): Promise<z.infer<typeof foundInConversationSchema>> {
  const [row, messages] = await Promise.all([
    db.conversation.findFirst({ where: { id, ...visibleTo(actor) }, select: { headId: true } }),
    db.message.findMany({ where: { conversationId: id, role: { not: 'system' }, ...visibleTo(actor) }, orderBy: { seq: 'asc' }, select: { id: true, parentId: true, content: true } }),
  ])
  if (row === null) throw notFound('conversation')
  const wanted = fold(search).text
  if (wanted === '') return []
  return branchTo(row.headId, messages).flatMap(({ id: messageId, content }) => {
    const found = occurrencesOf(wanted, content)
    return found.length === 0 ? [] : [{ id: messageId, count: found.length, forms: [...new Set(found)] }]
  })
}

/** What of a text is found, as it is written there. */
function occurrencesOf(wanted: string, text: string): string[] {
  const folded = fold(text)
  const found: string[] = []
  for (let at = folded.text.indexOf(wanted); at !== -1; at = folded.text.indexOf(wanted, at + wanted.length)) {
    const { start, end } = originalSpan(folded, at, at + wanted.length)
    found.push(text.slice(start, end))
  }
  return found
}

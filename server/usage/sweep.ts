import { db } from '@/server/database'
import { log } from '@/server/log'
import { type Hold, priceOf, release, settleAmount } from '@/server/usage/hold'
import { countTokens } from '@/server/text/tokens'

/** So long after it was made, an answer's reservation is held against the answer: its end is no longer on its way to the books. */
const graceMs = 20_000
const atOnce = 100

/**
 * Closes the reservations of calls whose process has died. What an answer had said by then is paid, as far as can be counted;
 * everything else is given back.
 */
export async function sweepReservations(now = Date.now()): Promise<void> {
  const due = [{ expiresAt: { lt: new Date(now) } }, { messageId: { not: null }, createdAt: { lt: new Date(now - graceMs) } }]
  const rows = await db.reservation.findMany({ where: { OR: due }, orderBy: { createdAt: 'asc' }, take: atOnce })
  if (rows.length === 0) return
  const ids = rows.flatMap(({ messageId }) => (messageId === null ? [] : [messageId]))
  const messages = new Map((await db.message.findMany({ where: { id: { in: ids } }, select: { id: true, status: true, content: true } })).map((message) => [message.id, message]))
  for (const row of rows) {
    const message = messages.get(row.messageId ?? '')
    if (message !== undefined && row.expiresAt.getTime() > now && ['pending', 'streaming'].includes(message.status)) continue
    await closeAbandoned(row, message?.content ?? '').catch((error: unknown) => log.error('a reservation could not be closed', error, { holdId: row.id }))
  }
}

type Row = Awaited<ReturnType<typeof db.reservation.findMany>>[number]

async function closeAbandoned(row: Row, content: string): Promise<void> {
  const prices = { inputMicrosPerMillion: Number(row.inputMicrosPerMillion), outputMicrosPerMillion: Number(row.outputMicrosPerMillion) }
  const { userId, usage, conversationId, messageId, knowledgeBaseId } = row
  const hold: Hold = {
    id: row.id,
    call: { userId, usage, conversationId, messageId, knowledgeBaseId, terms: { id: row.modelId, paidBy: 'operator', prices } },
    held: { micros: Number(row.amountMicros), isCharged: row.isCharged },
  }
  // An agent's answer has no price by its tokens: what it did not come to say, it does not cost.
  if (usage !== 'answer' || content === '') return release(hold)
  const tokens = { inputTokens: row.inputTokens, outputTokens: countTokens(content) }
  await settleAmount(hold, Math.min(priceOf(hold.call, tokens), Number(row.amountMicros)), tokens)
}

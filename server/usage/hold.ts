// Money is held back before a call, and what the call really cost is taken after it. A balance, what is held back of it, and what was
// spent in the month are fields of one row, and every change of them is one conditional statement, so that parallel calls of any number
// of processes cannot spend the same money twice. What is available and what is held back is the sum of the ledger.
import { db, isMissingRecord, isUniqueViolation, type Prisma } from '@/server/database'
import { newId } from '@/server/ids'
import { log } from '@/server/log'
import { accountOf, isMetered, monthOf, refusal } from '@/server/usage/account'
import { costOf, type Prices, type Tokens } from '@/server/usage/price'
import type { UsageKind } from '@/server/usage/schema'

/** On what terms a model is called (models/resolved.ts). */
export interface Terms {
  readonly id: string
  /** own: with a key of the person's; nothing is taken. */
  readonly paidBy: 'operator' | 'own'
  readonly prices: Prices
}

/** A call, as the ledger keeps it. */
export interface Call {
  readonly userId: string
  readonly usage: UsageKind
  readonly terms: Terms
  readonly conversationId?: string | null
  readonly messageId?: string | null
  readonly knowledgeBaseId?: string | null
}

/** A call that may be made. */
export interface Hold {
  /** Of its reservation, and of its line in the ledger. */
  readonly id: string
  readonly call: Call
  /** What is held back for it; null: nothing, because it costs nothing or whoever calls spends without a limit. */
  readonly held: { readonly micros: number; readonly isCharged: boolean } | null
}

/** A call is over after so long; then what it held is given back. An answer's is when the answer has ended (usage/sweep.ts). */
const callMs = 5 * 60_000
/** What is held for an answer says whose it is as soon as the answer is opened, which takes no longer than this unless its process has died. */
const openingMs = 60_000
const answerMs = 3_600_000

/** What a call may cost at most, by its terms; one's own key costs nothing. */
export const priceOf = ({ terms }: Pick<Call, 'terms'>, tokens: Tokens): number => (terms.paidBy === 'own' ? 0 : costOf(terms.prices, tokens))

/**
 * Holds back what a call may cost at most, before it is made. Of somebody who spends without a limit nothing is held: one look at one row.
 * @throws AppError payment_required.
 */
export async function take(call: Call, worst: Tokens): Promise<Hold> {
  return reserve(call, priceOf(call, worst), worst.inputTokens)
}

/** The same where the price of a call is not known by its tokens. */
export async function takeAmount(call: Call, amountMicros: number): Promise<Hold> {
  return reserve(call, amountMicros, 0)
}

async function reserve(call: Call, amountMicros: number, inputTokens: number): Promise<Hold> {
  const id = newId()
  const known = await accountOf(call.userId)
  if (amountMicros === 0 || !isMetered(known)) return { id, call, held: null }
  const { userId, usage, terms, conversationId, messageId, knowledgeBaseId } = call
  const isCharged = !known.isUnlimited
  const expiresAt = new Date(Date.now() + (messageId != null ? answerMs : usage === 'answer' ? openingMs : callMs))
  const row = { id, userId, usage, isCharged, conversationId, messageId, knowledgeBaseId, modelId: terms.id, amountMicros: BigInt(amountMicros), inputTokens, expiresAt, ...pricesOf(terms) }
  await taking(userId, id, { micros: amountMicros, isCharged }, db.reservation.create({ data: row, select: { id: true } }))
  return { id, call, held: { micros: amountMicros, isCharged } }
}

/** One transaction: money is moved, and what it is held for is written. @throws AppError payment_required, and nothing is done. */
async function taking(userId: string, id: string, amount: { micros: number; isCharged: boolean }, write: Prisma.PrismaPromise<unknown>): Promise<void> {
  // The second statement fails, and the whole with it, unless the first one was allowed.
  const taken = db.user.update({ where: { id: userId, takingId: id }, data: { takingId: null }, select: { id: true } })
  try {
    await db.$transaction([move(userId, id, amount), taken, write])
  } catch (error) {
    if (isMissingRecord(error)) throw refusal(await accountOf(userId), amount.micros)
    throw error
  }
}

const pricesOf = ({ prices }: Terms) => ({ inputMicrosPerMillion: BigInt(Math.round(prices.inputMicrosPerMillion)), outputMicrosPerMillion: BigInt(Math.round(prices.outputMicrosPerMillion)) })

/** From what is available to what is held back, if balance and budget allow it; `id` marks that they did. */
function move(userId: string, id: string, { micros, isCharged }: { micros: number; isCharged: boolean }): Prisma.PrismaPromise<number> {
  const amount = BigInt(micros)
  return db.$executeRaw`
    UPDATE "User" SET "availableMicros" = "availableMicros" - ${amount}, "reservedMicros" = "reservedMicros" + ${amount}, "takingId" = ${id}
    WHERE "id" = ${userId} AND "isUnlimited" = ${!isCharged} AND ("isUnlimited" = ${true} OR "availableMicros" >= ${amount})
      AND ("monthlyBudgetMicros" IS NULL OR "monthlyBudgetMicros" >= "reservedMicros" + ${amount} + CASE WHEN "spentMonth" = ${monthOf()} THEN "spentMicros" ELSE 0 END)`
}

/** Holds back more for a call of which more is known now. @throws AppError payment_required, and what was held stays held. */
export async function raise(hold: Hold, worst: Tokens): Promise<Hold> {
  const micros = priceOf(hold.call, worst)
  if (hold.held === null || micros <= hold.held.micros) return hold
  const { id, call, held } = hold
  const more = micros - held.micros
  const reserved = db.reservation.update({ where: { id }, data: { amountMicros: { increment: BigInt(more) }, inputTokens: worst.inputTokens }, select: { id: true } })
  await taking(call.userId, id, { ...held, micros: more }, reserved)
  return { ...hold, held: { ...held, micros } }
}

/** Says what a call is for that was held for before that was known. */
export async function assign({ id, call, held }: Hold, about: { readonly conversationId: string; readonly messageId: string }): Promise<Hold> {
  if (held !== null) await db.reservation.updateMany({ where: { id }, data: { ...about, expiresAt: new Date(Date.now() + answerMs) } })
  return { id, call: { ...call, ...about }, held }
}

/** Takes what a call really cost and gives the rest back; a call is paid once, however often this is said. @returns what it cost, whoever paid. */
export async function settle(hold: Hold, tokens: Tokens): Promise<number> {
  return settleAmount(hold, costOf(hold.call.terms.prices, tokens), tokens)
}

/** The same where what it cost is not known by its tokens. */
export async function settleAmount({ id, call, held }: Hold, costMicros: number, tokens: Tokens): Promise<number> {
  try {
    if (held === null) await line(id, call, tokens, { costMicros, amountMicros: 0 })
    else await close(call, id, { amountMicros: held.isCharged ? -costMicros : 0, spentMicros: costMicros }, [line(id, call, tokens, { costMicros, amountMicros: held.isCharged ? -costMicros : 0 })])
  } catch (error) {
    // Somebody settled it before: the sweeper, while this process was paused.
    if (!isUniqueViolation(error)) throw error
  }
  return costMicros
}

/** Gives back what was held for a call that was not made, or that failed. */
export async function release({ id, call, held }: Hold): Promise<void> {
  if (held !== null) await close(call, id, { amountMicros: 0, spentMicros: 0 }, [])
}

function line(id: string, { userId, usage, terms, conversationId, messageId, knowledgeBaseId }: Call, tokens: Tokens, { costMicros, amountMicros }: { costMicros: number; amountMicros: number }) {
  const call = { userId, usage, modelId: terms.id, conversationId, messageId, knowledgeBaseId }
  return db.ledgerEntry.create({ data: { id: newId(), ref: id, kind: 'settle', ...call, ...tokens, amountMicros: BigInt(amountMicros), costMicros: BigInt(costMicros) }, select: { id: true } })
}

interface Spent {
  /** Added to the balance; what is taken is negative. */
  readonly amountMicros: number
  readonly spentMicros: number
}

async function close({ userId }: Call, id: string, spent: Spent, lines: readonly Prisma.PrismaPromise<unknown>[]): Promise<void> {
  // Of two who close the same reservation at once, the second waits at the first statement and then finds it gone.
  const locked = db.reservation.updateMany({ where: { id }, data: { expiresAt: new Date() } })
  await db.$transaction([locked, giveBack(userId, id, spent), ...lines, db.reservation.deleteMany({ where: { id } })])
}

function giveBack(userId: string, id: string, { amountMicros, spentMicros }: Spent): Prisma.PrismaPromise<number> {
  const month = monthOf()
  return db.$executeRaw`
    UPDATE "User" SET
      "availableMicros" = "availableMicros" + ${BigInt(amountMicros)} + COALESCE((SELECT "amountMicros" FROM "Reservation" WHERE "id" = ${id}), 0),
      "reservedMicros" = "reservedMicros" - COALESCE((SELECT "amountMicros" FROM "Reservation" WHERE "id" = ${id}), 0),
      "spentMicros" = CASE WHEN "spentMonth" = ${month} THEN "spentMicros" ELSE 0 END + ${BigInt(spentMicros)}, "spentMonth" = ${month}
    WHERE "id" = ${userId}`
}

/** Makes a call between holding and settling: what it threw is thrown, and its money given back. @throws AppError payment_required before it is made. */
export async function paid<T>(call: Call, worst: Tokens, make: () => Promise<{ result: T; tokens: Tokens }>): Promise<T> {
  const hold = await take(call, worst)
  const made = await make().catch(async (error: unknown) => {
    await orLater(release(hold), hold)
    throw error
  })
  await orLater(settle(hold, made.tokens), hold)
  return made.result
}

/** What was answered is not lost because the books could not be written; the sweeper closes what stays open. */
export async function orLater<T>(closing: Promise<T>, { id, call }: Hold): Promise<T | null> {
  return closing.catch((error: unknown) => {
    log.error('a call could not be settled', error, { holdId: id, userId: call.userId })
    return null
  })
}

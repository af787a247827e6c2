import type { Actor } from '@/server/auth/actor'
import * as audit from '@/server/audit/service'
import { db, isMissingRecord } from '@/server/database'
import { AppError, notFound } from '@/server/errors'
import { newId } from '@/server/ids'

/** The statements that add to a balance, or take from it what is there, with their line in the ledger, for a transaction of the caller's. */
export function adding(userId: string, amountMicros: number, kind: 'topUp' | 'adjust', ref = newId()) {
  const enough = amountMicros < 0 ? { availableMicros: { gte: BigInt(-amountMicros) } } : {}
  return [
    db.user.update({ where: { id: userId, ...enough }, data: { availableMicros: { increment: BigInt(amountMicros) } }, select: { id: true } }),
    db.ledgerEntry.create({ data: { id: newId(), userId, ref, kind, amountMicros: BigInt(amountMicros) }, select: { id: true } }),
  ] as const
}

/** Tops up a balance, or takes from it what is there. @throws AppError not_found, invalid. */
export async function adjust(actor: Actor, { userId, amountMicros }: { userId: string; amountMicros: number }): Promise<void> {
  const user = await db.user.findUnique({ where: { id: userId }, select: { username: true } })
  if (user === null) throw notFound('user')
  const kind = amountMicros < 0 ? 'adjust' : 'topUp'
  const noted = audit.entry(actor, `balance.${kind}`, userId, { username: user.username, amountMicros })
  await db.$transaction([...adding(userId, amountMicros, kind), noted]).catch((error: unknown) => {
    throw isMissingRecord(error) ? new AppError('invalid', 'A balance cannot be less than 0; take less from it') : error
  })
}

/** By how much accounts differ from their lines in the ledger, in sum; 0 unless the books are wrong. */
export async function ledgerDifference(): Promise<number> {
  const [users, sums] = await Promise.all([
    db.user.findMany({ select: { id: true, availableMicros: true, reservedMicros: true } }),
    db.ledgerEntry.groupBy({ by: ['userId'], _sum: { amountMicros: true } }),
  ])
  const booked = new Map(sums.map(({ userId, _sum }) => [userId, _sum.amountMicros ?? 0n]))
  return users.reduce((sum, { id, availableMicros, reservedMicros }) => sum + Math.abs(Number(availableMicros + reservedMicros - (booked.get(id) ?? 0n))), 0)
}

import { db } from '@/server/database'
import { AppError } from '@/server/errors'
import type { Balance } from '@/server/usage/schema'

/** The calendar month of a moment (UTC), as it is stored: `2026-11`. */
export const monthOf = (at = new Date()): string => at.toISOString().slice(0, 7)

export interface Account {
  readonly isUnlimited: boolean
  readonly availableMicros: bigint
  readonly reservedMicros: bigint
  readonly monthlyBudgetMicros: bigint | null
  /** In this month. */
  readonly spentMicros: bigint
}

/** What somebody may spend: one look at one row. */
export async function accountOf(userId: string): Promise<Account> {
  const select = { isUnlimited: true, availableMicros: true, reservedMicros: true, monthlyBudgetMicros: true, spentMicros: true, spentMonth: true } as const
  const user = await db.user.findUnique({ where: { id: userId }, select })
  if (user === null) throw new AppError('unauthenticated', 'Sign in first')
  const { spentMonth, ...account } = user
  return { ...account, spentMicros: spentMonth === monthOf() ? account.spentMicros : 0n }
}

/** Whether calls of an account have to be reserved. */
export const isMetered = ({ isUnlimited, monthlyBudgetMicros }: Account): boolean => !isUnlimited || monthlyBudgetMicros !== null

/** Why an account may not spend so much now. */
export function refusal({ isUnlimited, availableMicros }: Account, amountMicros: number): AppError {
  if (!isUnlimited && availableMicros < BigInt(amountMicros)) return new AppError('payment_required', 'Your balance is not sufficient for this; ask an administrator to top it up')
  return new AppError('payment_required', 'Your budget for this month is spent; it begins anew next month, or an administrator can raise it')
}

/** What one sees of one's own account. */
export async function balanceOf(userId: string): Promise<Balance> {
  const { isUnlimited, availableMicros, reservedMicros, monthlyBudgetMicros, spentMicros } = await accountOf(userId)
  return {
    isUnlimited,
    availableMicros: isUnlimited ? null : Number(availableMicros),
    reservedMicros: Number(reservedMicros),
    budget: monthlyBudgetMicros === null ? null : { limitMicros: Number(monthlyBudgetMicros), spentMicros: Number(spentMicros) },
  }
}

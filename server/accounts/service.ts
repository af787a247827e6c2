import type { AccountDraft, Account, AccountPage, AccountPatch, AccountQuery, BalanceChange } from '@/server/accounts/schema'
import * as audit from '@/server/audit/service'
import type { Actor } from '@/server/auth/actor'
import { hashPassword } from '@/server/auth/passwords'
import { switchingOff } from '@/server/auth/secondFactor'
import { containing, db, type Prisma } from '@/server/database'
import { AppError, notFound } from '@/server/errors'
import { allowing, registeredIds } from '@/server/models/access'
import * as ledger from '@/server/usage/ledger'
import { monthOf } from '@/server/usage/account'
import * as users from '@/server/users/service'

const pageSize = 50

const select = {
  id: true,
  username: true,
  email: true,
  role: true,
  createdAt: true,
  disabledAt: true,
  totpConfirmedAt: true,
  isUnlimited: true,
  availableMicros: true,
  reservedMicros: true,
  monthlyBudgetMicros: true,
  spentMicros: true,
  spentMonth: true,
  mayUseAllModels: true,
  models: { select: { modelId: true }, orderBy: { modelId: 'asc' } },
} as const satisfies Prisma.UserSelect

function shown({ spentMonth, mayUseAllModels, models, totpConfirmedAt, ...row }: Prisma.UserGetPayload<{ select: typeof select }>): Account {
  return {
    ...row,
    hasSecondFactor: totpConfirmedAt !== null,
    availableMicros: Number(row.availableMicros),
    reservedMicros: Number(row.reservedMicros),
    monthlyBudgetMicros: row.monthlyBudgetMicros === null ? null : Number(row.monthlyBudgetMicros),
    spentMicros: spentMonth === monthOf() ? Number(row.spentMicros) : 0,
    modelIds: mayUseAllModels ? null : models.map(({ modelId }) => modelId),
  }
}

/** The newest first; found by a part of the name or the e-mail address. */
export async function list({ search, cursor }: AccountQuery): Promise<AccountPage> {
  const found = search.trim() === '' ? {} : { OR: [{ usernameKey: containing(users.usernameKey(search)) }, { emailKey: containing(search.trim()) }] }
  const rows = await db.user.findMany({ where: { ...found, id: cursor === undefined ? undefined : { lt: cursor } }, orderBy: { id: 'desc' }, take: pageSize + 1, select })
  const items = rows.slice(0, pageSize).map(shown)
  return { items, nextCursor: rows.length > pageSize ? (items.at(-1)?.id ?? null) : null }
}

async function get(id: string): Promise<Account> {
  const row = await db.user.findUnique({ where: { id }, select })
  if (row === null) throw notFound('user')
  return shown(row)
}

/** @throws AppError conflict when the name or the e-mail address is taken. */
export async function create(actor: Actor, { username, password, email, role }: AccountDraft): Promise<Account> {
  const id = await users.create({ username, passwordHash: await hashPassword(password), email, role })
  if (id === null) throw new AppError('conflict', 'This username or e-mail address is taken; choose another')
  await audit.note(actor, 'user.create', id, { username, role })
  return get(id)
}

/** @throws AppError not_found, invalid. */
export async function update(actor: Actor, { id, password, ...patch }: AccountPatch): Promise<Account> {
  const before = await get(id)
  const opensDoor = password !== undefined || patch.hasSecondFactor === false
  const isLessening = patch.isDisabled === true || patch.role === 'user'
  if (id === actor.userId && isLessening) throw new AppError('invalid', 'You cannot disable yourself, or stop being an administrator; another one can do it')
  // Who holds a key of an administrator's must not become that administrator's colleagues.
  if (opensDoor && actor.via === 'key') throw new AppError('forbidden', 'This cannot be done with an API key; sign in')
  if (id === actor.userId && opensDoor) throw new AppError('invalid', 'Change your own password and second factor under Settings, Security')
  const { role, isDisabled, hasSecondFactor, isUnlimited, monthlyBudgetMicros, modelIds } = patch
  const disabledAt = isDisabled === undefined ? undefined : isDisabled ? (before.disabledAt ?? new Date()) : null
  const budget = monthlyBudgetMicros === undefined ? {} : { monthlyBudgetMicros: monthlyBudgetMicros === null ? null : BigInt(monthlyBudgetMicros), ...(await spentOf(id)) }
  const passwordHash = password === undefined ? undefined : await hashPassword(password)
  const known = modelIds == null ? null : await registeredIds(modelIds)
  await db.$transaction([
    db.user.update({ where: { id }, data: { role, disabledAt, isUnlimited, passwordHash, ...budget }, select: { id: true } }),
    ...(hasSecondFactor === false ? switchingOff(id) : []),
    ...(isDisabled === true || password !== undefined ? [endingSessions(id)] : []),
    ...(isDisabled === true ? [stoppingAnswers(id)] : []),
    ...(isLessening ? [withoutInvitations(id, isDisabled === true ? {} : { tenantId: null })] : []),
    ...(modelIds === undefined ? [] : allowing(id, known)),
    audit.entry(actor, 'user.update', id, { username: before.username, ...Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)), ...(password === undefined ? {} : { isPasswordNew: true }) }),
  ])
  return get(id)
}

/** With a disabled account, and with a password that somebody else has set. Enabled again, its owner signs in anew, its keys work again, and what waited goes on. */
function endingSessions(userId: string) {
  return db.session.updateMany({ where: { userId, revokedAt: null }, data: { revokedAt: new Date() } })
}

function stoppingAnswers(ownerId: string) {
  return db.message.updateMany({ where: { ownerId, role: 'assistant', status: { in: ['pending', 'streaming'] } }, data: { stopRequested: true } })
}

/** Links that somebody gave away as an administrator end with that; those to teams with the account. */
function withoutInvitations(createdById: string, which: { tenantId?: null }) {
  return db.invitation.updateMany({ where: { createdById, ...which, acceptedAt: null, revokedAt: null }, data: { revokedAt: new Date() } })
}

/** What was spent in this month: of somebody without a budget it is known to the ledger alone. */
async function spentOf(userId: string) {
  const month = monthOf()
  const { _sum } = await db.ledgerEntry.aggregate({ where: { userId, createdAt: { gte: new Date(`${month}-01T00:00:00Z`) } }, _sum: { costMicros: true } })
  return { spentMonth: month, spentMicros: _sum.costMicros ?? 0n }
}

/** @throws AppError not_found, invalid. */
export async function changeBalance(actor: Actor, { id, amountMicros }: BalanceChange): Promise<Account> {
  await ledger.adjust(actor, { userId: id, amountMicros })
  return get(id)
}

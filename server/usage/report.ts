import { db } from '@/server/database'
import type { LedgerPage, UsageReport, UsageSum } from '@/server/usage/schema'

const dayMs = 24 * 3_600_000
const mostNamed = 50
const pageSize = 50

interface Row extends UsageSum {
  readonly day: string
}

/** What calls of the last days took, of one person or of all. */
export async function report(days: number, userId: string | null): Promise<UsageReport> {
  const first = new Date(Math.floor(Date.now() / dayMs) * dayMs - (days - 1) * dayMs)
  const where = { kind: 'settle', createdAt: { gte: first }, ...(userId === null ? {} : { userId }) } as const
  const [models, kinds, bases, users, perDay] = await Promise.all([
    db.ledgerEntry.groupBy({ by: ['modelId'], where, ...sums }),
    db.ledgerEntry.groupBy({ by: ['usage'], where, ...sums }),
    db.ledgerEntry.groupBy({ by: ['knowledgeBaseId'], where: { ...where, knowledgeBaseId: { not: null } }, ...sums }),
    userId === null ? db.ledgerEntry.groupBy({ by: ['userId'], where, ...sums }) : [],
    byDay(first, days, where),
  ])
  const [baseNames, userNames] = await Promise.all([
    db.knowledgeBase.findMany({ where: { id: { in: bases.flatMap(({ knowledgeBaseId }) => knowledgeBaseId ?? []) } }, select: { id: true, name: true } }),
    db.user.findMany({ where: { id: { in: users.map((row) => row.userId) } }, select: { id: true, username: true } }),
  ])
  return {
    total: perDay.reduce<UsageSum>((total, day) => ({ calls: total.calls + day.calls, inputTokens: total.inputTokens + day.inputTokens, outputTokens: total.outputTokens + day.outputTokens, costMicros: total.costMicros + day.costMicros }), none),
    days: perDay,
    models: ordered(models.map((row) => ({ modelId: row.modelId ?? '', ...summed(row) }))),
    kinds: ordered(kinds.flatMap((row) => (row.usage === null ? [] : [{ usage: row.usage, ...summed(row) }]))),
    bases: ordered(bases.flatMap((row) => (row.knowledgeBaseId === null ? [] : [{ knowledgeBaseId: row.knowledgeBaseId, name: baseNames.find(({ id }) => id === row.knowledgeBaseId)?.name ?? null, ...summed(row) }]))),
    users: ordered(users.map((row) => ({ userId: row.userId, username: userNames.find(({ id }) => id === row.userId)?.username ?? '', ...summed(row) }))),
  }
}

const none: UsageSum = { calls: 0, inputTokens: 0, outputTokens: 0, costMicros: 0 }
const sums = { _count: true, _sum: { inputTokens: true, outputTokens: true, costMicros: true } } as const

interface Summed {
  readonly _count: number
  readonly _sum: { readonly inputTokens: number | null; readonly outputTokens: number | null; readonly costMicros: bigint | null }
}

const summed = ({ _count, _sum }: Summed): UsageSum => ({ calls: _count, inputTokens: _sum.inputTokens ?? 0, outputTokens: _sum.outputTokens ?? 0, costMicros: Number(_sum.costMicros ?? 0n) })

const ordered = <T extends UsageSum>(rows: readonly T[]): T[] => rows.toSorted((a, b) => b.costMicros - a.costMicros || b.calls - a.calls).slice(0, mostNamed)

/** A statement a day, each of an index range: the databases do not agree on what a day is. */
async function byDay(first: Date, days: number, { userId }: { readonly userId?: string }): Promise<Row[]> {
  const starts = Array.from({ length: days }, (_, at) => new Date(first.getTime() + at * dayMs))
  return Promise.all(
    starts.map(async (start) => {
      const where = { kind: 'settle', createdAt: { gte: start, lt: new Date(start.getTime() + dayMs) }, ...(userId === undefined ? {} : { userId }) } as const
      return { day: start.toISOString().slice(0, 10), ...summed(await db.ledgerEntry.aggregate({ where, ...sums })) }
    }),
  )
}

/** One's own ledger, the newest first. */
export async function lines(userId: string, cursor: string | undefined): Promise<LedgerPage> {
  const rows = await db.ledgerEntry.findMany({ where: { userId, id: cursor === undefined ? undefined : { lt: cursor } }, orderBy: { id: 'desc' }, take: pageSize + 1 })
  const items = rows.slice(0, pageSize).map(({ amountMicros, costMicros, ...row }) => ({ ...row, amountMicros: Number(amountMicros), costMicros: Number(costMicros) }))
  return { items, nextCursor: rows.length > pageSize ? (items.at(-1)?.id ?? null) : null }
}

import { db, isUniqueViolation } from '@/server/database'

/** Takes or keeps a named lease for `ms`; true when it is held. Of several processes exactly one holds it. */
export async function holdLease(name: string, owner: string, ms: number): Promise<boolean> {
  const now = new Date()
  const until = new Date(now.getTime() + ms)
  const { count } = await db.lease.updateMany({ where: { name, OR: [{ owner }, { until: { lt: now } }] }, data: { owner, until } })
  if (count === 1) return true
  if ((await db.lease.count({ where: { name } })) > 0) return false
  try {
    await db.lease.create({ data: { name, owner, until } })
    return true
  } catch (error) {
    // Two processes may find no row at the same time; one of them writes it.
    if (isUniqueViolation(error)) return false
    throw error
  }
}

/** Gives a lease back, so that the next process need not wait for it to run out. */
export async function releaseLease(name: string, owner: string): Promise<void> {
  await db.lease.updateMany({ where: { name, owner }, data: { until: new Date(0) } })
}

/** Has a lease run out by then at the latest, whoever holds it; one that nobody ever held is made, to run out then. */
export async function endLeaseBy(name: string, until: Date): Promise<void> {
  try {
    await db.lease.create({ data: { name, owner: '', until } })
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    await db.lease.updateMany({ where: { name, until: { gt: until } }, data: { until } })
  }
}

/** Whether an owner holds a lease now. */
export async function holdsLease(name: string, owner: string): Promise<boolean> {
  return (await db.lease.count({ where: { name, owner, until: { gt: new Date() } } })) > 0
}

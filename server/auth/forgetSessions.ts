import { db } from '@/server/database'

/** How long one that has ended can still be told of. */
const rememberedMs = 30 * 86_400_000

/** Sessions that ended long ago, with their refresh tokens, and the refresh tokens of others that are over. Returns how many sessions. */
export async function forgetSessions(): Promise<number> {
  const [now, long] = [new Date(), new Date(Date.now() - rememberedMs)]
  await db.refreshToken.deleteMany({ where: { expiresAt: { lt: now } } })
  const { count } = await db.session.deleteMany({ where: { OR: [{ expiresAt: { lt: long } }, { revokedAt: { lt: long } }] } })
  return count
}

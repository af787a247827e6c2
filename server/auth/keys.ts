import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { UserRole } from '@/prisma/client/sqlite/enums'
import * as audit from '@/server/audit/service'
import type { Actor } from '@/server/auth/actor'
import { type ApiKey, type ApiKeyDraft, type NewApiKey, type Scope, scopeSchema } from '@/server/auth/schema'
import { fingerprints } from '@/server/auth/secrets'
import { db } from '@/server/database'
import { AppError, notFound } from '@/server/errors'
import { newId } from '@/server/ids'

const maxKeys = 100
/** When a key was last used is written this often at most. */
const usedEveryMs = 5 * 60_000

const checksum = (body: string): string => createHash('sha256').update(body).digest('base64url').slice(0, 6)

/** `sk-`, 256 random bits, and six characters by which a mistyped key is known without asking the database. */
function newSecret(): string {
  const body = randomBytes(32).toString('base64url')
  return `sk-${body}${checksum(body)}`
}

const keyPattern = /^sk-([\w-]{43})([\w-]{6})$/

export function looksLikeKey(token: string): boolean {
  const [, body, sum] = keyPattern.exec(token) ?? []
  return body !== undefined && checksum(body) === sum
}

/** A scope that is no longer one is none. */
const scopesSchema = z.array(z.unknown()).transform((names) => names.flatMap((name) => scopeSchema.safeParse(name).data ?? []))

const shown = { id: true, name: true, prefix: true, scopes: true, createdAt: true, lastUsedAt: true, expiresAt: true } as const

const mine = (actor: Actor) => ({ userId: actor.userId, tenantId: actor.tenantId, revokedAt: null })

/** Makes a key; its secret is in this answer and nowhere else. @throws AppError conflict when there are too many, forbidden for a scope that one does not have. */
export async function create(actor: Actor, { name, scopes, expiresAt }: ApiKeyDraft): Promise<NewApiKey> {
  if (scopes.includes('admin') && actor.role !== 'admin') throw new AppError('forbidden', 'Only an administrator can make a key of the scope admin')
  if ((await db.apiKey.count({ where: mine(actor) })) >= maxKeys) throw new AppError('conflict', `There are ${maxKeys} keys already; revoke one that is not used`)
  const secret = newSecret()
  const [hash] = fingerprints('apiKey', secret)
  const id = newId()
  const data = { id, tenantId: actor.tenantId, userId: actor.userId, name, prefix: secret.slice(0, 9), hash, scopes, expiresAt }
  const [row] = await db.$transaction([db.apiKey.create({ data, select: shown }), audit.entry(actor, 'apiKey.create', id, { name, scopes })])
  return { ...toKey(row), secret }
}

/** One's keys that are not revoked, the newest first. */
export async function list(actor: Actor): Promise<ApiKey[]> {
  const rows = await db.apiKey.findMany({ where: mine(actor), select: shown, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }] })
  return rows.map(toKey)
}

/** The next request with it is refused. @throws AppError not_found. */
export async function revoke(actor: Actor, id: string): Promise<void> {
  const { count } = await db.apiKey.updateMany({ where: { id, ...mine(actor) }, data: { revokedAt: new Date() } })
  if (count === 0) throw notFound('key')
  await audit.note(actor, 'apiKey.revoke', id)
}

function toKey<T extends { scopes: unknown }>({ scopes, ...row }: T): Omit<T, 'scopes'> & { scopes: Scope[] } {
  return { ...row, scopes: scopesSchema.parse(scopes) }
}

interface LiveKey {
  readonly keyId: string
  readonly userId: string
  readonly username: string
  readonly role: UserRole
  readonly tenantId: string
  readonly scopes: Scope[]
}

/** The key with this secret, if it is neither revoked nor expired and its user is not disabled. One indexed read. */
export async function findBySecret(secret: string): Promise<LiveKey | null> {
  const now = new Date()
  const row = await db.apiKey.findFirst({
    where: { hash: { in: fingerprints('apiKey', secret) }, revokedAt: null, user: { disabledAt: null }, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] },
    select: { id: true, tenantId: true, scopes: true, lastUsedAt: true, user: { select: { id: true, username: true, role: true } } },
  })
  if (row === null) return null
  const usedBefore = new Date(now.getTime() - usedEveryMs)
  if (row.lastUsedAt === null || row.lastUsedAt < usedBefore) await db.apiKey.updateMany({ where: { id: row.id }, data: { lastUsedAt: now } })
  const { id: userId, username, role } = row.user
  return { keyId: row.id, userId, username, role, tenantId: row.tenantId, scopes: scopesSchema.parse(row.scopes) }
}

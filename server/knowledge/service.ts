import { type Actor, type Owner, visibleTo } from '@/server/auth/actor'
import { db, isUniqueViolation, noJson, type Prisma } from '@/server/database'
import { removalOfBase } from '@/server/documents/actions'
import { AppError, notFound } from '@/server/errors'
import { newId } from '@/server/ids'
import { type Chunking, defaultChunking } from '@/server/ingestion/schema'
import type { KnowledgeBase, KnowledgeBaseDraft, KnowledgeBasePatch } from '@/server/knowledge/schema'
import * as models from '@/server/models/service'
import { retrievalSettingsSchema } from '@/server/retrieval/schema'
import { managedBy, onlyManagers, readableBy, requireWritable, writableBy } from '@/server/teams/access'
import { sharingOf } from '@/server/teams/sharing'
import type { EmbeddingSpace } from '@/server/vectors/schema'

/** Names that differ only in letter case or compatibility forms are the same name. */
export const nameKey = (name: string): string => name.normalize('NFKC').trim().toLowerCase()

/** Creates an empty base, for the embedding model that is configured now unless another space is named. @throws AppError conflict when the name is taken. */
export async function create(actor: Actor, { name, chunking, retrieval, description = '', avatar = null, language = null }: KnowledgeBaseDraft, space?: EmbeddingSpace, id = newId()): Promise<KnowledgeBase> {
  const data = { id, ...visibleTo(actor), name, nameKey: nameKey(name), description, avatar, language, retrieval: retrieval ?? noJson }
  await unlessTaken(name, insert(data, { space, chunking }))
  return get(actor, id)
}

async function insert(data: Prisma.KnowledgeBaseUncheckedCreateInput & { id: string }, { space, chunking = defaultChunking }: { space?: EmbeddingSpace | undefined; chunking?: Chunking | undefined } = {}): Promise<void> {
  const { model, dimensions } = space ?? (await models.embeddingSpace())
  const indexId = newId()
  const index = { id: indexId, knowledgeBaseId: data.id, number: 1, embeddingModel: model, dimensions, chunking, state: 'complete' as const, activatedAt: new Date() }
  await db.$transaction([
    db.knowledgeBase.create({ data }),
    db.knowledgeIndex.create({ data: index }),
    db.knowledgeBase.update({ where: { id: data.id }, data: { activeIndexId: indexId } }),
  ])
}

/** What the files of a chat are for: the conversation, or, before there is one, the draft that its first question is written in. */
export type AttachmentPlace = { readonly conversationId: string } | { readonly draftId: string }

/**
 * The hidden base that the documents of a chat are read into, made when it is first wanted. It is in no list and no choice, cannot be
 * changed by hand, and goes with its conversation. The place must be the owner's.
 */
export async function attachmentBase(owner: Owner, place: AttachmentPlace): Promise<string> {
  const conversationId = 'conversationId' in place ? place.conversationId : null
  // The names of other bases have no space at their beginning, so that none can be taken by it.
  const key = ` ${'conversationId' in place ? place.conversationId : place.draftId}`
  const known = { kind: 'attachments', ...visibleTo(owner), ...(conversationId === null ? { nameKey: key, conversationId } : { conversationId }) } as const
  const before = await db.knowledgeBase.findFirst({ where: known, select: { id: true } })
  if (before !== null) return before.id
  const id = newId()
  try {
    await insert({ id, ...visibleTo(owner), kind: 'attachments', name: 'Attachments', nameKey: key, conversationId })
    return id
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    // Another file of the same chat was faster.
    const made = await db.knowledgeBase.findFirst({ where: known, select: { id: true } })
    if (made === null) throw new AppError('conflict', 'The question of these files has been sent; attach them to the next one', { cause: error })
    return made.id
  }
}

/** Some bases that the actor may read, as `list` tells them; those that are not there are left out. */
export async function some(actor: Owner, ids: readonly string[]): Promise<KnowledgeBase[]> {
  return withCounts(actor, await db.knowledgeBase.findMany({ where: { id: { in: [...ids] }, kind: 'standard', ...readableBy(actor) }, orderBy: { name: 'asc' } }))
}

/** All bases of the actor and of their teams, the last used first, with counts taken from the rows themselves. */
export async function list(actor: Actor): Promise<KnowledgeBase[]> {
  const rows = await db.knowledgeBase.findMany({ where: { kind: 'standard', ...readableBy(actor) }, orderBy: { updatedAt: 'desc' } })
  return withCounts(actor, rows)
}

export async function get(actor: Actor, id: string): Promise<KnowledgeBase> {
  const row = await db.knowledgeBase.findFirst({ where: { id, kind: 'standard', ...readableBy(actor) } })
  const [base] = row === null ? [] : await withCounts(actor, [row])
  if (base === undefined) throw notFound('knowledge base')
  return base
}

/** @throws AppError not_found when one of them is not to be seen by the actor. */
export async function requireAll(actor: Actor, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const count = await db.knowledgeBase.count({ where: { id: { in: [...ids] }, kind: 'standard', ...readableBy(actor) } })
  if (count !== new Set(ids).size) throw notFound('knowledge base')
}

/** @throws AppError not_found, forbidden, conflict when the name is taken. */
export async function update(actor: Actor, { id, name, retrieval, ...rest }: KnowledgeBasePatch): Promise<KnowledgeBase> {
  const data = {
    ...rest,
    ...(name === undefined ? {} : { name, nameKey: nameKey(name) }),
    ...(retrieval === undefined ? {} : { retrieval: retrieval ?? noJson }),
  }
  const { count } = await unlessTaken(name ?? '', db.knowledgeBase.updateMany({ where: { id, kind: 'standard', ...writableBy(actor) }, data }))
  // Nothing to write writes nothing.
  if (count === 0) {
    await requireWritable(actor, [id])
    if (Object.keys(data).length > 0) throw notFound('knowledge base')
  }
  return get(actor, id)
}

/** Removes the base and its documents at once from every search; files and vectors follow, and a receipt says when. @throws AppError not_found, forbidden. */
export async function remove(actor: Actor, id: string): Promise<void> {
  await removeAll(actor, [id])
}

/** The same for several: all of them, or, when one is not the actor's to delete, none. */
export async function removeAll(actor: Actor, ids: readonly string[]): Promise<void> {
  const bases = await Promise.all([...new Set(ids)].map((id) => get(actor, id)))
  if (bases.some(({ sharing }) => sharing.may !== 'manage')) throw onlyManagers('knowledge base')
  const removals = await Promise.all(bases.map((base) => removalOfBase(actor, base)))
  await db.$transaction([...removals.flat(), db.knowledgeBase.deleteMany({ where: { id: { in: bases.map(({ id }) => id) }, ...managedBy(actor) } })])
}

/** The unique key decides, so that of two equal names at once one is refused as well. */
async function unlessTaken<T>(name: string, write: Promise<T>): Promise<T> {
  try {
    return await write
  } catch (error) {
    if (isUniqueViolation(error)) throw new AppError('conflict', `You already have a knowledge base called “${name}”; choose another name`, { cause: error })
    throw error
  }
}

async function withCounts(actor: Owner, rows: Prisma.KnowledgeBaseGetPayload<object>[]): Promise<KnowledgeBase[]> {
  const ids = rows.flatMap((row) => row.activeIndexId ?? [])
  const [sharing, indexes, groups] = await Promise.all([
    sharingOf(actor, rows),
    db.knowledgeIndex.findMany({ where: { id: { in: ids } } }),
    db.indexedDocument.groupBy({ by: ['indexId', 'state'], where: { indexId: { in: ids } }, _count: true, _sum: { chunkCount: true, tokenCount: true } }),
  ])
  return rows.flatMap((row) => {
    const index = indexes.find(({ id }) => id === row.activeIndexId)
    // Deleted in this moment.
    if (index === undefined) return []
    const own = groups.filter((group) => group.indexId === index.id)
    const count = (...states: string[]): number => own.filter((group) => states.includes(group.state)).reduce((sum, group) => sum + group._count, 0)
    const sum = (field: 'chunkCount' | 'tokenCount'): number => own.reduce((total, group) => total + (group._sum[field] ?? 0), 0)
    return {
      ...row,
      sharing: sharing(row.id),
      activeIndexId: index.id,
      retrieval: row.retrieval === null ? null : retrievalSettingsSchema.parse(row.retrieval),
      embeddingModel: index.embeddingModel,
      documentCount: own.reduce((total, group) => total + group._count, 0),
      readyCount: count('ready'),
      liveCount: count('queued', 'parsing', 'embedding'),
      failedCount: count('failed'),
      chunkCount: sum('chunkCount'),
      tokenCount: sum('tokenCount'),
    }
  })
}

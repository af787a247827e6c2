import { type Actor, visibleTo } from '@/server/auth/actor'
import { placeOf } from '@/server/conversations/listing'
import { db, isUniqueViolation } from '@/server/database'
import { AppError, notFound } from '@/server/errors'
import type { Folder } from '@/server/folders/schema'
import { newId } from '@/server/ids'

/** Names that differ only in letter case or compatibility forms are the same name. */
const nameKey = (name: string): string => name.normalize('NFKC').trim().toLowerCase()

/** As many as a sidebar can show. */
const maxFolders = 200

/** The actor's folders by name, with how many conversations are listed in each. */
export async function list(actor: Actor): Promise<Folder[]> {
  const [folders, counts] = await Promise.all([
    db.folder.findMany({ where: visibleTo(actor), orderBy: { nameKey: 'asc' } }),
    db.conversation.groupBy({ by: ['folderId'], where: { ...visibleTo(actor), ...placeOf({ view: 'recent' }), folderId: { not: null } }, _count: true }),
  ])
  const countOf = new Map(counts.map((group) => [group.folderId, group._count]))
  return folders.map(({ id, name }) => ({ id, name, conversationCount: countOf.get(id) ?? 0 }))
}

/** @throws AppError conflict when the name is taken. */
export async function create(actor: Actor, { name }: { name: string }): Promise<Folder> {
  if ((await db.folder.count({ where: visibleTo(actor) })) >= maxFolders) throw new AppError('conflict', `You have ${maxFolders} folders, which is the most there can be; delete one first`)
  const id = newId()
  await unlessTaken(name, db.folder.create({ data: { id, ...visibleTo(actor), name, nameKey: nameKey(name) } }))
  return { id, name, conversationCount: 0 }
}

/** The folder of this name, made when there is none. Returns its id. */
export async function ensure(actor: Actor, name: string): Promise<string> {
  const there = await db.folder.findFirst({ where: { nameKey: nameKey(name), ...visibleTo(actor) }, select: { id: true } })
  return there?.id ?? (await create(actor, { name })).id
}

/** @throws AppError not_found, conflict when the name is taken. */
export async function rename(actor: Actor, { id, name }: { id: string; name: string }): Promise<void> {
  const { count } = await unlessTaken(name, db.folder.updateMany({ where: { id, ...visibleTo(actor) }, data: { name, nameKey: nameKey(name) } }))
  if (count === 0) throw notFound('folder')
}

/** Its conversations stay; they are listed by their age again. */
export async function remove(actor: Actor, id: string): Promise<void> {
  const { count } = await db.folder.deleteMany({ where: { id, ...visibleTo(actor) } })
  if (count === 0) throw notFound('folder')
}

/** The unique key decides, so that of two equal names at once one is refused as well. */
async function unlessTaken<T>(name: string, write: Promise<T>): Promise<T> {
  try {
    return await write
  } catch (error) {
    if (isUniqueViolation(error)) throw new AppError('conflict', `You already have a folder called “${name}”; choose another name`, { cause: error })
    throw error
  }
}

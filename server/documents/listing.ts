import type { z } from 'zod'
import type { Actor } from '@/server/auth/actor'
import { containing, db, type Prisma } from '@/server/database'
import { type DocumentList, documentListSchema, type DocumentPage, documentPageSchema, type documentSearchSchema, documentStates, type FoundDocument } from '@/server/documents/schema'
import { toDocuments } from '@/server/documents/service'
import { activeIndex } from '@/server/knowledge/indexes'
import { readableBy } from '@/server/teams/access'

/** A page of the documents of a base, with what the index that is searched made of them. @throws AppError not_found. */
export async function list(actor: Actor, request: DocumentList): Promise<DocumentPage> {
  const { knowledgeBaseId, search, states, sortBy, isDescending, offset, limit, ...filters } = documentListSchema.parse(request)
  const { id: indexId } = await activeIndex(actor, knowledgeBaseId)
  const everywhere = { indexId }
  const where = {
    ...everywhere,
    ...(states.length === 0 ? {} : { state: { in: states } }),
    document: { AND: [search === '' ? {} : { name: containing(search) }, ...conditionsOf(filters)] },
  }
  const order = isDescending ? 'desc' : 'asc'
  const orders = {
    added: [],
    updated: [{ document: { updatedAt: order } }],
    name: [{ document: { name: order } }],
    size: [{ document: { size: order } }],
    state: [{ state: order }],
    passages: [{ chunkCount: order }],
  } satisfies Record<typeof sortBy, Prisma.IndexedDocumentOrderByWithRelationInput[]>
  const [indexed, totalCount, counts] = await Promise.all([
    // Ids are in the order in which documents were added.
    db.indexedDocument.findMany({ where, orderBy: [...orders[sortBy], { documentId: sortBy === 'added' ? order : 'desc' }], skip: offset, take: limit }),
    db.indexedDocument.count({ where }),
    db.indexedDocument.groupBy({ by: ['state'], where: everywhere, _count: true }),
  ])
  const rows = await db.document.findMany({ where: { id: { in: indexed.map((entry) => entry.documentId) } } })
  const byId = new Map(rows.map((row) => [row.id, row]))
  const items = await toDocuments(
    indexed.flatMap((entry) => {
      const row = byId.get(entry.documentId)
      return row === undefined ? [] : [{ row, indexed: entry }]
    }),
  )
  const stateCounts = Object.fromEntries(documentStates.map((state) => [state, counts.find((count) => count.state === state)?._count ?? 0]))
  return { items, totalCount, stateCounts: documentPageSchema.shape.stateCounts.parse(stateCounts) }
}

/** Documents that can be searched, of all bases that the actor may read, the newest first. */
export async function find(actor: Actor, { search, limit }: z.output<typeof documentSearchSchema>): Promise<FoundDocument[]> {
  const rows = await db.document.findMany({
    where: {
      ...(search === '' ? {} : { name: containing(search) }),
      knowledgeBase: { kind: 'standard', ...readableBy(actor) },
      indexed: { some: { state: 'ready', index: { activeIn: { isNot: null } } } },
    },
    orderBy: { id: 'desc' },
    take: limit,
    select: { id: true, name: true, knowledgeBase: { select: { id: true, name: true } } },
  })
  return rows.map(({ id, name, knowledgeBase }) => ({ id, name, knowledgeBaseId: knowledgeBase.id, knowledgeBaseName: knowledgeBase.name }))
}

/** What a document must be to be listed. */
function conditionsOf({ ids, name, extensions, addedFrom, addedTo }: Pick<z.output<typeof documentListSchema>, 'ids' | 'name' | 'extensions' | 'addedFrom' | 'addedTo'>): Prisma.DocumentWhereInput[] {
  return [
    ids === undefined ? {} : { id: { in: ids } },
    name === undefined ? {} : { name },
    // Names keep the letter case that they came with.
    extensions === undefined ? {} : { OR: extensions.flatMap((extension) => [extension, extension.toUpperCase()]).map((ending) => ({ name: { endsWith: `.${ending}` } })) },
    { createdAt: { ...(addedFrom === undefined ? {} : { gte: addedFrom }), ...(addedTo === undefined ? {} : { lte: addedTo }) } },
  ]
}

import { type Actor, type Owner, visibleTo } from '@/server/auth/actor'
import { requireAgent, requireVariablesUsed } from '@/server/assistants/checks'
import { agentSchema, type Assistant, assistantDraftSchema, type AssistantDraft, type AssistantPatch, type AssistantSummary, modelParametersSchema, variableSchema } from '@/server/assistants/schema'
import { db, isMissingRecord, isUniqueViolation, noJson, type Prisma } from '@/server/database'
import { AppError, notFound } from '@/server/errors'
import { newId } from '@/server/ids'
import * as knowledge from '@/server/knowledge/service'
import * as models from '@/server/models/service'
import { retrievalSettingsSchema } from '@/server/retrieval/schema'
import { managedBy, onlyManagers, onlyRead, readableBy, writableBy } from '@/server/teams/access'
import type { Sharing } from '@/server/teams/schema'
import { sharingOf } from '@/server/teams/sharing'

type Row = Prisma.AssistantGetPayload<object>

/** Names that differ only in letter case or compatibility forms are the same name. */
const nameKey = (name: string): string => name.normalize('NFKC').trim().toLowerCase()

const linksTo = (knowledgeBaseIds: readonly string[]) => [...new Set(knowledgeBaseIds)].map((knowledgeBaseId) => ({ knowledgeBaseId }))

/** @throws AppError invalid, not_found for a base that the actor may not read, conflict when the name is taken. */
export async function create(actor: Actor, draft: AssistantDraft): Promise<Assistant> {
  const { instructions, knowledgeBaseIds, retrieval, agent, name, ...rest } = assistantDraftSchema.parse(draft)
  requireVariablesUsed(instructions, rest.variables)
  await requireAll(actor, { knowledgeBaseIds, modelId: rest.modelId, agent })
  const id = newId()
  const data = { ...rest, id, ...visibleTo(actor), name, nameKey: nameKey(name), retrieval: retrieval ?? noJson, agent: agent ?? noJson }
  const made = db.assistant.create({ data: { ...data, prompts: { create: { version: 1, text: instructions } }, knowledgeBases: { create: linksTo(knowledgeBaseIds) } } })
  await unlessTaken({ id: actor.tenantId }, { id, name }, made)
  return get(actor, id)
}

/** All assistants of the actor and of their teams, the last changed first. */
export async function list(actor: Actor): Promise<AssistantSummary[]> {
  const rows = await db.assistant.findMany({ where: readableBy(actor), orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }] })
  const [links, sharing] = await Promise.all([db.assistantKnowledgeBase.findMany({ where: { assistant: readableBy(actor), knowledgeBase: readableBy(actor) } }), sharingOf(actor, rows)])
  const linksOf = Map.groupBy(links, ({ assistantId }) => assistantId)
  return rows.map((row) => summaryOf(row, { links: linksOf.get(row.id) ?? [], sharing: sharing(row.id) }))
}

export async function get(owner: Owner, id: string): Promise<Assistant> {
  const assistant = await find(owner, id)
  if (assistant === null) throw notFound('assistant')
  return assistant
}

/** Null when it is deleted, or shared with the actor no more: it has no say. */
export async function find(owner: Owner, id: string): Promise<Assistant | null> {
  const row = await db.assistant.findFirst({ where: { id, ...readableBy(owner) } })
  if (row === null) return null
  const [links, sharing, prompt] = await Promise.all([
    db.assistantKnowledgeBase.findMany({ where: { assistantId: id, knowledgeBase: readableBy(owner) } }),
    sharingOf(owner, [row]),
    db.assistantPrompt.findUnique({ where: { assistantId_version: { assistantId: id, version: row.promptVersion } } }),
  ])
  // Deleted in this moment.
  if (prompt === null) return null
  return {
    ...row,
    ...summaryOf(row, { links, sharing: sharing(id) }),
    parameters: modelParametersSchema.parse(row.parameters),
    instructions: prompt.text,
    promptType: row.promptType ?? 'simple',
    retrieval: row.retrieval === null ? null : retrievalSettingsSchema.parse(row.retrieval),
  }
}

function summaryOf(row: Row, { links, sharing }: { links: readonly { knowledgeBaseId: string }[]; sharing: Sharing }): AssistantSummary {
  return {
    ...row,
    sharing,
    knowledgeBaseIds: links.map(({ knowledgeBaseId }) => knowledgeBaseId),
    variables: variableSchema.array().parse(row.variables),
    agent: agentSchema.nullable().parse(row.agent),
  }
}

/**
 * Other instructions are a new version of them; the earlier ones stay. Of the bases, those that the actor cannot see stay as they are.
 * @throws AppError what `create` throws, forbidden.
 */
export async function update(actor: Actor, { id, name, instructions, knowledgeBaseIds, parameters, retrieval, agent, ...rest }: AssistantPatch): Promise<Assistant> {
  const before = await get(actor, id)
  if (before.sharing.may === 'read') throw onlyRead('assistant')
  requireVariablesUsed(instructions ?? before.instructions, rest.variables ?? before.variables)
  await requireAll(actor, { knowledgeBaseIds: knowledgeBaseIds ?? [], modelId: rest.modelId === before.modelId ? null : rest.modelId, agent: agent ?? null })
  const version = instructions === undefined || instructions === before.instructions ? null : (await newestVersion(id)) + 1
  const data: Prisma.AssistantUpdateInput = {
    ...rest,
    ...(name === undefined ? {} : { name, nameKey: nameKey(name) }),
    ...(parameters === undefined ? {} : { parameters: { ...before.parameters, ...parameters } }),
    ...(retrieval === undefined ? {} : { retrieval: retrieval ?? noJson }),
    ...(agent === undefined ? {} : { agent: agent ?? noJson }),
    ...(version === null ? {} : { promptVersion: version, prompts: { create: { version, text: instructions ?? '' } } }),
    ...(knowledgeBaseIds === undefined ? {} : { knowledgeBases: { deleteMany: { knowledgeBaseId: { in: before.knowledgeBaseIds } }, create: linksTo(knowledgeBaseIds) } }),
  }
  await unlessTaken({ assistants: { some: { id } } }, { id, name }, db.assistant.update({ where: { id, ...writableBy(actor) }, data }))
  return get(actor, id)
}

/** Its conversations stay, without it. @throws AppError not_found, forbidden. */
export async function remove(actor: Actor, id: string): Promise<void> {
  await removeAll(actor, [id])
}

/** The same for several: all of them, or, when one is not the actor's to delete, none. */
export async function removeAll(actor: Actor, ids: readonly string[]): Promise<void> {
  const found = await Promise.all([...new Set(ids)].map((id) => get(actor, id)))
  if (found.some(({ sharing }) => sharing.may !== 'manage')) throw onlyManagers('assistant')
  await db.assistant.deleteMany({ where: { id: { in: found.map(({ id }) => id) }, ...managedBy(actor) } })
}

async function newestVersion(assistantId: string): Promise<number> {
  const { _max } = await db.assistantPrompt.aggregate({ where: { assistantId }, _max: { version: true } })
  return _max.version ?? 0
}

interface Wanted {
  readonly knowledgeBaseIds: readonly string[]
  readonly modelId: string | null | undefined
  readonly agent: Assistant['agent']
}

async function requireAll(actor: Actor, { knowledgeBaseIds, modelId, agent }: Wanted): Promise<void> {
  await knowledge.requireAll(actor, knowledgeBaseIds)
  if (modelId != null) await models.resolve(actor, { modelId })
  await requireAgent(agent)
}

/** The unique keys decide, so that of two equal names, or two next versions, at once one is refused as well. */
async function unlessTaken(tenant: Prisma.TenantWhereInput, { id, name }: { id: string; name: string | undefined }, write: PromiseLike<unknown>): Promise<void> {
  try {
    await write
  } catch (error) {
    if (isMissingRecord(error)) throw notFound('assistant')
    if (!isUniqueViolation(error)) throw error
    const twin = name === undefined ? null : await db.assistant.findFirst({ where: { tenant, nameKey: nameKey(name), id: { not: id } }, select: { id: true } })
    if (twin === null) throw new AppError('conflict', 'This assistant was changed at the same moment; look at it and try again', { cause: error })
    throw new AppError('conflict', `You already have an assistant called “${name}”; choose another name`, { cause: error })
  }
}

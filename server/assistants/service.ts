import { type Actor, type Owner, visibleTo } from '@/server/auth/actor'
import { requireAgent, requireVariablesUsed } from '@/server/assistants/checks'
import { agentSchema, type Assistant, assistantDraftSchema, type AssistantDraft, type AssistantPatch, type AssistantSummary, modelParametersSchema, variableSchema } from '@/server/assistants/schema'
import { db, isMissingRecord, isUniqueViolation, noJson, type Prisma } from '@/server/database'
import { AppError, notFound } from '@/server/errors'
import { newId } from '@/server/ids'
import * as knowledge from '@/server/knowledge/service'
import * as models from '@/server/models/service'
import { retrievalSettingsSchema } from '@/server/retrieval/schema'

type Row = Prisma.AssistantGetPayload<object>

/** Names that differ only in letter case or compatibility forms are the same name. */
const nameKey = (name: string): string => name.normalize('NFKC').trim().toLowerCase()

const linksTo = (knowledgeBaseIds: readonly string[]) => [...new Set(knowledgeBaseIds)].map((knowledgeBaseId) => ({ knowledgeBaseId }))

/** @throws AppError invalid, not_found for a base that is not the actor's, conflict when the name is taken. */
export async function create(actor: Actor, draft: AssistantDraft): Promise<Assistant> {
  const { instructions, knowledgeBaseIds, retrieval, agent, name, ...rest } = assistantDraftSchema.parse(draft)
  requireVariablesUsed(instructions, rest.variables)
  await requireAll(actor, { knowledgeBaseIds, modelId: rest.modelId, agent })
  const id = newId()
  const data = { ...rest, id, ...visibleTo(actor), name, nameKey: nameKey(name), retrieval: retrieval ?? noJson, agent: agent ?? noJson }
  const made = db.assistant.create({ data: { ...data, prompts: { create: { version: 1, text: instructions } }, knowledgeBases: { create: linksTo(knowledgeBaseIds) } } })
  await unlessTaken(actor, { id, name }, made)
  return get(actor, id)
}

/** All assistants of the actor, the last changed first. */
export async function list(actor: Actor): Promise<AssistantSummary[]> {
  const rows = await db.assistant.findMany({ where: visibleTo(actor), orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }] })
  const links = await db.assistantKnowledgeBase.findMany({ where: { assistant: visibleTo(actor) } })
  const linksOf = Map.groupBy(links, ({ assistantId }) => assistantId)
  return rows.map((row) => summaryOf(row, linksOf.get(row.id) ?? []))
}

export async function get(owner: Owner, id: string): Promise<Assistant> {
  const row = await db.assistant.findFirst({ where: { id, ...visibleTo(owner) } })
  if (row === null) throw notFound('assistant')
  const [links, prompt] = await Promise.all([
    db.assistantKnowledgeBase.findMany({ where: { assistantId: id } }),
    db.assistantPrompt.findUnique({ where: { assistantId_version: { assistantId: id, version: row.promptVersion } } }),
  ])
  // Deleted in this moment.
  if (prompt === null) throw notFound('assistant')
  return {
    ...row,
    ...summaryOf(row, links),
    parameters: modelParametersSchema.parse(row.parameters),
    instructions: prompt.text,
    promptType: row.promptType ?? 'simple',
    retrieval: row.retrieval === null ? null : retrievalSettingsSchema.parse(row.retrieval),
  }
}

function summaryOf(row: Row, links: readonly { knowledgeBaseId: string }[]): AssistantSummary {
  return {
    ...row,
    knowledgeBaseIds: links.map(({ knowledgeBaseId }) => knowledgeBaseId),
    variables: variableSchema.array().parse(row.variables),
    agent: agentSchema.nullable().parse(row.agent),
  }
}

/** Other instructions are a new version of them; the earlier ones stay. @throws AppError what `create` throws. */
export async function update(actor: Actor, { id, name, instructions, knowledgeBaseIds, parameters, retrieval, agent, ...rest }: AssistantPatch): Promise<Assistant> {
  const before = await get(actor, id)
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
    ...(knowledgeBaseIds === undefined ? {} : { knowledgeBases: { deleteMany: {}, create: linksTo(knowledgeBaseIds) } }),
  }
  await unlessTaken(actor, { id, name }, db.assistant.update({ where: { id, ...visibleTo(actor) }, data }))
  return get(actor, id)
}

/** Its conversations stay, without it. */
export async function remove(actor: Actor, id: string): Promise<void> {
  const { count } = await db.assistant.deleteMany({ where: { id, ...visibleTo(actor) } })
  if (count === 0) throw notFound('assistant')
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
  if (modelId != null) await models.chatModel(modelId)
  await requireAgent(agent)
}

/** The unique keys decide, so that of two equal names, or two next versions, at once one is refused as well. */
async function unlessTaken(actor: Actor, { id, name }: { id: string; name: string | undefined }, write: PromiseLike<unknown>): Promise<void> {
  try {
    await write
  } catch (error) {
    if (isMissingRecord(error)) throw notFound('assistant')
    if (!isUniqueViolation(error)) throw error
    const twin = name === undefined ? null : await db.assistant.findFirst({ where: { tenantId: actor.tenantId, nameKey: nameKey(name), id: { not: id } }, select: { id: true } })
    if (twin === null) throw new AppError('conflict', 'This assistant was changed at the same moment; look at it and try again', { cause: error })
    throw new AppError('conflict', `You already have an assistant called “${name}”; choose another name`, { cause: error })
  }
}

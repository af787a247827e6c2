// What administrators do with models. The routers let nobody else in.
import type { Actor } from '@/server/auth/actor'
import * as audit from '@/server/audit/service'
import { db, isMissingRecord, isUniqueViolation } from '@/server/database'
import { AppError, notFound } from '@/server/errors'
import { contextTokensOf } from '@/server/models/contextTokens'
import { dialects } from '@/server/models/providers/dialects'
import { type Catalogue, catalogue, operatorServer } from '@/server/models/registry/catalogue'
import { knownProvider } from '@/server/models/registry/known'
import { listFailure } from '@/server/models/registry/listFailure'
import { registryChanged } from '@/server/models/registry/providers'
import { firstAddedNumber } from '@/server/models/registry/seed'
import type { ListedModel, ModelDraft, ModelPatch, RegisteredModel } from '@/server/models/registry/schema'
import { type ModelRow, snapshot } from '@/server/models/registry/snapshot'
import type { ModelKind } from '@/server/models/schema'
import { canSee } from '@/server/models/vision'

/** In the order of their numbers. */
export async function list(): Promise<RegisteredModel[]> {
  const [{ models }, known] = [await snapshot(), await catalogue()]
  return models.map((row) => registered(row, known))
}

function registered({ inputMicrosPerMillion, outputMicrosPerMillion, ...row }: ModelRow, { models }: Catalogue): RegisteredModel {
  const known = models.find(({ id }) => id === row.id)
  return { ...row, inputUsdPerMillion: dollars(inputMicrosPerMillion), outputUsdPerMillion: dollars(outputMicrosPerMillion), isUsable: known?.isServed ?? false, isListed: known?.isListed ?? false }
}

const dollars = (micros: bigint): number => Number(micros) / 1_000_000
const micros = (usd: number | undefined): bigint | undefined => (usd === undefined ? undefined : BigInt(Math.round(usd * 1_000_000)))

/** How often a number is looked for when others take it at the same moment. */
const maxTries = 10

/** Registers models of a provider, all or none. @throws AppError not_found for the provider, conflict for a model that is there. */
export async function add(actor: Actor, drafts: readonly ModelDraft[]): Promise<RegisteredModel[]> {
  const { providers } = await snapshot()
  if (!drafts.every(({ providerId }) => providers.some(({ id }) => id === providerId))) throw notFound('provider')
  const ids = drafts.map(({ providerId, name }) => `${providerId}/${name}`)
  for (let tries = 1; ; tries += 1) {
    const taken = await db.model.findFirst({ where: { id: { in: ids } }, select: { id: true } })
    if (taken !== null || new Set(ids).size < ids.length) throw new AppError('conflict', `The model ${taken?.id ?? ids[0]} is registered already`)
    const { _max } = await db.model.aggregate({ _max: { number: true } })
    const first = Math.max(firstAddedNumber, (_max.number ?? -1) + 1)
    try {
      await db.$transaction([db.model.createMany({ data: drafts.map((draft, place) => newRow(draft, first + place)) }), ...ids.map((id) => audit.entry(actor, 'model.add', id))])
      break
    } catch (error) {
      if (!isUniqueViolation(error) || tries === maxTries) throw error
    }
  }
  registryChanged()
  return (await list()).filter(({ id }) => ids.includes(id))
}

function newRow({ providerId, name, kind, label, inputUsdPerMillion, outputUsdPerMillion, ...figures }: ModelDraft, number: number) {
  const id = `${providerId}/${name}`
  const known = kind === 'chat' ? { contextTokens: contextTokensOf(id), canSee: canSee(id) } : {}
  const prices = { inputMicrosPerMillion: micros(inputUsdPerMillion), outputMicrosPerMillion: micros(outputUsdPerMillion) }
  return { id, number, providerId, name, kind, label: label ?? name, ...known, ...figures, ...prices }
}

/** @throws AppError not_found. */
export async function update(actor: Actor, { id, inputUsdPerMillion, outputUsdPerMillion, ...figures }: ModelPatch): Promise<RegisteredModel> {
  const prices = { inputMicrosPerMillion: micros(inputUsdPerMillion), outputMicrosPerMillion: micros(outputUsdPerMillion) }
  const told = Object.entries({ inputUsdPerMillion, outputUsdPerMillion, ...figures }).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]))
  try {
    await db.$transaction([db.model.update({ where: { id }, data: { ...figures, ...prices } }), audit.entry(actor, 'model.update', id, Object.fromEntries(told))])
  } catch (error) {
    if (isMissingRecord(error)) throw notFound('model')
    throw error
  }
  registryChanged()
  const model = (await list()).find((candidate) => candidate.id === id)
  if (model === undefined) throw notFound('model')
  return model
}

/** Old conversations keep its id. @throws AppError not_found. */
export async function remove(actor: Actor, id: string): Promise<void> {
  const { count } = await db.model.deleteMany({ where: { id } })
  if (count === 0) throw notFound('model')
  await audit.note(actor, 'model.remove', id)
  registryChanged()
}

/** What a provider says that it has, asked now. @throws AppError not_found; unavailable without a key; upstream_failed. */
export async function listAt(providerId: string): Promise<ListedModel[]> {
  const { providers, models, keys } = await snapshot()
  const row = providers.find(({ id }) => id === providerId)
  if (row === undefined) throw notFound('provider')
  const provider = knownProvider(row, keys)
  if (provider.key === 'missing') throw new AppError('unavailable', `There is no key to ${provider.label}; give one first`)
  const names = await dialects[row.kind].list(operatorServer(provider)).catch((error: unknown) => {
    throw listFailure(error, provider.label)
  })
  const isRegistered = (name: string): boolean => models.some((model) => model.providerId === providerId && model.name === name)
  return [...new Set(names)].toSorted().map((name) => ({ name, kind: kindOf(name), isRegistered: isRegistered(name) }))
}

/** Lists do not say what a model is for; its name mostly does. */
function kindOf(name: string): ModelKind {
  if (/rerank/i.test(name)) return 'rerank'
  return /embed|bge-|minilm|\be5-|gte-/i.test(name) ? 'embedding' : 'chat'
}

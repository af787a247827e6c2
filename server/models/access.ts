// Which models somebody may use at the operator's cost.
import type { Actor } from '@/server/auth/actor'
import * as audit from '@/server/audit/service'
import { db } from '@/server/database'
import { AppError, notFound } from '@/server/errors'
import { numberOfOlderName } from '@/server/models/registry/seed'
import { snapshot } from '@/server/models/registry/snapshot'

/** The ids of the registered models that somebody may use; null: all there are. @throws AppError not_found. */
export async function allowedTo(userId: string): Promise<string[] | null> {
  const user = await db.user.findUnique({ where: { id: userId }, select: { mayUseAllModels: true, models: { select: { modelId: true }, orderBy: { modelId: 'asc' } } } })
  if (user === null) throw notFound('user')
  return user.mayUseAllModels ? null : user.models.map(({ modelId }) => modelId)
}

/** The statements that let somebody use these models and no others, or all (null); for a transaction with the account itself. */
export function allowing(userId: string, modelIds: readonly string[] | null) {
  return [
    db.userModel.deleteMany({ where: { userId } }),
    db.user.update({ where: { id: userId }, data: { mayUseAllModels: modelIds === null } }),
    db.userModel.createMany({ data: [...new Set(modelIds ?? [])].map((modelId) => ({ userId, modelId })) }),
  ]
}

/** Lets somebody use these models and no others, or all (null); in force with their next question. @throws AppError not_found, invalid. */
export async function allow(actor: Actor, userId: string, references: readonly string[] | null): Promise<string[] | null> {
  const ids = references === null ? null : await registeredIds(references)
  await allowedTo(userId)
  await db.$transaction([...allowing(userId, ids), audit.entry(actor, 'user.models', userId, { models: ids })])
  return allowedTo(userId)
}

/** The ids of registered models by id, number or name. @throws AppError invalid for one that is not registered. */
export async function registeredIds(references: readonly string[]): Promise<string[]> {
  const { models } = await snapshot()
  return references.map((reference) => {
    const number = /^\d{1,9}$/.test(reference) ? Number(reference) : numberOfOlderName(reference)
    const found = models.find(({ id }) => id === reference) ?? models.find((model) => model.number === number) ?? models.find(({ name }) => name === reference)
    if (found === undefined) throw new AppError('invalid', `The model ${reference} is not registered; an administrator can add it`)
    return found.id
  })
}

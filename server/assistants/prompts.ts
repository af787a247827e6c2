// The versions of an assistant's instructions.
import type { Actor } from '@/server/auth/actor'
import { type Assistant, knowledgeKey, placeholdersIn, type PromptVersion } from '@/server/assistants/schema'
import * as assistants from '@/server/assistants/service'
import { db } from '@/server/database'
import { notFound } from '@/server/errors'
import { onlyRead, writableBy } from '@/server/teams/access'

/** The versions of an assistant's instructions, the newest first. */
export async function list(actor: Actor, id: string): Promise<PromptVersion[]> {
  const { promptVersion } = await assistants.get(actor, id)
  const rows = await db.assistantPrompt.findMany({ where: { assistantId: id }, orderBy: { version: 'desc' } })
  return rows.map((row) => ({ ...row, isCurrent: row.version === promptVersion }))
}

/** Uses a version again. Its own placeholders become the variables: those that are known stay as they are, others are required. */
export async function restore(actor: Actor, id: string, version: number): Promise<Assistant> {
  const assistant = await assistants.get(actor, id)
  if (assistant.sharing.may === 'read') throw onlyRead('assistant')
  const prompt = await db.assistantPrompt.findUnique({ where: { assistantId_version: { assistantId: id, version } } })
  if (prompt === null) throw notFound('version')
  const keys = placeholdersIn(prompt.text).filter((name) => name !== knowledgeKey)
  const variables = keys.map((key) => assistant.variables.find((known) => known.key === key) ?? { key, isOptional: false })
  const { count } = await db.assistant.updateMany({ where: { id, ...writableBy(actor) }, data: { promptVersion: version, variables } })
  if (count === 0) throw notFound('assistant')
  return assistants.get(actor, id)
}

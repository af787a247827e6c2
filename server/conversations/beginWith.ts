import type { ChosenParameters } from '@/server/assistants/schema'
import { type Actor, visibleTo } from '@/server/auth/actor'
import { linkBases } from '@/server/conversations/askedWith'
import { db } from '@/server/database'
import { newId } from '@/server/ids'

interface Beginning {
  /** Whom it is with; null: with the model alone. */
  readonly assistantId: string | null
  readonly systemPrompt: string | null
  readonly parameters: ChosenParameters
  readonly knowledgeBaseIds: readonly string[]
  readonly searchesWeb: boolean
  /** What was said before, the oldest first. */
  readonly earlier: readonly { readonly role: 'user' | 'assistant'; readonly text: string }[]
}

/** Begins a temporary conversation in which something was said already, for clients that keep what was said themselves. Returns its id. */
export async function beginWith(actor: Actor, { assistantId, systemPrompt, parameters, knowledgeBaseIds, searchesWeb, earlier }: Beginning): Promise<string> {
  const id = newId()
  const owner = visibleTo(actor)
  const ids = earlier.map(() => newId())
  const messages = earlier.map(({ role, text }, at) => ({ id: ids[at] ?? newId(), ...owner, conversationId: id, parentId: ids[at - 1] ?? null, seq: at + 1, role, content: text }))
  await db.$transaction([
    db.conversation.create({ data: { id, ...owner, title: '', isTemporary: true, assistantId, systemPrompt, parameters, searchesWeb, headId: ids.at(-1) ?? null } }),
    ...linkBases(id, knowledgeBaseIds),
    ...(messages.length === 0 ? [] : [db.message.createMany({ data: messages })]),
  ])
  return id
}

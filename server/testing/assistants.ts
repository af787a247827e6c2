import type { AssistantDraft } from '@/server/assistants/schema'
import * as assistants from '@/server/assistants/service'
import type { Actor } from '@/server/auth/actor'
import { newId } from '@/server/ids'

/** An assistant that leaves everything to its model and its bases, unless the draft says otherwise. Returns its id. */
export async function createAssistant(actor: Actor, draft: Partial<AssistantDraft> = {}): Promise<string> {
  return (await assistants.create(actor, { name: `assistant-${newId()}`, retrieval: null, ...draft })).id
}

import { parsed } from '@/components/api/json'
import type { Draft } from '@/components/assistants/draft'
import { assistantSchema } from '@/server/assistants/schema'

const keyOf = (id: string): string => `parley.assistant.${id}`
const keptSchema = assistantSchema.pick({ name: true, avatar: true, description: true, language: true, knowledgeBaseIds: true, modelId: true, parameters: true, instructions: true, variables: true, opener: true, emptyResponse: true, showsQuotes: true, retrieval: true, agent: true }).partial()

/** What was changed of an assistant in this tab and not saved: who was led away in the middle finds it again. */
export const keptChanges = (id: string): Partial<Draft> => keptSchema.safeParse(parsed(sessionStorage.getItem(keyOf(id)) ?? '')).data ?? {}

/** Keeps what was changed; null: nothing. */
export function keepChanges(id: string, changed: Partial<Draft> | null): void {
  try {
    if (changed === null) sessionStorage.removeItem(keyOf(id))
    else sessionStorage.setItem(keyOf(id), JSON.stringify(changed))
  } catch {
    // The storage is full or forbidden; the changes live as long as the page.
  }
}

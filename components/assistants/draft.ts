import type { RouterInputs, RouterOutputs } from '@/server/router'

export type Assistant = RouterOutputs['assistants']['get']
type Patch = RouterInputs['assistants']['update']

/** What of an assistant can be changed on its page. */
const fields = ['name', 'avatar', 'description', 'language', 'knowledgeBaseIds', 'modelId', 'parameters', 'instructions', 'variables', 'opener', 'emptyResponse', 'showsQuotes', 'retrieval', 'agent'] as const

export type Draft = Pick<Assistant, (typeof fields)[number]>

export interface FieldsProps {
  draft: Draft
  onChange: (change: Partial<Draft>) => void
}

/** What a draft changes, null when that is nothing. */
export function changesOf(saved: Assistant, draft: Draft): Patch | null {
  const changed = fields.filter((field) => JSON.stringify(saved[field]) !== JSON.stringify(draft[field]))
  return changed.length === 0 ? null : { id: saved.id, ...Object.fromEntries(changed.map((field) => [field, draft[field]])) }
}

/** What an assistant is, as a draft of what it may become. */
export const draftOf = (saved: Assistant): Draft => {
  const { name, avatar, description, language, knowledgeBaseIds, modelId, parameters, instructions, variables, opener, emptyResponse, showsQuotes, retrieval, agent } = saved
  return { name, avatar, description, language, knowledgeBaseIds, modelId, parameters, instructions, variables, opener, emptyResponse, showsQuotes, retrieval, agent }
}

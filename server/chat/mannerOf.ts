import { withChosen } from '@/server/assistants/schema'
import * as assistants from '@/server/assistants/service'
import type { Owner } from '@/server/auth/actor'
import { type Manner, usualManner } from '@/server/chat/manner'
import type { ConversationSettings } from '@/server/conversations/turns'

/** How a conversation wants its questions answered now; an assistant that is not there any more has no say. */
export async function mannerOf(owner: Owner, { assistantId, variables, systemPrompt, parameters: chosen }: ConversationSettings): Promise<Manner> {
  const assistant = assistantId === null ? null : await assistants.find(owner, assistantId)
  const text = systemPrompt ?? assistant?.instructions ?? null
  // An optional variable without a value is blank; braces that mean nothing to us stay.
  const values = new Map((assistant?.variables ?? []).map(({ key }) => [key, variables[key] ?? '']))
  const { language, parameters, retrieval, emptyResponse, showsQuotes, agent } = assistant ?? usualManner
  return { instructions: text === null ? null : { text, values }, language, parameters: withChosen(parameters, chosen), retrieval, emptyResponse, showsQuotes, agent, isAgentShared: assistant !== null && assistant.sharing.team !== null }
}

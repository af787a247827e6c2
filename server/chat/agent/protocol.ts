import { z } from 'zod'
import type { GivenFile } from '@/server/attachments/contents'

/** What an agent is told, over HTTP and in a module alike; docs/agents.md explains each field. */
export interface AgentRequest {
  readonly user_id: string
  readonly session_id: string
  readonly chat_message: string
  readonly model_name: string
  readonly model_provider: string
  /** The instructions of the assistant or the conversation, filled; empty: none. */
  readonly session_prompt: string
  /** The files that were given with the question, as `data:` addresses; empty texts for those that are not carried. */
  readonly file_name: readonly string[]
  readonly chat_summary: string
  /** [{ role, content }] as JSON, the oldest first. */
  readonly chat_history: string
  /** In dollars; null: nobody counts, or it is not the agent's to know. */
  readonly balance: number | null
  /** When the question was asked, ISO 8601. */
  readonly timestamp: string
  /** What was found in the assistant's knowledge bases; `[1]` in an answer cites the first. */
  readonly passages: readonly { readonly number: number; readonly source: string; readonly text: string }[]
  /** What the files of `file_name` are, in the same order; `text`: what was read of a document. */
  readonly files: readonly { readonly name: string; readonly media_type: string; readonly text: string | null }[]
}

/** A part of an agent's answer: some text, or what the answer cost in dollars. */
export interface AgentPiece {
  readonly text: string
  readonly cost: number | null
}

const costSchema = z.number().min(0).max(1_000_000).nullish()
const answerSchema = z.object({ response_text: z.string(), cost: costSchema })
const partSchema = z.object({ text: z.string().optional(), cost: costSchema }).refine(({ text, cost }) => text !== undefined || cost !== undefined)

/** A whole answer, or a part of one, as an agent may write it: a text, { response_text, cost }, or { text, cost }. @throws when it is something else. */
export function pieceOf(said: unknown): AgentPiece {
  if (typeof said === 'string') return { text: said, cost: null }
  const whole = answerSchema.safeParse(said).data
  if (whole !== undefined) return { text: whole.response_text, cost: whole.cost ?? null }
  const { text = '', cost = null } = partSchema.parse(said)
  return { text, cost }
}

/** The request of a turn. */
export interface AgentTurn {
  readonly userId: string
  readonly conversationId: string
  readonly modelId: string
  readonly summary: string
  readonly files: readonly GivenFile[]
  readonly balanceMicros: number | null
}

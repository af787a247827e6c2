import type { Agent, ModelParameters } from '@/server/assistants/schema'
import type { RetrievalSettings } from '@/server/retrieval/schema'

/** How the questions of a conversation are answered: as it says itself, else as its assistant does, else as usual. */
export interface Manner {
  /** Said to the model before everything else, with the values of its placeholders; null: what Parley says. */
  readonly instructions: { readonly text: string; readonly values: ReadonlyMap<string, string> } | null
  /** The language to answer in; null: that of the question. */
  readonly language: string | null
  /** Given to the model; null: as its provider likes. */
  readonly parameters: ModelParameters | null
  /** How the bases are searched; null: as each says. */
  readonly retrieval: RetrievalSettings | null
  /** Said without asking a model when nothing is found; empty: the model answers as it can. */
  readonly emptyResponse: string
  /** Whether an answer names its sources. */
  readonly showsQuotes: boolean
  /** Answers in the place of the model. */
  readonly agent: Agent | null
  /** Others than who asks may have said which agent that is: what it says of its cost is believed up to what was held back for it. */
  readonly isAgentShared: boolean
}

export const usualManner: Manner = { instructions: null, language: null, parameters: null, retrieval: null, emptyResponse: '', showsQuotes: true, agent: null, isAgentShared: false }

import type { LanguageModel } from 'ai'
import type { Prices } from '@/server/usage/price'

/** On what terms a model is called. */
export interface ModelTerms {
  /** `provider/name`. */
  readonly id: string
  /** What is called, as far as keys are concerned. */
  readonly providerId: string
  /** own: with a key of the person's or of the conversation's; it costs no balance and asks for no permission. */
  readonly paidBy: 'operator' | 'own'
  readonly prices: Prices
  /** How many tokens it can be sent. */
  readonly contextTokens: number
  /** null: as the provider has it. */
  readonly maxOutputTokens: number | null
}

/** A chat model that may be called, ready to be. */
export interface ResolvedModel extends ModelTerms {
  readonly model: LanguageModel
}

/** What somebody wants to be answered by. */
export interface ModelWish {
  /** An id, a name or a number; null: their own default, else everybody's. */
  readonly modelId: string | null
  /** Whose key is to be used, if it has one. */
  readonly conversationId?: string | null
}

import type { Owner } from '@/server/auth/actor'
import type { OpenTurn } from '@/server/conversations/turns'
import { mostOutput, refuseBeyondLimit } from '@/server/models/metered'
import type { ResolvedModel } from '@/server/models/resolved'
import { countTokens } from '@/server/text/tokens'
import { assign, type Hold, release, take } from '@/server/usage/hold'

/** What a prompt has beside the question: instructions, then passages where something is searched, and what was said before. */
const tokensOf = { instructions: 500, passages: 6_000, history: 2_000 } as const

interface Asked {
  /** What is asked; empty where it was asked before. */
  readonly text: string
  readonly isSearched: boolean
  readonly hasHistory: boolean
}

/**
 * Opens a turn once what its answer may cost is held back, as far as can be told before anything is searched; what more it takes is held
 * when the prompt is known. @throws AppError payment_required, invalid, and nothing is opened; what `open` throws, and nothing is held.
 */
export async function holdAnswer(owner: Owner, model: ResolvedModel, { text, isSearched, hasHistory }: Asked, open: () => Promise<OpenTurn>): Promise<{ turn: OpenTurn; model: ResolvedModel; hold: Hold }> {
  const asked = countTokens(text)
  refuseBeyondLimit(asked)
  const inputTokens = asked + tokensOf.instructions + (isSearched ? tokensOf.passages : 0) + (hasHistory ? tokensOf.history : 0)
  const hold = await take({ userId: owner.userId, usage: 'answer', terms: model }, { inputTokens, outputTokens: mostOutput(model) })
  try {
    const turn = await open()
    return { turn, model, hold: await assign(hold, { conversationId: turn.conversationId, messageId: turn.answerId }) }
  } catch (error) {
    await release(hold)
    throw error
  }
}

import { createContext, use } from 'react'
import type { Message } from '@/components/chat/turnStream'

/** What can be done with the questions and answers of the conversation that is shown. */
export interface Exchange {
  readonly conversationId: string
  /** Another answer, another branch and a deletion have to wait for its end. */
  readonly isAnswering: boolean
  /** Ways through the conversation. */
  readonly branchCount: number
  /** Asks a question anew in the place of one that was asked; rejects when the server does not take it. */
  rerun(questionId: string, text: string): Promise<void>
  /** The words of the question of an answer; empty while they are not loaded. */
  questionOf(answer: Message): string
  retry(answerId: string, options?: { rewrite?: boolean; modelId?: string }): void
  /** More of an answer that broke off. */
  goOn(answerId: string): void
}

/** Null where messages are only read, as on a shared page. */
export const ExchangeContext = createContext<Exchange | null>(null)

export const useExchange = (): Exchange | null => use(ExchangeContext)

// A process that asks for somebody with a balance, to be killed: node bench/proof/creditsProcess.ts USER TENANT REQUEST…. It asks all of them
// at once, each again and again while the balance does not suffice, and prints a line for each thing that happens.
import { setTimeout as pause } from 'node:timers/promises'
import type { Actor } from '@/server/auth/actor'
import { scopes } from '@/server/auth/schema'
import { sweepAnswers } from '@/server/chat/sweepAnswers'
import { startTurn } from '@/server/chat/turn'
import { AppError } from '@/server/errors'
import { newId } from '@/server/ids'
import { question } from '@/server/testing/chat'
import { sweepReservations } from '@/server/usage/sweep'

const [userId = '', tenantId = '', ...requestIds] = process.argv.slice(2)
const actor: Actor = { userId, tenantId, username: 'payer', role: 'user', sessionId: newId(), via: 'session', scopes }
/** As if the time were over that is left for the end of an answer to come to the books. */
const graceMs = 30_000

const tell = (fact: object): void => void process.stdout.write(`${JSON.stringify(fact)}\n`)

async function ask(requestId: string): Promise<void> {
  for (;;) {
    try {
      await startTurn(actor, { ...question('Hello', { modelId: 'openai/fake-chat' }), requestId })
      return tell({ type: 'accepted' })
    } catch (error) {
      const isRefused = error instanceof AppError && error.kind === 'payment_required'
      tell({ type: isRefused ? 'refused' : 'failed', ...(isRefused ? {} : { message: String(error) }) })
    }
    await pause(300 + Math.random() * 700)
  }
}

setInterval(() => void sweepAnswers(), 500)
setInterval(() => void sweepReservations(Date.now() + graceMs).catch((error: unknown) => tell({ type: 'failed', message: String(error) })), 500)
await Promise.all(requestIds.map(ask))

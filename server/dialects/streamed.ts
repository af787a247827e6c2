import type { Actor } from '@/server/auth/actor'
import type { TurnEvent, TurnRequest } from '@/server/chat/schema'
import { startTurn } from '@/server/chat/turn'
import { streamHeaders, turnStream, type TurnFormat } from '@/server/chat/turnStream'
import { AppError } from '@/server/errors'

const hasBegun = ({ type }: TurnEvent): boolean => type === 'delta' || type === 'error' || type === 'done'

/**
 * Asks, and streams the answer to a client that can neither come back to it nor stop it otherwise: when it leaves, the answer ends. The
 * stream opens with the first words, so that what fails before them is a failure with its status.
 */
export async function streamed(actor: Actor, turn: TurnRequest, format: TurnFormat, signal: AbortSignal): Promise<Response> {
  const answerId = await startTurn(actor, turn)
  const { stream, opening } = await turnStream(actor, answerId, format, { signal, until: hasBegun, stopsWhenLeft: true })
  const last = opening.at(-1)
  if (last?.type !== 'error') return new Response(stream, { headers: streamHeaders })
  await stream.cancel()
  throw new AppError('upstream_failed', last.message)
}

import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { type AgentPiece, type AgentRequest, pieceOf } from '@/server/chat/agent/protocol'
import { config } from '@/server/config'
import { AppError } from '@/server/errors'

type Respond = (question: AgentRequest, options: { signal: AbortSignal }) => unknown

const moduleSchema = z.object({ default: z.custom<Respond>((value) => typeof value === 'function') })

/** Asks a module that the operator installed: its default export gives an answer, or the parts of one as they come. */
export async function* askModuleAgent(name: string, question: AgentRequest, signal: AbortSignal): AsyncGenerator<AgentPiece> {
  const file = config.agentModules.get(name)
  if (file === undefined) throw new AppError('unavailable', `There is no agent “${name}” on this server; the operator adds agents with AGENT_MODULES`)
  const loaded: unknown = await import(/* webpackIgnore: true */ /* turbopackIgnore: true */ pathToFileURL(file).href)
  const said = await moduleSchema.parse(loaded).default(question, { signal })
  if (isIterable(said)) for await (const part of said) yield pieceOf(part)
  else yield pieceOf(said)
}

function isIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value
}

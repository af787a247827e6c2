// What an assistant must be beside what its schema says.
import { type Agent, knowledgeKey, placeholdersIn, type Variable, type VariableValues } from '@/server/assistants/schema'
import { config } from '@/server/config'
import { AppError } from '@/server/errors'
import { connectionError } from '@/server/web/failure'
import { guard, webAddress } from '@/server/web/guard'

/** @throws AppError invalid when a variable is declared and not used, or used and not declared. */
export function requireVariablesUsed(instructions: string, variables: readonly Variable[]): void {
  const used = placeholdersIn(instructions)
  const unused = variables.find(({ key }) => !used.includes(key))
  if (unused !== undefined) throw new AppError('invalid', `The variable “${unused.key}” is not used; write it into the instructions in braces, or remove it`)
  const undeclared = used.find((name) => name !== knowledgeKey && !variables.some(({ key }) => key === name))
  if (undeclared !== undefined) throw new AppError('invalid', `The instructions hold “${undeclared}” in braces, which is no variable of this assistant; add the variable, or leave out the braces`)
}

/** @throws AppError invalid when a value is missing without which the assistant cannot be asked. */
export function requireFilled(variables: readonly Variable[], values: VariableValues): void {
  const missing = variables.filter(({ key, isOptional }) => !isOptional && (values[key] ?? '').trim() === '')
  if (missing.length > 0) throw new AppError('invalid', `The assistant needs to know first: ${missing.map(({ key }) => key).join(', ')}`)
}

/** The modules that the operator installed (AGENT_MODULES), by the names under which they are chosen. */
export const agentModuleNames = (): string[] => [...config.agentModules.keys()]

/** @throws AppError invalid for an address that is not asked, or a module that is not there. */
export async function requireAgent(agent: Agent | null): Promise<void> {
  if (agent === null) return
  if (agent.kind === 'module') {
    if (!config.agentModules.has(agent.name)) throw new AppError('invalid', `There is no agent “${agent.name}” on this server; the operator adds agents with AGENT_MODULES`)
    return
  }
  const url = webAddress(agent.url)
  await guard(url).catch((error: unknown) => {
    throw connectionError(error, url, new AbortController().signal)
  })
}

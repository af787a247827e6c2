import { callTRPCProcedure, getTRPCErrorFromUnknown, getTRPCErrorShape, type inferRouterContext } from '@trpc/server'
import { AppError } from '@/server/errors'
import { type JsonSchema, jsonSchemaOf } from '@/server/rest/jsonSchema'
import { namesIn, type Operation } from '@/server/rest/operations'
import { fieldsFrom, valueFrom } from '@/server/rest/readInput'
import { type AppRouter, appRouter } from '@/server/router'

/** What a request says, before anything of it is understood. */
export interface Asked {
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** Empty for what takes no body. */
  readonly body: Readonly<Record<string, unknown>>
}

/** The status of an answer that succeeds. */
export function statusOf({ name, output }: Pick<Operation, 'name' | 'output'>): 200 | 201 | 204 {
  if (output === undefined) return 204
  return /\.create(Sample)?$/.test(name) ? 201 : 200
}

/** Whether its input comes as a body, apart from what is in the path. */
export function hasBody({ method, path, input }: Pick<Operation, 'method' | 'path' | 'input'>): boolean {
  if (input === undefined || method === 'GET' || method === 'DELETE') return false
  return Object.keys(jsonSchemaOf(input, 'input').properties ?? {}).length > namesIn(path).length
}

/** Calls the procedure of an operation as the page would. @throws AppError; anything else was logged where it happened. */
export async function answer(operation: Operation, asked: Asked, ctx: inferRouterContext<AppRouter>, signal: AbortSignal): Promise<unknown> {
  const { name: path, type } = operation
  const input = inputOf(operation, asked)
  try {
    return await callTRPCProcedure({ router: appRouter, path, type, ctx, signal, batchIndex: 0, getRawInput: () => Promise.resolve(input) })
  } catch (thrown) {
    const error = getTRPCErrorFromUnknown(thrown)
    if (error.cause instanceof AppError) throw error.cause
    if (error.code !== 'BAD_REQUEST') throw error
    // tRPC's own refusals are of the input.
    throw new AppError('invalid', getTRPCErrorShape({ config: appRouter._def._config, error, type, path, input, ctx }).message, { cause: error })
  }
}

function inputOf(operation: Operation, { params, query, body }: Asked): unknown {
  if (operation.input === undefined) return undefined
  const schema = jsonSchemaOf(operation.input, 'input')
  const rest = hasBody(operation) ? body : fieldsFrom(schema, query)
  const twice = Object.keys(params).find((name) => Object.hasOwn(rest, name))
  if (twice !== undefined) throw new AppError('invalid', `${twice}: the path says it already; leave it out`)
  return { ...rest, ...valuesOf(schema, params) }
}

function valuesOf({ properties = {} }: JsonSchema, params: Asked['params']): Record<string, unknown> {
  return Object.fromEntries(Object.entries(params).map(([name, text]) => [name, valueFrom(properties[name] ?? {}, text)]))
}

import { z } from 'zod'
import { appRouter } from '@/server/router'
import { type Route, routes } from '@/server/rest/routes'

/** A procedure as it is reached over HTTP. */
export interface Operation extends Procedure {
  /** That of its procedure: `documents.get`. */
  readonly name: string
  readonly method: Route[0]
  /** With names in braces for what is of its input. */
  readonly path: string
  readonly summary: string
}

/** One for all, or one to read with and one to change with. */
const scopesSchema = z.union([z.string(), z.object({ query: z.string(), mutation: z.string() })])

const procedureSchema = z.object({
  _def: z.object({
    type: z.enum(['query', 'mutation']),
    inputs: z.array(z.instanceof(z.ZodType)),
    output: z.instanceof(z.ZodType),
    meta: z.object({ scope: scopesSchema.optional() }).optional(),
  }),
})

export interface Procedure {
  readonly type: 'query' | 'mutation'
  /** Undefined: it takes nothing. */
  readonly input: z.ZodType | undefined
  /** Undefined: it gives nothing. */
  readonly output: z.ZodType | undefined
  /** What an API key must be allowed; undefined: no key can call it. */
  readonly scope: string | undefined
}

/** Every procedure by its name. */
export const procedures: ReadonlyMap<string, Procedure> = new Map(
  Object.entries(appRouter._def.procedures).map(([name, procedure]) => {
    const { type, inputs, output, meta } = procedureSchema.parse(Object.assign({}, procedure))._def
    const scope = typeof meta?.scope === 'object' ? meta.scope[type] : meta?.scope
    return [name, { type, input: inputs[0], output: output instanceof z.ZodVoid ? undefined : output, scope }]
  }),
)

function operationOf([name, [method, path, summary]]: [string, Route]): Operation {
  const procedure = procedures.get(name)
  if (procedure === undefined) throw new Error(`There is no procedure ${name}`)
  return { ...procedure, name, method, path, summary }
}

/** All operations, in the order of the table. */
export const operations: readonly Operation[] = Object.entries(routes).map(operationOf)

/** The names in braces of a path. */
export function namesIn(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
}

/** What a path says of one that has names in braces, or null when it is another one. */
export function paramsOf(path: string, asked: readonly string[]): Record<string, string> | null {
  const parts = path.slice(1).split('/')
  if (parts.length !== asked.length) return null
  const params: Record<string, string> = {}
  for (const [index, part] of parts.entries()) {
    const [name] = namesIn(part)
    const text = asked[index] ?? ''
    if (name !== undefined) params[name] = text
    else if (part !== text) return null
  }
  return params
}

/** Of those whose paths fit: `/test-runs/compare` comes before `/test-runs/{id}`. */
export function matching<O extends { readonly path: string; readonly method: string }>(all: readonly O[], asked: readonly string[]): { operation: O; params: Record<string, string> }[] {
  const found = all.flatMap((operation) => {
    const params = paramsOf(operation.path, asked)
    return params === null ? [] : [{ operation, params }]
  })
  const fewest = Math.min(...found.map(({ params }) => Object.keys(params).length))
  return found.filter(({ params }) => Object.keys(params).length === fewest)
}

import { z } from 'zod'
import { appRouter } from '@/server/router'

const scopeSchema = z.union([z.string(), z.object({ query: z.string(), mutation: z.string() })])
const procedureSchema = z.object({ _def: z.object({ type: z.enum(['query', 'mutation']), output: z.unknown().optional(), meta: z.object({ scope: scopeSchema.optional() }).optional() }) })

/** Every procedure of the router, with the scope that a key needs for it; undefined: no key may call it. */
export const procedures = Object.entries(appRouter._def.procedures).map(([path, procedure]) => {
  const { type, output, meta } = procedureSchema.parse(Object.assign({}, procedure))._def
  const scope = typeof meta?.scope === 'object' ? meta.scope[type] : meta?.scope
  return { path, type, scope, hasOutput: output !== undefined }
})

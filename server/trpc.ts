import { initTRPC, TRPCError } from '@trpc/server'
import { ZodError } from 'zod'
import type { Actor } from '@/server/auth/actor'
import type { Scope } from '@/server/auth/schema'
import { refuseBeyondScope } from '@/server/auth/scope'
import { AppError, asAppError, errorKinds, publicError } from '@/server/errors'
import { log } from '@/server/log'
import { countRequest } from '@/server/usage/limits'

export interface Context {
  readonly actor: Actor | null
  /** The address of the peer that asks, for throttling. */
  readonly address: string
  /** What the peer calls itself, by which somebody recognises a session. */
  readonly userAgent?: string | undefined
}

interface Meta {
  /** What an API key needs for a procedure; without it, no key can call it. */
  readonly scope?: Scope | { readonly query: Scope; readonly mutation: Scope }
}

const t = initTRPC.context<Context>().meta<Meta>().create({
  // A stack trace never leaves the server, whatever NODE_ENV says.
  isDev: false,
  errorFormatter: ({ shape, error }) => {
    const isBadInput = error.code === 'BAD_REQUEST' && error.cause instanceof ZodError
    const { kind, message } = isBadInput ? { kind: 'invalid', message: badInput(error.cause) } : spoken(error)
    return { ...shape, message, data: { code: shape.data.code, httpStatus: shape.data.httpStatus, path: shape.data.path, kind } }
  },
})

function badInput(error: unknown): string {
  const issue = error instanceof ZodError ? error.issues[0] : undefined
  return issue === undefined ? 'The request is not understood' : `${issue.path.join('.')}: ${issue.message}`.replace(/^: /, '')
}

/** What is said of an error: our own sentence, tRPC's for its own refusals (unknown path, wrong method), nothing of an unexpected one. */
function spoken(error: TRPCError): { kind: string; message: string } {
  if (error.cause instanceof AppError || error.code === 'INTERNAL_SERVER_ERROR') return publicError(error.cause)
  return { kind: 'invalid', message: error.message }
}

/** AppErrors become tRPC errors by the one table; anything else is logged here and told to nobody. */
const withErrors = t.middleware(async ({ next, path, ctx }) => {
  const result = await next()
  if (result.ok) return result
  const { cause } = result.error
  const known = asAppError(cause)
  if (known !== null) throw new TRPCError({ code: errorKinds[known.kind].trpc, message: known.message, cause: known })
  if (result.error.code === 'INTERNAL_SERVER_ERROR') log.error('procedure failed', cause ?? result.error, { path, userId: ctx.actor?.userId })
  return result
})

export const router = t.router
export const createCallerFactory = t.createCallerFactory

/** Answers anybody. */
export const publicProcedure = t.procedure.use(withErrors)

/**
 * Answers who is signed in, as often as the limits allow; `ctx.actor` is set. API keys are refused, unless the procedure names a scope:
 * see `procedureFor`.
 */
export const userProcedure = publicProcedure.use(async ({ ctx, next, meta, type }) => {
  if (ctx.actor === null) throw new AppError('unauthenticated', 'Sign in first')
  const scope = meta?.scope
  refuseBeyondScope(ctx.actor, typeof scope === 'object' ? scope[type === 'query' ? 'query' : 'mutation'] : scope)
  await countRequest(ctx.actor, type === 'mutation' ? 'requests' : 'reads')
  return next({ ctx: { ...ctx, actor: ctx.actor } })
})

/** The procedures of a router that API keys may call: with which scope, and with which to change something. */
export function procedureFor(scope: Scope, toChange: Scope = scope) {
  return userProcedure.meta({ scope: { query: scope, mutation: toChange } })
}

/** Answers administrators, and their keys of the scope admin. */
export const adminProcedure = procedureFor('admin').use(({ ctx, next }) => {
  if (ctx.actor.role !== 'admin') throw new AppError('forbidden', 'Only administrators may do this')
  return next()
})

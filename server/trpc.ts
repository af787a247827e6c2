import { initTRPC, TRPCError } from '@trpc/server'
import { ZodError } from 'zod'
import type { Actor } from '@/server/auth/actor'
import { AppError, errorKinds, publicError } from '@/server/errors'
import { log } from '@/server/log'

export interface Context {
  readonly actor: Actor | null
  /** The address of the peer that asks, for throttling. */
  readonly address: string
}

const t = initTRPC.context<Context>().create({
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
  if (cause instanceof AppError) throw new TRPCError({ code: errorKinds[cause.kind].trpc, message: cause.message, cause })
  if (result.error.code === 'INTERNAL_SERVER_ERROR') log.error('procedure failed', cause ?? result.error, { path, userId: ctx.actor?.userId })
  return result
})

export const router = t.router
export const createCallerFactory = t.createCallerFactory

/** Answers anybody. */
export const publicProcedure = t.procedure.use(withErrors)

/** Answers who is signed in; `ctx.actor` is set. */
export const userProcedure = publicProcedure.use(({ ctx, next }) => {
  if (ctx.actor === null) throw new AppError('unauthenticated', 'Sign in first')
  return next({ ctx: { ...ctx, actor: ctx.actor } })
})

/** Answers administrators; `ctx.actor` is one. */
export const adminProcedure = userProcedure.use(({ ctx, next }) => {
  if (ctx.actor.role !== 'admin') throw new AppError('forbidden', 'Only administrators may do this')
  return next()
})

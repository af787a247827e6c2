import type { z } from 'zod'
import { bounded } from '@/app/api/bounded'
import { AppError } from '@/server/errors'

/** The JSON body of a request by a schema. @throws AppError invalid naming the first thing that is wrong, too_large. */
export async function parsed<S extends z.ZodType>(request: Request, schema: S): Promise<z.output<S>> {
  const body: unknown = await bounded(request).json().catch((error: unknown) => {
    if (error instanceof AppError) throw error
  })
  const result = schema.safeParse(body)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  throw new AppError('invalid', [issue?.path.join('.'), issue?.message].filter((part) => part !== undefined && part !== '').join(': '))
}

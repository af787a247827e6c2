import type { z } from 'zod'
import { bounded } from '@/app/api/bounded'
import { AppError } from '@/server/errors'

/** The JSON body of a request by a schema. @throws AppError invalid naming the first thing that is wrong, too_large. */
export async function parsed<S extends z.ZodType>(request: Request, schema: S, read: (text: string) => unknown = JSON.parse): Promise<z.output<S>> {
  const text = await bounded(request).text().catch((error: unknown) => {
    if (error instanceof AppError) throw error
    // The client left.
    return ''
  })
  const body = readBy(read, text)
  const result = schema.safeParse(body)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  throw new AppError('invalid', [issue?.path.join('.'), issue?.message].filter((part) => part !== undefined && part !== '').join(': '))
}

/** What is no JSON is undefined, which a schema refuses. */
function readBy(read: (text: string) => unknown, text: string): unknown {
  try {
    return read(text)
  } catch {
    return undefined
  }
}

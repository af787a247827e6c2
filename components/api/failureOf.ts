import { TRPCClientError } from '@trpc/client'
import { z } from 'zod'

const dataSchema = z.object({ kind: z.string(), httpStatus: z.number() })

export interface Failure {
  /** The kind of server/errors.ts. */
  kind: string
  status: number
  /** The server's sentence for people. */
  message: string
}

/** How the server refused a call; undefined when it did not answer at all. */
export function failureOf(error: unknown): Failure | undefined {
  if (!(error instanceof TRPCClientError)) return undefined
  const data = dataSchema.safeParse(error.data).data
  return data && { kind: data.kind, status: data.httpStatus, message: error.message }
}

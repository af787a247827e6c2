import { TRPCClientError } from '@trpc/client'
import { isRecord, isText } from '@/components/api/json'

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
  const data: unknown = error.data
  if (!isRecord(data) || !isText(data['kind']) || typeof data['httpStatus'] !== 'number') return undefined
  return { kind: data['kind'], status: data['httpStatus'], message: error.message }
}

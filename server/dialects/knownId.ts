import { notFound } from '@/server/errors'
import { idSchema } from '@/server/ids'

/** An id as we make them; what is none belongs to nothing. @throws AppError not_found. */
export function knownId(id: string | undefined, noun: string): string {
  const parsed = idSchema.safeParse(id)
  if (!parsed.success) throw notFound(noun)
  return parsed.data.toLowerCase()
}

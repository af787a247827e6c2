import { z } from 'zod'
import { AppError } from '@/server/errors'

const pageSchema = z.coerce.number().int().min(1).max(1_000_000)
const sizeSchema = z.coerce.number().int().min(1).max(1_000)

/** The part of a list that `page` and `page_size` ask for; all of it without a size. @throws AppError invalid. */
export function pageOf(query: URLSearchParams): { offset: number; limit?: number } {
  const size = numberIn(query, 'page_size', sizeSchema)
  const page = numberIn(query, 'page', pageSchema) ?? 1
  return size === undefined ? { offset: 0 } : { offset: (page - 1) * size, limit: size }
}

function numberIn(query: URLSearchParams, name: string, schema: typeof pageSchema): number | undefined {
  const given = query.get(name)
  if (given === null || given === '') return undefined
  const parsed = schema.safeParse(given)
  if (!parsed.success) throw new AppError('invalid', `${name} is a whole number from 1 on`)
  return parsed.data
}

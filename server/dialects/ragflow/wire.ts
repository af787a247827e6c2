// What all parts of RAGFlow's API have in common: ids without dashes, times in two forms, pages.
import { z } from 'zod'
import { AppError, type ErrorKind, notFound } from '@/server/errors'
import { idSchema } from '@/server/ids'

/** seed: the singular paths of October 2024. today: the plural ones. The same things have other names there. */
export type Spelling = 'seed' | 'today'

/** 32 hexadecimal digits. */
export const hexOf = (id: string): string => id.replaceAll('-', '')

/** An id with or without dashes. What cannot be one is there as little as what is not there. @throws AppError not_found. */
export function idOf(text: string, noun: string): string {
  const id = uuidOf(text)
  if (id === null) throw notFound(noun)
  return id
}

export function idsOf(texts: readonly string[], noun: string): string[] {
  return texts.map((text) => idOf(text, noun))
}

function uuidOf(text: string): string | null {
  const dashed = text.toLowerCase().replace(/^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/, '$1-$2-$3-$4-$5')
  return idSchema.safeParse(dashed).success ? dashed : null
}

/** Milliseconds, and the date of HTTP. */
export function timesOf({ createdAt, updatedAt }: { createdAt: Date; updatedAt: Date }) {
  return { create_time: createdAt.getTime(), create_date: createdAt.toUTCString(), update_time: updatedAt.getTime(), update_date: updatedAt.toUTCString() }
}

const yes = new Set(['true', 'yes', '1'])
const no = new Set(['false', 'no', '0'])

/** A flag as clients write it: `true`, `yes`, `1`, `False`. */
export const flagSchema = z.union([z.boolean(), z.number(), z.string()]).transform((value, context) => {
  const word = String(value).toLowerCase()
  if (yes.has(word)) return true
  if (no.has(word)) return false
  context.addIssue({ code: 'custom', message: 'is true or false' })
  return z.NEVER
})

const count = (least: number) => z.coerce.number('is a whole number').int('is a whole number').min(least).max(1_000_000)

/** `page=0` is the first page too. */
export const pageSchema = count(0).default(1).transform((page) => Math.max(page, 1))
export const pageSizeSchema = (usual: number) => count(1).max(1_024, 'is 1024 at most').default(usual)

/** The page of a list, its order, and what it is narrowed by. An empty parameter is one that is not given. */
export function listSchema(spelling: Spelling) {
  return z.object({
    page: pageSchema,
    page_size: pageSizeSchema(spelling === 'seed' ? 1_024 : 30),
    orderby: z.enum(['create_time', 'update_time'], 'is create_time or update_time').default('create_time'),
    desc: flagSchema.default(true),
    id: z.string().optional(),
    name: z.string().optional(),
  })
}

/** The parameters of a query by a schema. @throws AppError invalid naming the first one that is wrong. */
export function queryBy<S extends z.ZodType>(schema: S, query: URLSearchParams): z.output<S> {
  const given = Object.fromEntries([...query].filter(([, value]) => value !== ''))
  return checked(schema, given)
}

export function checked<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw new AppError('invalid', [issue?.path.join('.'), issue?.message].filter((part) => part !== undefined && part !== '').join(': '))
}

export const offsetOf = ({ page, page_size }: { page: number; page_size: number }) => ({ offset: (page - 1) * page_size, limit: page_size })

/** Fails with RAGFlow's own words where it has some for that kind of failure. */
export async function saying<T>(words: Partial<Record<ErrorKind, string>>, work: () => Promise<T> | T): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const message = error instanceof AppError ? words[error.kind] : undefined
    if (!(error instanceof AppError) || message === undefined) throw error
    throw new AppError(error.kind, message, { cause: error })
  }
}

/** Fields that a client may send back as they are, and not change. @throws AppError invalid: `Can't change size.` */
export function requireUnchanged(sent: Readonly<Record<string, unknown>>, present: Readonly<Record<string, unknown>>): void {
  const changed = Object.keys(present).find((field) => sent[field] !== undefined && JSON.stringify(sent[field]) !== JSON.stringify(present[field]))
  if (changed !== undefined) throw new AppError('invalid', `Can't change ${changed}.`)
}

/** Whose a thing is, in the words of RAGFlow. */
export const ownersOf = ({ tenantId, userId }: { tenantId: string; userId: string }) => ({ tenant_id: hexOf(tenantId), created_by: hexOf(userId) })

/** Names or ids of what something is done with at once: each is looked up. */
export const namedSchema = z.array(z.string()).max(1_000, 'has 1,000 entries at most')

/** What is to be deleted: names or ids, or, only when it is said so, everything. */
export const deletionSchema = z.strictObject({ ids: namedSchema.nullish(), names: namedSchema.nullish(), delete_all: z.boolean().optional() })

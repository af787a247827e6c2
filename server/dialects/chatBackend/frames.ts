// What goes over the socket: a request is `{ type, data }`, its answer has the same type, and a failure is `{ error }`.
import { z } from 'zod'
import { textSchema } from '@/server/text/schema'

/** The failures that Chat-Backend knows, in its words. */
export const failures = {
  parsing: 'JSON Parsing Error',
  unknownMessage: 'Unknown Message',
  user: 'User Does Not Exists',
  createSession: 'Unable to Create Session',
  loadSession: 'Unable to Load Session',
  answer: 'Unable to Receive Response To Query',
  modelAccess: 'User Does Not Have Model Access',
  loadChats: 'Unable to Load Chats',
  deleteSession: 'Unable to Delete Session',
  models: 'Unable to Generate AI Model List',
  internal: 'Internal Server Error',
  balance: 'Insufficient balance',
  balanceDetails: 'Unable to get balance details',
} as const satisfies Record<string, string>

/** A failure as a client is told of it; `detail` says more where there is more to say. */
export class FrameError extends Error {
  override readonly name = 'FrameError'
  readonly detail: string | undefined
  /** The connection ends with it. */
  readonly isFinal: boolean

  constructor(failure: keyof typeof failures, { detail, cause, isFinal = false }: { detail?: string | undefined; cause?: unknown; isFinal?: boolean } = {}) {
    super(failures[failure], cause === undefined ? undefined : { cause })
    this.detail = detail
    this.isFinal = isFinal
  }
}

export const requestSchema = z.looseObject({ type: z.int(), data: z.looseObject({ user_id: z.string() }) })

export const messageTypes = { userDetails: 0, listSessions: 1, chatsBySession: 2, chatMessage: 3, sessionDelete: 4, models: 5, balance: 6 } as const

export const sessionSchema = z.looseObject({ session_id: z.string() })

const names = z.union([z.string(), z.array(z.string())]).nullish().transform((value) => [value ?? []].flat().filter((name) => name !== ''))

export const questionSchema = z.looseObject({
  /** NEW begins a session. */
  session_id: z.string().min(1),
  /** The number of a model. */
  model_id: z.int().nullish(),
  model_name: z.string().nullish(),
  message: textSchema.trim().min(1, 'Write a message').max(100_000, 'A message has 100,000 characters at most'),
  /** Taken when the session begins. */
  session_prompt: textSchema.trim().max(50_000, 'A session prompt has 50,000 characters at most').nullish(),
  file_name: names,
  /** Deltas before the whole answer. */
  stream: z.boolean().default(false),
})
export type Question = z.output<typeof questionSchema>

export type Data = Readonly<Record<string, unknown>>

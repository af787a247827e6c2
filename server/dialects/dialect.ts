import type { z } from 'zod'
import type { Actor } from '@/server/auth/actor'
import type { Scope } from '@/server/auth/schema'
import type { publicError } from '@/server/errors'

/** What a client of an older system asks, taken apart. */
export interface Asked {
  readonly request: Request
  /** The named parts of the path, decoded. */
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** The language that the client asks for; null when it asks for none that we speak. */
  readonly locale: 'en' | 'zh-CN' | null
  /** The address of the peer, for throttling. */
  readonly address: string
  /** The JSON body by a schema. Multipart forms are read as they come: documents/receiveFiles.ts. @throws AppError invalid, too_large. */
  readonly json: <S extends z.ZodType>(schema: S) => Promise<z.output<S>>
}

interface RoutePlace {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** As that system documents it, with `:name` for a part of any value: `/chats/update/:id`. */
  readonly path: string
  /** A JWT or key may come as `?auth_token=`, for clients that can send no headers. */
  readonly takesQueryToken?: true
}

interface OpenRoute extends RoutePlace {
  readonly auth: 'anybody'
  readonly handler: (asked: Asked) => Promise<Response>
}

interface UserRoute extends RoutePlace {
  readonly auth: 'user'
  /** What an API key needs for it. */
  readonly scope: Scope
  readonly handler: (asked: Asked & { readonly actor: Actor }) => Promise<Response>
}

export type Route = OpenRoute | UserRoute

/** What may be said of a failure. Its status may be another one than that of its kind: 405. */
export type Failure = ReturnType<typeof publicError>

/**
 * The wire format of an older system at its own paths: it translates, and decides nothing. What it would have to decide belongs into
 * a service.
 */
export interface Dialect {
  readonly routes: readonly Route[]
  /** A failure in this system's body, with its real status. Retry-After is added to it. */
  readonly failure: (failure: Failure) => Response
}

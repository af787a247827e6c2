import type { Actor } from '@/server/auth/actor'
import * as sessions from '@/server/auth/sessions'
import { issue } from '@/server/auth/tokens'

/** Asks a server of dialects as one person; nobody without one. */
export type Ask = (path: string, options?: { method?: string; body?: unknown; form?: FormData; headers?: Record<string, string>; signal?: AbortSignal }) => Promise<Response>

export async function clientOf(url: string, actor: Actor | null): Promise<Ask> {
  const authorization: Record<string, string> = actor === null ? {} : { authorization: `Bearer ${await tokenOf(actor)}` }
  return (path, { method, body, form, headers = {}, signal } = {}) => {
    const json: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' }
    const sent = form ?? (body === undefined ? null : JSON.stringify(body))
    return fetch(`${url}${path}`, { method: method ?? (sent === null ? 'GET' : 'POST'), headers: { ...authorization, ...json, ...headers }, body: sent, ...(signal === undefined ? {} : { signal }) })
  }
}

/** A bearer token of somebody who has signed in for one. */
export async function tokenOf({ userId }: Actor): Promise<string> {
  return (await issue(userId, await sessions.open(userId, 'token', { address: '127.0.0.1' }))).accessToken
}

/** The body of an answer that has this status. */
export async function bodyOf(response: Response, status = 200): Promise<unknown> {
  const text = await response.text()
  if (response.status !== status) throw new Error(`${response.url} answered ${response.status}: ${text}`)
  return response.headers.get('content-type')?.includes('json') === true ? JSON.parse(text) : text
}

/** A form with files, as curl -F sends it. */
export function formWith(fields: Readonly<Record<string, string>>, files: Readonly<Record<string, string | Uint8Array>> = {}): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  for (const [name, content] of Object.entries(files)) form.append('file', new File([typeof content === 'string' ? content : new Uint8Array(content)], name))
  return form
}

import { z } from 'zod'
import { codeNeeded } from '@/server/auth/schema'

export type SignInResult = { kind: 'signedIn' } | { kind: 'wrong' } | { kind: 'codeNeeded' } | { kind: 'refused'; message: string }

const csrfSchema = z.object({ csrfToken: z.string() })
const answerSchema = z.object({ url: z.string() })

/**
 * Calls next-auth's own routes (https://next-auth.js.org/getting-started/rest-api) rather than its client, which leaves the page
 * when the server does not answer. @throws when no answer comes.
 */
async function post(path: string, fields: Record<string, string>): Promise<URL> {
  const csrf = await fetch('/api/auth/csrf', { cache: 'no-store' })
  const { csrfToken } = csrfSchema.parse(await csrf.json())
  const body = new URLSearchParams({ callbackUrl: '/', ...fields, csrfToken, json: 'true' })
  const answer = await fetch(path, { method: 'POST', body })
  return new URL(answerSchema.parse(await answer.json()).url, location.origin)
}

/** Opens a session in this browser; `code` is of the second factor, where one is asked for. @throws when no answer comes. */
export async function signIn(username: string, password: string, code = ''): Promise<SignInResult> {
  const error = (await post('/api/auth/callback/credentials', { username, password, code })).searchParams.get('error')
  if (error === null) return { kind: 'signedIn' }
  if (error === codeNeeded) return { kind: 'codeNeeded' }
  return error === 'CredentialsSignin' ? { kind: 'wrong' } : { kind: 'refused', message: error }
}

/** Where the OpenID provider asks who one is; it sends people back to `path`. @throws when no answer comes. */
export async function openIdAddress(path: string): Promise<string> {
  return (await post('/api/auth/signin/oidc', { callbackUrl: path })).href
}

/** Ends the session on the server too. @throws when no answer comes. */
export async function signOut(): Promise<void> {
  await post('/api/auth/signout', {})
}

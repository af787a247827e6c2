import { isRecord, isText } from '@/components/api/json'
import { codeNeeded } from '@/server/auth/facts'

export type SignInResult = { kind: 'signedIn' } | { kind: 'wrong' } | { kind: 'codeNeeded' } | { kind: 'refused'; message: string }

/** @throws when the answer is not next-auth's. */
async function textOf(response: Response, name: 'csrfToken' | 'url'): Promise<string> {
  const body: unknown = await response.json()
  const text = isRecord(body) ? body[name] : null
  if (!isText(text)) throw new Error(`The answer has no ${name}`)
  return text
}

/**
 * Calls next-auth's own routes (https://next-auth.js.org/getting-started/rest-api) rather than its client, which leaves the page
 * when the server does not answer. @throws when no answer comes.
 */
async function post(path: string, fields: Record<string, string>): Promise<URL> {
  const csrf = await fetch('/api/auth/csrf', { cache: 'no-store' })
  const body = new URLSearchParams({ callbackUrl: '/', ...fields, csrfToken: await textOf(csrf, 'csrfToken'), json: 'true' })
  const answer = await fetch(path, { method: 'POST', body })
  return new URL(await textOf(answer, 'url'), location.origin)
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

import type { AuthOptions } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { z } from 'zod'
import { addressFrom } from '@/server/auth/address'
import { checkCredentials } from '@/server/auth/service'
import { sessionSecret } from '@/server/auth/secrets'
import * as sessions from '@/server/auth/sessions'
import { config } from '@/server/config'
import { publicError } from '@/server/errors'
import { log } from '@/server/log'

const sessionTokenSchema = z.object({ sid: z.uuid() })

/** The session id inside a decoded cookie, or undefined when it is not one of ours. */
export function sessionIdOf(token: unknown): string | undefined {
  return sessionTokenSchema.safeParse(token).data?.sid
}

const hasSecureCookies = config.authUrl?.startsWith('https://') ?? false

export const sessionCookieName = `${hasSecureCookies ? '__Secure-' : ''}parley.session`

/** next-auth with username and password, for a request with these headers. The cookie is a signed token that holds nothing but the id of a session row. */
export function authOptions(headers: Headers): AuthOptions {
  const address = addressFrom(headers)
  return {
    secret: sessionSecret(),
    session: { strategy: 'jwt', maxAge: sessions.sessionDays * 86_400 },
    useSecureCookies: hasSecureCookies,
    cookies: {
      sessionToken: { name: sessionCookieName, options: { httpOnly: true, sameSite: 'lax', path: '/', secure: hasSecureCookies } },
    },
    pages: { signIn: '/sign-in' },
    providers: [
      Credentials({
        credentials: { username: {}, password: {}, code: {} },
        authorize: async (credentials) => {
          const user = await checkCredentials(credentials, address).catch(tellInPublic)
          return user === null ? null : { id: user.id, name: user.username }
        },
      }),
    ],
    callbacks: {
      jwt: async ({ token, user }) => (user === undefined ? token : { sid: await sessions.open(user.id, 'cookie', { address, userAgent: headers.get('user-agent') ?? undefined }) }),
      // Nothing of the session is read through next-auth: actorFrom is the one place that knows who asks.
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      signOut: async ({ token }) => {
        const id = sessionIdOf(token)
        if (id !== undefined) await sessions.revoke(id)
      },
    },
    logger: { error: (code) => log.warn('sign-in refused', { code }), warn: (code) => log.warn('next-auth', { code }), debug: () => {} },
  }
}

/** next-auth sends the message of whatever is thrown here to the browser. */
function tellInPublic(error: unknown): never {
  const { message, status } = publicError(error)
  if (status >= 500) log.error('sign-in failed', error)
  throw new Error(message, { cause: error })
}

import type { AuthOptions } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { visitorFrom } from '@/server/auth/actorFrom'
import { addressFrom } from '@/server/auth/address'
import { arrive, openIdProvider } from '@/server/auth/openId'
import { checkCredentials } from '@/server/auth/service'
import { sessionSecret } from '@/server/auth/secrets'
import { hasSecureCookies, sessionCookieName, sessionIdOf } from '@/server/auth/sessionCookie'
import * as sessions from '@/server/auth/sessions'
import { config } from '@/server/config'
import { publicError } from '@/server/errors'
import { log } from '@/server/log'

/** next-auth with username and password, for a request with these headers; `arrived` is told who signs in. The cookie is a signed token that holds nothing but the id of a session row. */
export function authOptions(headers: Headers, arrived: (userId: string) => void = () => {}): AuthOptions {
  const address = addressFrom(headers)
  return {
    secret: sessionSecret(),
    session: { strategy: 'jwt', maxAge: sessions.sessionDays * 86_400 },
    useSecureCookies: hasSecureCookies,
    cookies: {
      sessionToken: { name: sessionCookieName, options: { httpOnly: true, sameSite: 'lax', path: '/', secure: hasSecureCookies } },
    },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    providers: [
      Credentials({
        credentials: { username: {}, password: {}, code: {} },
        authorize: async (credentials) => {
          const user = await checkCredentials(credentials, address).catch(tellInPublic)
          return user === null ? null : { id: user.id, name: user.username }
        },
      }),
      ...openIdProviders(),
    ],
    callbacks: {
      // Whoever an OpenID provider sends becomes one of ours here, or goes where they are told why not.
      signIn: async ({ user, account, profile }) => {
        if (account?.provider !== openIdProvider) return true
        const arrival = await arrive(profile, await visitorFrom(headers))
        if (arrival.kind === 'linked') return '/settings/security'
        if (arrival.kind === 'refused') return `/sign-in?error=${arrival.why}`
        user.id = arrival.userId
        return true
      },
      jwt: async ({ token, user }) => {
        if (user === undefined) return token
        arrived(user.id)
        return { sid: await sessions.open(user.id, 'cookie', { address, userAgent: headers.get('user-agent') ?? undefined }) }
      },
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

function openIdProviders(): AuthOptions['providers'] {
  const { openId } = config
  if (openId === undefined) return []
  return [
    {
      id: openIdProvider,
      name: openId.name,
      type: 'oauth',
      wellKnown: `${openId.issuer}/.well-known/openid-configuration`,
      clientId: openId.clientId,
      clientSecret: openId.clientSecret,
      authorization: { params: { scope: 'openid email profile' } },
      idToken: true,
      checks: ['pkce', 'state', 'nonce'],
      profile: ({ sub }: { sub: string }) => ({ id: sub }),
    },
  ]
}

/** next-auth sends the message of whatever is thrown here to the browser. */
function tellInPublic(error: unknown): never {
  const { message, status } = publicError(error)
  if (status >= 500) log.error('sign-in failed', error)
  throw new Error(message, { cause: error })
}

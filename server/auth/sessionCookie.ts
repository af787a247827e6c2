import { z } from 'zod'
import { config } from '@/server/config'

const sessionTokenSchema = z.object({ sid: z.uuid() })

/** The session id inside a decoded cookie, or undefined when it is not one of ours. */
export function sessionIdOf(token: unknown): string | undefined {
  return sessionTokenSchema.safeParse(token).data?.sid
}

export const hasSecureCookies = config.authUrl?.startsWith('https://') ?? false

export const sessionCookieName = `${hasSecureCookies ? '__Secure-' : ''}parley.session`

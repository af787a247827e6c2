import NextAuth from 'next-auth'
import { NextRequest } from 'next/server'
import { bounded } from '@/app/api/bounded'
import { handle } from '@/app/api/handle'
import { localeCookie } from '@/components/i18n/locale'
import { authOptions } from '@/server/auth/nextAuth'
import { localeOf } from '@/server/users/profile'

type Answer = (request: Request, context: { params: Promise<unknown> }) => Promise<Response>

/** Built on the first request, because the secret is made at the first start and not at build time. */
const answer = handle(async (request, params: { nextauth: string[] }) => {
  const arrived: string[] = []
  const nextAuth: Answer = NextAuth(authOptions(request.headers, (userId) => arrived.push(userId)))
  const response = await nextAuth(request.body === null ? request : boundedNext(request), { params: Promise.resolve(params) })
  for (const userId of arrived) await bringLocale(userId, response)
  return response
})

/** The language that somebody chose in another browser. */
async function bringLocale(userId: string, response: Response): Promise<void> {
  const locale = await localeOf(userId)
  if (locale !== null) response.headers.append('set-cookie', `${localeCookie}=${locale}; Path=/; Max-Age=31536000; SameSite=Lax`)
}

/** next-auth reads what only Next's own requests have. */
function boundedNext(request: Request): NextRequest {
  const { url, method, headers, body } = bounded(request)
  return new NextRequest(url, { method, headers, body, duplex: 'half' })
}

export { answer as GET, answer as POST }

import NextAuth from 'next-auth'
import { NextRequest } from 'next/server'
import { bounded } from '@/app/api/bounded'
import { handle } from '@/app/api/handle'
import { authOptions } from '@/server/auth/nextAuth'

type Answer = (request: Request, context: { params: Promise<unknown> }) => Promise<Response>

/** Built on the first request, because the secret is made at the first start and not at build time. */
const answer = handle(async (request, params: { nextauth: string[] }) => {
  const nextAuth: Answer = NextAuth(authOptions(request.headers))
  return nextAuth(request.body === null ? request : boundedNext(request), { params: Promise.resolve(params) })
})

/** next-auth reads what only Next's own requests have. */
function boundedNext(request: Request): NextRequest {
  const { url, method, headers, body } = bounded(request)
  return new NextRequest(url, { method, headers, body, duplex: 'half' })
}

export { answer as GET, answer as POST }

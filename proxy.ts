import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { config as parley } from '@/server/config'

/**
 * Gives every page a policy of its own: scripts run only with its nonce, which Next reads from the request and writes into its tags. Pictures
 * and connections stay on this origin, so that a poisoned document cannot phone home. Nobody is let in or kept out here.
 */
export function proxy(request: NextRequest): NextResponse {
  const policy = pagePolicy(randomBytes(16).toString('base64'))
  const headers = new Headers(request.headers)
  headers.set('content-security-policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  return response
}

function pagePolicy(nonce: string): string {
  // React's own tools for developers evaluate text.
  const development = parley.isProduction ? '' : " 'unsafe-eval'"
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development}`,
    // Formulas and panels carry their measures in style attributes.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    // PDF.js works in one.
    "worker-src 'self' blob:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

export const config = {
  // Pages, and nothing that they load. Not what programs are answered outside of /api (server/dialects/paths.mjs): a body that passes here is
  // cut at 10 MB, and uploads are larger.
  matcher: [{ source: '/((?!api/|_next/|icon|manifest|dialects/|chats?(?:/|$)|conversations(?:/|$)|documents/|uploads?(?:/|$)|health(?:/|$)).*)', missing: [{ type: 'header', key: 'next-router-prefetch' }] }],
}

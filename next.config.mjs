import { dialectPaths } from './server/dialects/paths.mjs'

/** What programs are answered is no page: opened as one, it can do nothing. Pages have the policy of proxy.ts. */
const answerPolicy = { key: 'content-security-policy', value: "default-src 'none'; frame-ancestors 'none'" }

/** What every answer says to a browser. */
const securityHeaders = [
  { key: 'x-content-type-options', value: 'nosniff' },
  { key: 'x-frame-options', value: 'DENY' },
  { key: 'referrer-policy', value: 'same-origin' },
  // Heard by browsers over TLS only.
  { key: 'strict-transport-security', value: 'max-age=31536000' },
  { key: 'permissions-policy', value: 'camera=(), microphone=(), geolocation=()' },
]

/** Uploads have the policy of their route. */
const answersOutsideApi = Object.values(dialectPaths).flat().filter((path) => !path.startsWith('/api/') && !path.startsWith('/uploads/'))

/** @type {import('next').NextConfig} */
export default {
  // Native add-ons and what loads its own files stay outside of the bundles.
  serverExternalPackages: ['@lancedb/lancedb', '@node-rs/argon2', 'pg', 'ws'],
  // The parser process runs from the sources; a deployment that copies only traced files needs them named.
  outputFileTracingIncludes: {
    '/api/**': ['./server/**/*.ts', './scripts/alias.mjs', './server/knowledge/guide/*', './node_modules/{pdfjs-dist,mammoth,htmlparser2,chardet,iconv-lite}/**'],
  },
  outputFileTracingExcludes: { '*': ['./data/**', './node_modules/node/**'] },
  // `npm test` checks the types; a first start need not wait for it.
  typescript: { ignoreBuildErrors: true },
  // A page's code is loaded when it is first asked for: a resting server is some 30 MB smaller.
  experimental: {
    preloadEntriesOnStart: false,
    // A chat is what people come for: its code is in few files.
    turbopackChunking: { priorityRoutes: [/^\/$/, /^\/c\//] },
  },
  // Pages are given their sentences read already (components/i18n/compiledMessages.ts), and load what fills them in only.
  turbopack: { resolveAlias: { 'use-intl/format-message': 'use-intl/format-message/format-only' } },
  poweredByHeader: false,
  // The development server writes down every address, and a token may stand in that of an EventSource. In production none is written down.
  ...(process.env.NODE_ENV === 'development' ? { logging: { incomingRequests: { ignore: [/auth_token=/] } } } : {}),
  rewrites: async () => Object.entries(dialectPaths).flatMap(([dialect, sources]) => sources.map((path) => ({ source: `${path}{/}?`, destination: `/dialects/${dialect}${path}` }))),
  // Their clients ask for /chats/ and do not follow redirects.
  skipTrailingSlashRedirect: true,
  headers: async () => [
    { source: '/:path*', headers: securityHeaders },
    // Headers from here win over those of a route: uploaded files keep the stricter policy of theirs.
    { source: '/api/((?!(?:files|attachments)/).*)', headers: [answerPolicy] },
    ...answersOutsideApi.map((path) => ({ source: `${path}{/}?`, headers: [answerPolicy] })),
  ],
  // Playwright and people on 127.0.0.1 use the development server too.
  allowedDevOrigins: ['127.0.0.1'],
}

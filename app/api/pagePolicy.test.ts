import { NextRequest } from 'next/server'
import { unstable_doesMiddlewareMatch as isGivenPolicy, unstable_getResponseFromNextConfig as answerOf } from 'next/experimental/testing/server'
import { expect, test } from 'vitest'
import nextConfig from '@/next.config.mjs'
import { config, proxy } from '@/proxy'

const policyOf = async (path: string): Promise<string | null> => (await answerOf({ url: `http://127.0.0.1${path}`, nextConfig })).headers.get('content-security-policy')

// What the configuration says would replace the sandbox that the route puts a file into.
test.each(['/api/files/1', '/api/attachments/1', '/uploads/1.png'])('%s keeps the policy of its route', async (path) => {
  expect(await policyOf(path)).toBeNull()
})

test.each(['/api/trpc/receipts.list', '/api/conversations/list', '/chats/', '/chat/send', '/documents/upload', '/health'])('S2-06 C120 what programs are answered at %s can do nothing when it is opened as a page', async (path) => {
  expect(await policyOf(path)).toContain("default-src 'none'")
})

test.each([
  ['/', true],
  ['/c/1', true],
  ['/knowledge/api/files/1', true],
  ['/api/files/1', false],
  ['/_next/static/chunks/1.js', false],
])('%s is given the policy of pages: %s', (path, expected) => {
  expect(isGivenPolicy({ config, nextConfig, url: path })).toBe(expected)
})

test.each(['/documents/upload', '/upload', '/uploads/1.png', '/chats', '/chats/1', '/conversations/create', '/chat/send', '/health', '/dialects/rag-chat/documents/upload'])('%s does not pass where uploads are cut', (path) => {
  expect(isGivenPolicy({ config, nextConfig, url: path })).toBe(false)
})

test('S2-06 C120 a page runs scripts of its own nonce only, which is another each time, and talks to nobody else', () => {
  const answers = [1, 2].map(() => proxy(new NextRequest('http://127.0.0.1/', { headers: { 'content-security-policy': "script-src 'nonce-chosen'" } })))
  const policies = answers.map(({ headers }) => headers.get('content-security-policy') ?? '')
  for (const policy of policies) {
    expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/]{22}==' 'strict-dynamic'/)
    expect(policy).not.toMatch(/script-src[^;]*unsafe-inline|https?:|nonce-chosen/)
  }
  expect(policies[0]).not.toBe(policies[1])
  expect(answers.map(({ headers }) => headers.get('x-middleware-request-content-security-policy'))).toEqual(policies)
})

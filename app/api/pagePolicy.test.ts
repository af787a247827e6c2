import { unstable_getResponseFromNextConfig as answerOf } from 'next/experimental/testing/server'
import { expect, test } from 'vitest'
import nextConfig from '@/next.config.mjs'

const policyOf = async (path: string): Promise<string | null> => (await answerOf({ url: `http://127.0.0.1${path}`, nextConfig })).headers.get('content-security-policy')

// What the configuration says would replace the sandbox that the route puts a file into.
test.each(['/api/files/1', '/api/attachments/1'])('%s keeps the policy of its route', async (path) => {
  expect(await policyOf(path)).toBeNull()
})

test.each(['/', '/c/1', '/api/trpc/receipts.list', '/knowledge/api/files/1'])('%s has the policy of pages', async (path) => {
  expect(await policyOf(path)).toContain("img-src 'self'")
})

import { afterEach, expect, test, vi } from 'vitest'

const [first, second] = ['first-secret-of-more-than-32-letters', 'second-secret-of-more-than-32-letters']

/** The secrets as a process with this environment has them. */
async function secretsOf(secret: string, previous = '') {
  vi.resetModules()
  vi.stubEnv('AUTH_SECRET', secret)
  vi.stubEnv('AUTH_SECRET_PREVIOUS', previous)
  return import('@/server/auth/secrets')
}
afterEach(() => {
  vi.unstubAllEnvs()
})

test('what was sealed opens in its place, and is different each time', async () => {
  const { seal, open } = await secretsOf(first)
  const sealed = seal('providerKey', 'sk-schlüssel', 'key:1')
  expect(open('providerKey', sealed, 'key:1')).toBe('sk-schlüssel')
  expect(sealed).not.toContain('schl')
  expect(sealed).toMatch(/^v1:[0-9a-f]{8}:[\w-]+:[\w-]+:[\w-]{22}$/)
  expect(seal('providerKey', 'sk-schlüssel', 'key:1')).not.toBe(sealed)
  expect(open('totp', seal('totp', '', 'x'), 'x')).toBe('')
})

test('and nowhere else, for nothing else, and not when it was changed', async () => {
  const { seal, open } = await secretsOf(first)
  const sealed = seal('providerKey', 'sk-secret', 'key:1')
  const [version, id, iv, text, tag] = sealed.split(':')
  const wrong: [Parameters<typeof open>[0], string, string][] = [
    ['providerKey', sealed, 'key:2'],
    ['totp', sealed, 'key:1'],
    ['providerKey', [version, id, iv, `${text}AA`, tag].join(':'), 'key:1'],
    ['providerKey', [version, id, iv, text, tag?.slice(0, 8)].join(':'), 'key:1'],
    ['providerKey', [version, id, iv, text].join(':'), 'key:1'],
    ['providerKey', ['v2', id, iv, text, tag].join(':'), 'key:1'],
    ['providerKey', [version, '00000000', iv, text, tag].join(':'), 'key:1'],
    ['providerKey', 'sk-secret', 'key:1'],
    ['providerKey', '', 'key:1'],
  ]
  for (const [purpose, value, context] of wrong) expect(() => open(purpose, value, context), value).toThrow(/cannot be read/)
})

test('after the secret changed, the one before it still opens what it sealed, and says that it is old', async () => {
  const before = await secretsOf(first)
  const sealed = before.seal('totp', 'secret', 'x')
  const [fingerprint] = before.fingerprints('apiKey', 'sk-1')
  expect(before.isSealedBefore(sealed)).toBe(false)
  const after = await secretsOf(second, ` ${first} ,`)
  expect(after.open('totp', sealed, 'x')).toBe('secret')
  expect(after.isSealedBefore(sealed)).toBe(true)
  expect(after.fingerprints('apiKey', 'sk-1')).toContain(fingerprint)
  expect(after.fingerprints('apiKey', 'sk-1')[0]).not.toBe(fingerprint)
  const without = await secretsOf(second)
  expect(() => without.open('totp', sealed, 'x')).toThrow(/AUTH_SECRET_PREVIOUS/)
})

test('no two purposes share a key', async () => {
  const { keyFor, fingerprints, sessionSecret } = await secretsOf(first)
  const keys = [keyFor('session'), keyFor('bearer'), keyFor('apiKey'), keyFor('totp'), keyFor('providerKey')].map((key) => key.toString('base64url'))
  expect(new Set([...keys, first]).size).toBe(6)
  expect(sessionSecret()).toBe(keys[0])
  expect(fingerprints('apiKey', 'x')).not.toEqual(fingerprints('refreshToken', 'x'))
})

import { execFile, execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { root } from '@/scripts/paths'
import * as keys from '@/server/auth/keys'
import { workOff } from '@/server/testing/documents'
import { startDoorServer } from '@/server/testing/doorServer'
import { createPerson } from '@/server/testing/people'

const provider = await vi.hoisted(async () => (await import('@/server/testing/fakeProvider')).useFakeProvider())
const server = await startDoorServer()
const folder = mkdtempSync(join(tmpdir(), 'parley-client-'))
const app = join(folder, 'app')
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await Promise.all([server.close(), provider.close()])
})

/** The example, with the package out of its tarball and nothing else of this repository; the few packages that both need are linked. */
beforeAll(() => {
  symlinkSync(root('node_modules'), join(folder, 'node_modules'))
  // As its npm script runs it: plain Node takes less than a bundler does.
  const built = execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', '--import', root('scripts/alias.mjs'), root('scripts/buildClient.ts'), folder], { encoding: 'utf8' })
  const tarball = built.trim().split('\n').at(-1) ?? ''
  cpSync(root('docs/examples/client'), app, { recursive: true })
  mkdirSync(join(app, 'node_modules/parley-client'), { recursive: true })
  execFileSync('tar', ['xzf', tarball, '-C', join(app, 'node_modules/parley-client'), '--strip-components=1'])
  mkdirSync(join(app, 'node_modules/@types'))
  for (const name of ['@trpc', 'eventsource-parser', '@types/node', 'undici-types']) symlinkSync(root(`node_modules/${name}`), join(app, 'node_modules', name))
})

test('C127 the package holds types of its own, and says what it needs', () => {
  const types = readFileSync(join(app, 'node_modules/parley-client/dist/types.d.ts'), 'utf8')
  expect([...types.matchAll(/from '([^']+)'/g)].map(([, name]) => name)).toEqual(['@trpc/server'])
  expect(JSON.parse(readFileSync(join(app, 'node_modules/parley-client/package.json'), 'utf8'))).toMatchObject({ name: 'parley-client', dependencies: { '@trpc/client': expect.any(String) } })
})

test('the example type-checks, and a call that is wrong does not', () => {
  const check = (): string => {
    try {
      return execFileSync(process.execPath, [root('node_modules/typescript/bin/tsc'), '-p', app], { encoding: 'utf8' })
    } catch (error) {
      return error instanceof Error && 'stdout' in error ? String(error.stdout) : expect.fail(String(error))
    }
  }
  expect(check()).toBe('')
  cpSync(root('scripts/testing/wrongCalls.txt'), join(app, 'wrong.ts'))
  const complaints = check()
  rmSync(join(app, 'wrong.ts'))
  // Each line of that file is wrong in its own way.
  expect([...complaints.matchAll(/^\S*wrong\.ts\((\d+)/gm)].map(([, line]) => line)).toEqual(['4', '5', '6', '7', '8'])
})

test('S2-23 C127 the example runs against a server', async () => {
  const person = await createPerson()
  const { secret } = await keys.create(person, { name: 'example', scopes: ['chat', 'knowledge:read', 'knowledge:write'], expiresAt: null })
  const running = promisify(execFile)(process.execPath, ['--disable-warning=ExperimentalWarning', 'main.ts'], { cwd: app, env: { NODE_ENV: 'production', PARLEY_URL: server.url, PARLEY_API_KEY: secret } })
  await vi.waitFor(
    async () => {
      await workOff()
      expect(provider.requests.some(({ path }) => path === '/v1/chat/completions')).toBe(true)
    },
    { timeout: 60_000, interval: 100 },
  )
  const { stdout } = await running
  expect(stdout).toMatch(/thirty days of holiday a year\. \[1\].*\n\[1\] handbook\.md\n1 conversation: .* \(2 messages\)\nnot_found\n$/s)
})

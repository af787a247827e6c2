import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { root } from '@/scripts/paths'
import * as auth from '@/server/auth/service'
import { newId } from '@/server/ids'
import { workOff } from '@/server/testing/documents'
import { startDoorServer } from '@/server/testing/doorServer'

const provider = await vi.hoisted(async () => (await import('@/server/testing/fakeProvider')).useFakeProvider())
const server = await startDoorServer()
const folder = mkdtempSync(join(tmpdir(), 'parley-docs-'))
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await Promise.all([server.close(), provider.close()])
})

/** The examples of the documentation, in their order. */
const examples = [...readFileSync(root('docs/api.md'), 'utf8').matchAll(/^```bash\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text)
const shell = promisify(execFile)

test('the examples of docs/api.md do what it says, one after the other', async () => {
  const account = { username: `reader-${newId()}`, password: 'long enough for this' }
  await auth.register(account, newId())
  writeFileSync(join(folder, 'handbook.md'), 'Everybody has thirty days of holiday a year.')
  const env: Record<string, string> = { PATH: '/usr/bin:/bin', PARLEY_URL: server.url, PARLEY_USER: account.username, PARLEY_PASSWORD: account.password, MODEL: 'openai/fake-chat' }
  const run = async (number: number): Promise<string> => (await shell('bash', ['-c', examples[number] ?? 'false'], { cwd: folder, env: { NODE_ENV: 'test', ...env } })).stdout
  const json = async <S extends z.ZodType>(number: number, schema: S): Promise<z.output<S>> => schema.parse(JSON.parse(await run(number)))

  expect(examples).toHaveLength(8)
  env.PARLEY_TOKEN = (await json(0, z.object({ accessToken: z.string() }))).accessToken
  env.PARLEY_API_KEY = (await json(1, z.object({ secret: z.string() }))).secret
  env.BASE = (await json(2, z.object({ id: z.string() }))).id
  await json(3, z.object({ documents: z.array(z.object({ name: z.literal('handbook.md') })).length(1) }))
  await workOff()
  const cited = z.object({ content: z.string().includes('thirty days of holiday a year. [1]'), citations: z.array(z.object({ documentName: z.literal('handbook.md') })).length(1) })
  await json(4, cited)
  expect(await run(5)).toMatch(/"type":"session"[\s\S]*"type":"delta"[\s\S]*"type":"done"/)
  await json(6, z.object({ data: z.array(z.object({ id: z.string() })).min(1) }))
  await json(7, z.object({ choices: z.tuple([z.object({ message: z.object({ content: z.string().includes('thirty days'), annotations: z.array(z.unknown()).length(1) }) })]) }))
})

import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { root } from '@/scripts/paths'

/** Lines that must not stand in a file of that folder. Each is put into the tree for one run of the linter, and taken out again. */
const bad = {
  'a component imports a service': ['components/chat', "export { create } from '@/server/documents/service'"],
  'a schema imports a service': ['server/documents/zBad/schema.ts', "export { create } from '@/server/documents/service'"],
  'a record imports a flow': ['server/documents', "export { retrieve } from '@/server/retrieval/retrieve'"],
  'a foundation imports a record': ['server/text', "export { create } from '@/server/documents/service'"],
  'a service imports tRPC': ['server/documents', "export { router } from '@/server/trpc'"],
  'a service imports Next': ['server/documents', "export { headers } from 'next/headers'"],
  'a service builds Prisma': ['server/documents', "export { PrismaClient } from '@/prisma/client/sqlite/client'"],
  'retrieval opens LanceDB': ['server/retrieval', "export { connect } from '@lancedb/lancedb'"],
  'chat imports a provider package': ['server/chat', "export { createOpenAI } from '@ai-sdk/openai'"],
  'product code imports test helpers': ['server/chat', "export { createPerson } from '@/server/testing/people'"],
  'an import climbs': ['server/chat', "export { newId } from '../ids'"],
  'a service reads the environment': ['server/chat', 'export const secret = process.env.AUTH_SECRET'],
} as const satisfies Record<string, readonly [string, string]>

const cases = Object.entries(bad).map(([name, [folder, line]], position) => ({
  name,
  line,
  path: folder.endsWith('.ts') ? folder : `${folder}/zBad${position}.ts`,
}))
const allowed = 'components/chat/zGood.ts'

let output = ''

beforeAll(() => {
  const files = [...cases, { path: allowed, line: "export { documentStates } from '@/server/documents/schema'" }]
  for (const { path, line } of files) {
    mkdirSync(dirname(root(path)), { recursive: true })
    writeFileSync(root(path), `${line}\n`)
  }
  const paths = files.map(({ path }) => path)
  output = spawnSync(process.execPath, [root('node_modules/oxlint/bin/oxlint'), '-f', 'unix', ...paths], { encoding: 'utf8', cwd: root() }).stdout
  for (const path of paths) rmSync(root(path.includes('zBad/') ? dirname(path) : path), { recursive: true })
})

test.each(cases)('the linter notices when $name', ({ path }) => {
  const found = output.split('\n').filter((line) => line.includes(path))
  expect(found.join('\n')).toMatch(/no-restricted-(imports|properties)/)
})

test('an import that is allowed passes', () => {
  expect(output).not.toContain(allowed)
})

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { findTests, testsIn } from '@/scripts/conformance/findTests'
import { conformanceOf, pageOf, unknownIds } from '@/scripts/conformance/table'
import { root } from '@/scripts/paths'
import { variableNames } from '@/server/config'

test('ids are read at the beginning of titles', () => {
  // Written so that this file carries none of them.
  const ids = ['S0-12', 'C100', 'C01']
  const source = `test('${ids[0]} ${ids[1]} it\\'s made', f)\ntest.each([[1]])("${ids[2]} %s", f)\ntest('no ${ids[2]} here', f)`
  expect(testsIn('a.test.ts', source)).toEqual([
    { file: 'a.test.ts', title: "it's made", ids: ids.slice(0, 2) },
    { file: 'a.test.ts', title: '%s', ids: ids.slice(2) },
  ])
})

const tests = findTests(root())

test('every id that a test carries is documented', () => {
  expect(unknownIds(tests)).toEqual([])
})

test('docs/compatibility.md says what the tests show; npm run conformance writes it', () => {
  const page = readFileSync(root('docs/compatibility.md'), 'utf8')
  expect(pageOf(page, tests)).toBe(page)
  expect(conformanceOf(tests).documented).toBe(277)
})

describe('docs/compatibility.md', () => {
  const page = readFileSync(root('docs/compatibility.md'), 'utf8')
  const section = (title: string): string => page.split(`\n## ${title}\n`)[1]?.split(/\n##? /)[0] ?? ''

  test('S0-02 S3-03 C121 says of every setting of the older systems what became of it, and names ours as they are', () => {
    const rows = [...section('Their settings').matchAll(/^\| (`.*`) \| (.+) \|$/gm)].map(([, theirs = '', ours = '']) => ({ theirs: [...theirs.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name), ours }))
    expect(rows.flatMap(({ theirs }) => theirs)).toEqual(expect.arrayContaining(olderSettings))
    for (const { theirs, ours } of rows) {
      const named = [...ours.matchAll(/\b[A-Z]{2,}(?:_[A-Z]+)*\b/g)].map(([name]) => name).filter((name) => !['SQL', 'HTTP'].includes(name))
      expect(named.filter((name) => !variableNames.includes(name)), theirs.join()).toEqual([])
      expect(named.length > 0 || ours.startsWith('not needed: '), theirs.join()).toBe(true)
    }
  })

  test('C156 says what was left out', () => {
    for (const noun of ['canvas', 'memories', 'file manager', 'knowledge\ngraphs', 'related questions', 'speech']) expect(section('What was left out')).toContain(noun)
  })
})

const olderSettings = [
  ...['server.port', 'redis.address', 'redis.password', 'redis.db', 'sqlite.path', 'max_open_conns', 'max_idle_conns', 'conn_max_lifetime', 'jwt.secret', 'rag.service_addr'],
  ...['SERVER_HOST', 'SERVER_PORT', 'DB_HOST', 'DB_USER', 'DB_PASSWORD', 'DB_NAME', 'DB_PORT', 'PGADMIN_DEFAULT_EMAIL', 'PGADMIN_DEFAULT_PASSWORD', 'REDIS_HOST', 'REDIS_PORT', 'REDIS_PASSWORD', 'REDIS_DB'],
  ...['REDIS_STREAM', 'REDIS_STREAM_GROUP', 'REDIS_WORKER_NAME', 'REDIS_STREAM_CHECK_BACKLOG', 'PUBLIC_DIR', 'OPENAI_API_KEY', 'AI_SERVER_HOST', 'AI_SERVER_PORT', 'MAX_FILE_SIZE', 'MAX_CHAT_HISTORY_CONTEXT'],
  ...['MAX_INPUT_TOKENS', 'MAX_OUTPUT_TOKENS', 'OLLAMA_PORT'],
]

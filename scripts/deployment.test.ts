import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { root } from '@/scripts/paths'
import { variableNames } from '@/server/config'

const read = (path: string): string => readFileSync(root(path), 'utf8')

test('C124 S3-23 one compose file starts everything, with what is kept in volumes', () => {
  const dockerfile = read('Dockerfile')
  const dataDir = /DATA_DIR=(\S+)/.exec(dockerfile)?.[1]
  const port = /EXPOSE (\d+)/.exec(dockerfile)?.[1]
  const compose = read('compose.yaml')
  expect(dockerfile).toContain(`VOLUME ${dataDir}`)
  expect(compose).toContain(`volumes: ['parley:${dataDir}']`)
  expect(compose).toContain(`ports: ['${port}:${port}']`)
  // Secrets and data of whoever builds the image stay outside of it.
  expect(read('.dockerignore').split('\n')).toEqual(expect.arrayContaining(['.env', 'data', '.git', 'node_modules']))
})

/** What operators of older systems set, by their documents. */
const older = {
  'S0-02': ['server.port', 'sqlite.path', 'sqlite.max_open_conns', 'sqlite.max_idle_conns', 'sqlite.conn_max_lifetime', 'redis.address', 'redis.password', 'redis.db', 'jwt.secret', 'rag.service_addr'],
  'S3-03': [
    ...['SERVER_HOST', 'SERVER_PORT', 'DB_HOST', 'DB_USER', 'DB_PASSWORD', 'DB_NAME', 'DB_PORT', 'PGADMIN_DEFAULT_EMAIL', 'PGADMIN_DEFAULT_PASSWORD', 'REDIS_HOST', 'REDIS_PORT', 'REDIS_PASSWORD', 'REDIS_DB'],
    ...['REDIS_STREAM', 'REDIS_STREAM_GROUP', 'REDIS_WORKER_NAME', 'REDIS_STREAM_CHECK_BACKLOG', 'PUBLIC_DIR', 'OPENAI_API_KEY', 'AI_SERVER_HOST', 'AI_SERVER_PORT'],
    ...['MAX_FILE_SIZE', 'MAX_CHAT_HISTORY_CONTEXT', 'MAX_INPUT_TOKENS', 'MAX_OUTPUT_TOKENS', 'OLLAMA_PORT'],
  ],
}

test('S0-02 S3-03 C121 every setting of an older system has its counterpart here, or a reason why not', () => {
  const rows = [...read('docs/moving.md').matchAll(/^\| (`.+`) \| (.+) \|$/gm)].map(([, theirs = '', ours = '']) => ({ theirs: names(theirs), ours }))
  expect(rows.flatMap(({ theirs }) => theirs).toSorted()).toEqual(Object.values(older).flat().toSorted())
  const unknown = rows.filter(({ ours }) => !ours.startsWith('not needed') && !names(ours).some((name) => variableNames.includes(name)))
  expect(unknown).toEqual([])
})

const names = (cell: string): string[] => [...cell.matchAll(/`([\w.]+)`/g)].map(([, name = '']) => name)

// Gives every test file its own empty data folder and, on demand, its own migrated database.
// Runs before the test file is loaded, so that server/config.ts reads what is set here and nothing of the developer's.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect } from 'vitest'
import { createPostgresDatabase } from '@/server/testing/postgres'
import { createSqliteDatabase } from '@/server/testing/sqlite'

const dataDir = mkdtempSync(join(tmpdir(), 'parley-test-'))

for (const name of ['AUTH_URL', 'OPENAI_API_KEY', 'OPENAI_BASE_URL', 'CHAT_MODEL', 'EMBEDDING_MODEL', 'EMBEDDING_DIMENSIONS', 'EMBEDDING_BASE_URL', 'EMBEDDING_API_KEY', 'RERANK_BASE_URL', 'RERANK_MODEL', 'RERANK_API_KEY', 'TRUSTED_PROXIES', 'DIALECTS', 'CORS_ORIGINS', 'MAX_FILE_SIZE', 'WEB_ALLOW_PRIVATE', 'PROVIDER_ALLOW_PRIVATE', 'MAX_CHAT_HISTORY_CONTEXT', 'CHAT_CONTEXT_TOKENS', 'DATABASE_URL', 'SEARXNG_URL', 'TAVILY_API_KEY', 'BRAVE_API_KEY', 'VISION_MODELS', 'REGISTRATION', 'DEFAULT_BALANCE_USD', 'DEFAULT_MODELS', 'MAX_INPUT_TOKENS', 'MAX_OUTPUT_TOKENS', 'STREAMS_PER_USER', 'STREAMS_TOTAL']) {
  process.env[name] = ''
}
process.env.DATA_DIR = dataDir
process.env.AUTH_SECRET = 'only-for-tests-only-for-tests-only-for-tests'
// A test makes more requests in a second than a person in a minute; those of the limits say so themselves.
process.env.REQUESTS_PER_MINUTE = '0'
// No test asks the internet, unless it brings a search server of its own.
process.env.WEB_SEARCH = 'off'
// A closed port: no test may find the developer's own Ollama.
process.env.OLLAMA_BASE_URL = 'http://127.0.0.1:9'

if (expect.getState().testPath?.endsWith('.db.test.ts')) {
  process.env.DATABASE_URL = process.env.PARLEY_TEST_DATABASE === 'postgres' ? await createPostgresDatabase() : createSqliteDatabase(join(dataDir, 'parley.db'))
  afterAll(async () => {
    const { db } = await import('@/server/database')
    await db.$disconnect()
  })
}

// What a test left at work in the background may still write.
afterAll(() => rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 }))

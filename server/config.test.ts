import { mkdtempSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseConfig } from '@/server/config'

describe('parseConfig', () => {
  test('needs nothing', () => {
    const config = parseConfig({})
    expect(config).toMatchObject({ port: 3000, openai: undefined, embedding: undefined, maxFileBytes: 50_000_000 })
    expect(config.databaseUrl).toBe(`file:${join(process.cwd(), 'data/parley.db')}`)
  })

  test('S3-03 takes the settings of Chat-Backend that mean something here: address, database, key, sizes, history, limits of tokens', () => {
    const config = parseConfig({ HOST: '0.0.0.0', PORT: '8000', DATABASE_URL: 'postgres://user@127.0.0.1/chat', OPENAI_API_KEY: 'sk-1', MAX_FILE_SIZE: '10', MAX_CHAT_HISTORY_CONTEXT: '4', MAX_INPUT_TOKENS: '4000', MAX_OUTPUT_TOKENS: '1000', OLLAMA_BASE_URL: 'http://127.0.0.1:11434' })
    expect(config).toMatchObject({ host: '0.0.0.0', port: 8000, databaseUrl: 'postgres://user@127.0.0.1/chat', openai: { apiKey: 'sk-1' }, maxFileBytes: 10_000_000, maxHistoryMessages: 4, ollamaBaseUrl: 'http://127.0.0.1:11434' })
  })

  test('an empty variable is one that is not set', () => {
    expect(parseConfig({ PORT: '', OPENAI_API_KEY: '' })).toMatchObject({ port: 3000, openai: undefined })
  })

  test('C121 every wrong variable is named, with what it is for', () => {
    const start = () => parseConfig({ PORT: '99999', DATABASE_URL: 'mysql://x', OPENAI_BASE_URL: 'ftp://x' })
    expect(start).toThrow(/^PORT .*65535.*\nDATABASE_URL .*file: or postgres:.*\nOPENAI_BASE_URL .*http/)
  })

  test.each(['short', 'changeit', 'please-change-me-to-a-long-random-string', 'S3cureK3y#2024!AIsafety', 'S3cureK3y#2024!AIsafety-S3cureK3y#2024!AIsafety', 'changeitchangeitchangeitchangeitchangeit', 'x'.repeat(64), '0123012301230123012301230123012301230123'])(
    'the secret %s is refused (B2)',
    (AUTH_SECRET) => {
      expect(() => parseConfig({ AUTH_SECRET, NODE_ENV: 'production' })).toThrow(/^AUTH_SECRET .*openssl rand/)
    },
  )

  test('a kept secret that was cut short is refused, with its file', () => {
    const DATA_DIR = mkdtempSync(join(tmpdir(), 'parley-secret-'))
    writeFileSync(join(DATA_DIR, 'secret'), 'short')
    expect(() => parseConfig({ DATA_DIR }).authSecret).toThrow(join(DATA_DIR, 'secret'))
  })

  test('an OpenID provider is set whole or not at all', () => {
    expect(parseConfig({}).openId).toBeUndefined()
    const whole = { OIDC_ISSUER: 'https://login.example.com/', OIDC_CLIENT_ID: 'parley', OIDC_CLIENT_SECRET: 's' }
    expect(parseConfig(whole).openId).toEqual({ issuer: 'https://login.example.com', clientId: 'parley', clientSecret: 's', name: 'login.example.com' })
    expect(() => parseConfig({ ...whole, OIDC_CLIENT_SECRET: '' })).toThrow(/OIDC_CLIENT_SECRET/)
  })

  test('an unknown name in .env is a typing error', () => {
    expect(() => parseConfig({}, ['OPENAI_KEY'])).toThrow(/OPENAI_KEY in \.env is not a variable of Parley/)
  })

  test('the secret is made once, for its owner alone, and kept', () => {
    const DATA_DIR = mkdtempSync(join(tmpdir(), 'parley-secret-'))
    const first = parseConfig({ DATA_DIR }).authSecret
    expect(first.length).toBeGreaterThanOrEqual(32)
    expect(parseConfig({ DATA_DIR }).authSecret).toBe(first)
    expect(statSync(join(DATA_DIR, 'secret')).mode & 0o777).toBe(0o600)
  })

  test('a base URL needs no slash at its end, and models come as a list', () => {
    const config = parseConfig({ OPENAI_BASE_URL: 'http://127.0.0.1:8000/v1/', CHAT_MODEL: 'a, b,' })
    expect(config.openai?.baseUrl).toBe('http://127.0.0.1:8000/v1')
    expect(config.chatModels).toEqual(['a', 'b'])
  })

  test('private addresses and networks come as a list, and a wrong one is named', () => {
    expect(parseConfig({}).webAllowPrivate).toEqual([])
    expect(parseConfig({ WEB_ALLOW_PRIVATE: '10.1.2.3, 192.168.0.0/16,fd00::/8' }).webAllowPrivate).toEqual(['10.1.2.3', '192.168.0.0/16', 'fd00::/8'])
    for (const wrong of ['true', '10.0.0.0/33', 'intranet', '10.1']) expect(() => parseConfig({ WEB_ALLOW_PRIVATE: wrong })).toThrow(/^WEB_ALLOW_PRIVATE must be addresses and networks/)
  })

  test('embeddings use the server and key of the chat models; a server of their own is not sent that key', () => {
    const shared = { OPENAI_BASE_URL: 'http://127.0.0.1:1/v1', OPENAI_API_KEY: 'k', EMBEDDING_MODEL: 'e' }
    expect(parseConfig(shared).embedding).toMatchObject({ baseUrl: 'http://127.0.0.1:1/v1', apiKey: 'k' })
    expect(parseConfig({ ...shared, EMBEDDING_BASE_URL: 'http://127.0.0.1:2/v1' }).embedding).toMatchObject({ baseUrl: 'http://127.0.0.1:2/v1', apiKey: undefined })
  })
})

import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, parse, resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { z } from 'zod'

const wholeNumber = z.string().regex(/^\d+$/, 'must be a whole number').transform(Number)
const port = wholeNumber.refine((value) => value <= 65_535, 'must be between 0 and 65535')
const httpUrl = z
  .url({ protocol: /^https?$/, error: 'must be an address such as http://127.0.0.1:11434/v1' })
  .transform((value) => value.replace(/\/+$/, ''))
const text = z.string().trim().min(1)
const listed = (value: string): string[] => value.split(',').map((part) => part.trim()).filter((part) => part !== '')
const networks = z
  .string()
  .transform(listed)
  .pipe(z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], 'must be addresses and networks such as 10.1.2.3, 192.168.0.0/16')))
const dollars = z.string().regex(/^\d{1,7}(\.\d{1,6})?$/, 'must be an amount of dollars such as 2.50').transform(Number)
const atLeastOne = wholeNumber.refine((value) => value > 0, 'must be 1 or more')
/** Of documentation, ours and that of the systems whose clients we answer. Whoever repeats or lengthens one is known by it all the same. */
const publishedSecrets = ['changeit', 'change-me', 'changeme', 'please-change-me', 'your-secret', 'S3cureK3y#2024!AIsafety', 'NEXTAUTH_SECRET', 'AUTH_SECRET'].map((secret) => secret.toLowerCase())
const isPublished = (value: string): boolean => publishedSecrets.some((secret) => value.toLowerCase().includes(secret)) || new Set(value).size < 10

const registrationModes = ['open', 'invited', 'closed'] as const

/** Older systems whose clients are answered at their own paths (server/dialects). */
const dialectNames = ['llm-backend', 'llama-chatbot', 'rag-chat', 'chat-backend', 'ragflow'] as const
export type DialectName = (typeof dialectNames)[number]
export const isDialectName = (name: string): name is DialectName => dialectNames.some((known) => known === name)

const dialectList = z
  .string()
  .transform((value) => (value.trim() === 'off' ? [] : listed(value)))
  .pipe(z.array(z.enum(dialectNames, `must be off, or some of ${dialectNames.join(', ')}`)))
const origins = z
  .string()
  .transform(listed)
  .pipe(z.array(z.string().refine((origin) => origin === '*' || (URL.canParse(origin) && new URL(origin).origin === origin), 'must be origins such as https://app.example.com, or *')))

const webSearchNames = ['searxng', 'tavily', 'brave', 'duckduckgo', 'off'] as const

/** Every variable that Parley reads, what it must look like and what it is for. `.env.example` says the same to people. */
const variables = {
  PORT: { schema: port, purpose: 'the port to listen on (default 3000)' },
  HOST: { schema: text, purpose: 'the address to listen on (default: every one)' },
  DATA_DIR: { schema: text, purpose: 'the folder of database, vectors and files (default ./data)' },
  DATABASE_URL: {
    schema: z.string().regex(/^(file:.+|postgres(ql)?:\/\/.+)$/, 'must start with file: or postgres://'),
    purpose: 'the database (default: SQLite in DATA_DIR)',
  },
  AUTH_SECRET: {
    schema: z
      .string()
      .min(32, 'must have 32 characters or more; make one with: openssl rand -base64 32')
      .refine((value) => !isPublished(value), 'is a published example or easily guessed; make one with: openssl rand -base64 32'),
    purpose: 'signs sessions (default: generated once in DATA_DIR)',
  },
  AUTH_SECRET_PREVIOUS: { schema: text, purpose: 'the secrets before it, comma separated: what they encrypted can still be read (default: none)' },
  AUTH_URL: { schema: httpUrl, purpose: 'the public address, where a proxy hides it' },
  OIDC_ISSUER: { schema: httpUrl, purpose: 'the address of an OpenID provider to sign in with, as its tokens name it (default: none)' },
  OIDC_CLIENT_ID: { schema: text, purpose: 'what the provider knows Parley by; it sends people back to AUTH_URL/api/auth/callback/oidc' },
  OIDC_CLIENT_SECRET: { schema: text, purpose: 'the secret of that client' },
  OIDC_NAME: { schema: text, purpose: 'what the provider is called on the sign-in page (default: its host)' },
  TRUSTED_PROXIES: { schema: wholeNumber, purpose: 'how many proxies in front of Parley set X-Forwarded-For (default 0)' },
  OPENAI_API_KEY: { schema: text, purpose: 'the key of OpenAI, or of the server at OPENAI_BASE_URL' },
  OPENAI_BASE_URL: { schema: httpUrl, purpose: 'any server that speaks the OpenAI format' },
  CHAT_MODEL: { schema: text, purpose: 'the chat models to offer, comma separated, the default first (default: what the server lists)' },
  OLLAMA_BASE_URL: { schema: httpUrl, purpose: 'the address of Ollama (default: http://127.0.0.1:11434, offered when it answers)' },
  EMBEDDING_MODEL: { schema: text, purpose: 'the embedding model of new knowledge bases (default: the built-in lexical engine)' },
  EMBEDDING_DIMENSIONS: { schema: wholeNumber, purpose: 'the length of its vectors (default: asked from the model)' },
  EMBEDDING_BASE_URL: { schema: httpUrl, purpose: 'the server of the embedding model (default: OPENAI_BASE_URL)' },
  EMBEDDING_API_KEY: { schema: text, purpose: 'its key (default: OPENAI_API_KEY, when the server is the same)' },
  RERANK_BASE_URL: { schema: httpUrl, purpose: 'the server of a reranker, to which /rerank is appended (default: none)' },
  RERANK_MODEL: { schema: text, purpose: 'its model; not set for Text Embeddings Inference, which serves one' },
  RERANK_API_KEY: { schema: text, purpose: 'its key' },
  DIALECTS: { schema: dialectList, purpose: 'the older systems whose clients are answered at their own paths, comma separated, or off (default: all)' },
  CORS_ORIGINS: { schema: origins, purpose: 'the sites whose pages may call the interfaces for programs, comma separated (default: none)' },
  MAX_FILE_SIZE: { schema: wholeNumber, purpose: 'the largest upload in MB (default 50)' },
  WEB_ALLOW_PRIVATE: { schema: networks, purpose: 'the private addresses that pages may be imported from, comma separated (default: none)' },
  PROVIDER_ALLOW_PRIVATE: { schema: networks, purpose: 'the private addresses at which an administrator may add model providers, comma separated (default: none)' },
  AGENT_MODULES: { schema: text, purpose: 'files of agents that assistants may be answered by, comma separated (default: none)' },
  WEB_SEARCH: {
    schema: z.enum(webSearchNames, `must be one of ${webSearchNames.join(', ')}`),
    purpose: 'who is asked when a question searches the internet (default: the first of SEARXNG_URL, TAVILY_API_KEY and BRAVE_API_KEY that is set, else duckduckgo)',
  },
  SEARXNG_URL: { schema: httpUrl, purpose: 'the address of SearXNG, with its format json switched on' },
  TAVILY_API_KEY: { schema: text, purpose: 'the key of Tavily' },
  BRAVE_API_KEY: { schema: text, purpose: 'the key of Brave Search' },
  VISION_MODELS: { schema: text, purpose: 'chat models that read images beside those that are known to, comma separated' },
  CHAT_CONTEXT_TOKENS: { schema: wholeNumber, purpose: 'how many tokens the chat models can be sent (default: known by their names, else 32768; with Ollama 4096)' },
  MAX_CHAT_HISTORY_CONTEXT: { schema: wholeNumber, purpose: 'how many earlier messages a model is sent (default 10)' },
  SUPPORT_EMAIL: { schema: z.email('must be an e-mail address'), purpose: 'whom people may write to, as the page Help says (default: nobody)' },
  DOCUMENTATION_URL: { schema: httpUrl, purpose: 'where people read how Parley is used here, as the page Help says (default: none)' },
  STATUS_URL: { schema: httpUrl, purpose: 'where people see whether everything runs, as the page Help says (default: none)' },
  REGISTRATION: {
    schema: z.enum(registrationModes, `must be one of ${registrationModes.join(', ')}`),
    purpose: 'who may open an account, until an administrator says otherwise (default open)',
  },
  DEFAULT_BALANCE_USD: { schema: dollars, purpose: 'what a new account may spend, until an administrator says otherwise (default: without a limit)' },
  DEFAULT_MODELS: { schema: text, purpose: 'the models that a new account may use, comma separated (default: all)' },
  MAX_INPUT_TOKENS: { schema: atLeastOne, purpose: 'the most that a model is sent at once (default: what it can be sent)' },
  MAX_OUTPUT_TOKENS: { schema: atLeastOne, purpose: 'the most that a model may answer at once (default: what its provider allows)' },
  REQUESTS_PER_MINUTE: { schema: wholeNumber, purpose: 'how many requests that do work somebody may make in a minute (default 100; 0 counts none)' },
  STREAMS_PER_USER: { schema: wholeNumber, purpose: 'how many answers somebody may be written at once (default 10; 0 counts none)' },
  STREAMS_TOTAL: { schema: wholeNumber, purpose: 'how many answers this server writes at once (default 200; 0 counts none)' },
} as const satisfies Record<string, { schema: z.ZodType; purpose: string }>

type Name = keyof typeof variables

export const variableNames: readonly string[] = Object.keys(variables)
type Environment = Readonly<Partial<Record<string, string>>>

/** Thrown with one line for each variable that is wrong. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

function isName(name: string): name is Name {
  return Object.hasOwn(variables, name)
}

function read<N extends Name>(env: Environment, name: N): z.output<(typeof variables)[N]['schema']> | undefined
function read(env: Environment, name: Name): unknown {
  const value = env[name]
  return value === undefined || value === '' ? undefined : variables[name].schema.parse(value)
}

/** Every problem of an environment, a line each; `fileNames` are the names set in .env, where an unknown one is a typing error. */
function problems(env: Environment, fileNames: readonly string[]): string[] {
  const wrong = Object.entries(variables).flatMap(([name, { schema, purpose }]) => {
    const value = env[name]
    if (value === undefined || value === '') return []
    const result = schema.safeParse(value)
    return result.success ? [] : [`${name} ${result.error.issues[0]?.message ?? 'is wrong'} (${purpose})`]
  })
  const unknown = fileNames.filter((name) => !isName(name)).map((name) => `${name} in .env is not a variable of Parley; .env.example lists them all`)
  return [...wrong, ...unknown]
}

/** The secret that signs sessions, made at the first start and kept, so that a restart signs nobody out. */
function keptSecret(dataDir: string): string {
  const file = join(dataDir, 'secret')
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    // wx: of two processes that start at once, one writes and the other reads what was written.
    try {
      writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' })
    } catch (error) {
      if (!existsSync(file)) throw error
    }
  }
  const secret = readFileSync(file, 'utf8').trim()
  if (secret.length < 32) throw new ConfigError(`The secret in ${file} is shorter than 32 characters; set AUTH_SECRET, or delete the file to have a new one made, which signs everybody out`)
  return secret
}

/** Who is asked for pages of the internet, with what that needs; undefined: nobody. @throws ConfigError when what it needs is not set. */
function webSearch(env: Environment) {
  const [searxngUrl, tavilyKey, braveKey] = [read(env, 'SEARXNG_URL'), read(env, 'TAVILY_API_KEY'), read(env, 'BRAVE_API_KEY')]
  const wanted = read(env, 'WEB_SEARCH')
  const isWanted = (name: (typeof webSearchNames)[number]): boolean => wanted === undefined || wanted === name
  if (searxngUrl !== undefined && isWanted('searxng')) return { by: 'searxng', url: searxngUrl } as const
  if (tavilyKey !== undefined && isWanted('tavily')) return { by: 'tavily', key: tavilyKey } as const
  if (braveKey !== undefined && isWanted('brave')) return { by: 'brave', key: braveKey } as const
  if (isWanted('duckduckgo')) return { by: 'duckduckgo' } as const
  if (wanted === 'off') return undefined
  throw new ConfigError(`WEB_SEARCH is ${wanted}, and ${wanted === 'searxng' ? 'SEARXNG_URL' : wanted === 'tavily' ? 'TAVILY_API_KEY' : 'BRAVE_API_KEY'} is not set`)
}

/** An OpenID provider that people may sign in with; undefined: none. @throws ConfigError when part of it is missing. */
function openIdProvider(env: Environment) {
  const [issuer, clientId, clientSecret] = [read(env, 'OIDC_ISSUER'), read(env, 'OIDC_CLIENT_ID'), read(env, 'OIDC_CLIENT_SECRET')]
  if (issuer === undefined && clientId === undefined && clientSecret === undefined) return undefined
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) throw new ConfigError('OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET are set together')
  return { issuer, clientId, clientSecret, name: read(env, 'OIDC_NAME') ?? new URL(issuer).hostname }
}

function rerankServer(baseUrl: string | undefined, model: string | undefined, apiKey: string | undefined) {
  return baseUrl === undefined ? undefined : { baseUrl, model, apiKey }
}

/**
 * The configuration of an environment. Reads nothing but its arguments, and the secret from the data folder when asked for it.
 * @throws ConfigError naming every wrong variable and what it is for.
 */
export function parseConfig(env: Environment, fileNames: readonly string[] = []) {
  const wrong = problems(env, fileNames)
  if (wrong.length > 0) throw new ConfigError(wrong.join('\n'))
  const dataDir = resolve(/* turbopackIgnore: true */ read(env, 'DATA_DIR') ?? 'data')
  const openaiBaseUrl = read(env, 'OPENAI_BASE_URL')
  const openaiApiKey = read(env, 'OPENAI_API_KEY')
  let secret: string | undefined
  return {
    isProduction: env.NODE_ENV === 'production',
    port: read(env, 'PORT') ?? 3000,
    host: read(env, 'HOST'),
    dataDir,
    databaseUrl: read(env, 'DATABASE_URL') ?? `file:${join(dataDir, 'parley.db')}`,
    authUrl: read(env, 'AUTH_URL'),
    /** Read when first asked for, so that a build needs no data folder. */
    get authSecret() {
      return (secret ??= read(env, 'AUTH_SECRET') ?? keptSecret(dataDir))
    },
    openId: openIdProvider(env),
    previousSecrets: listed(read(env, 'AUTH_SECRET_PREVIOUS') ?? ''),
    trustedProxies: read(env, 'TRUSTED_PROXIES') ?? 0,
    openai: openaiApiKey === undefined && openaiBaseUrl === undefined ? undefined : { apiKey: openaiApiKey, baseUrl: openaiBaseUrl },
    chatModels: listed(read(env, 'CHAT_MODEL') ?? ''),
    ollamaBaseUrl: read(env, 'OLLAMA_BASE_URL') ?? 'http://127.0.0.1:11434',
    embedding:
      read(env, 'EMBEDDING_MODEL') === undefined
        ? undefined
        : {
            model: read(env, 'EMBEDDING_MODEL') ?? '',
            dimensions: read(env, 'EMBEDDING_DIMENSIONS'),
            baseUrl: read(env, 'EMBEDDING_BASE_URL') ?? openaiBaseUrl,
            // A key is sent only to the server that it was given for.
            apiKey: read(env, 'EMBEDDING_API_KEY') ?? (read(env, 'EMBEDDING_BASE_URL') === undefined ? openaiApiKey : undefined),
          },
    rerank: rerankServer(read(env, 'RERANK_BASE_URL'), read(env, 'RERANK_MODEL'), read(env, 'RERANK_API_KEY')),
    help: { supportEmail: read(env, 'SUPPORT_EMAIL'), documentation: read(env, 'DOCUMENTATION_URL'), status: read(env, 'STATUS_URL') },
    dialects: new Set<DialectName>(read(env, 'DIALECTS') ?? dialectNames),
    corsOrigins: read(env, 'CORS_ORIGINS') ?? [],
    maxFileBytes: (read(env, 'MAX_FILE_SIZE') ?? 50) * 1_000_000,
    /** Addresses and networks, such as `10.1.2.3` and `fd00::/8`. */
    webAllowPrivate: read(env, 'WEB_ALLOW_PRIVATE') ?? [],
    providerAllowPrivate: read(env, 'PROVIDER_ALLOW_PRIVATE') ?? [],
    /** Files of agents by the names under which they are chosen: those of the files without their endings. */
    agentModules: new Map(listed(read(env, 'AGENT_MODULES') ?? '').map((file) => [parse(file).name, resolve(/* turbopackIgnore: true */ file)])),
    webSearch: webSearch(env),
    visionModels: listed(read(env, 'VISION_MODELS') ?? ''),
    chatContextTokens: read(env, 'CHAT_CONTEXT_TOKENS'),
    maxHistoryMessages: read(env, 'MAX_CHAT_HISTORY_CONTEXT') ?? 10,
    registration: read(env, 'REGISTRATION') ?? 'open',
    defaultBalanceUsd: read(env, 'DEFAULT_BALANCE_USD'),
    defaultModels: read(env, 'DEFAULT_MODELS') === undefined ? undefined : listed(read(env, 'DEFAULT_MODELS') ?? ''),
    maxInputTokens: read(env, 'MAX_INPUT_TOKENS'),
    maxOutputTokens: read(env, 'MAX_OUTPUT_TOKENS'),
    /** What server/usage/limits.ts is overridden by. */
    limits: { requestsPerMinute: read(env, 'REQUESTS_PER_MINUTE'), streamsPerUser: read(env, 'STREAMS_PER_USER'), streamsInAll: read(env, 'STREAMS_TOTAL') },
  }
}

export type Config = ReturnType<typeof parseConfig>

/** The variables of a `.env` file in the working directory; the real environment wins over them. */
function environmentFile(): Partial<Record<string, string>> {
  const file = resolve(/* turbopackIgnore: true */ '.env')
  return existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}
}

const fromFile = environmentFile()

/** What Parley runs with; wrong variables end the process at boot (scripts/start.ts prints them). */
export const config: Config = parseConfig({ ...fromFile, ...process.env }, Object.keys(fromFile))

// An empty variable is one that is not set. Packages that read the environment by themselves (the SDK of OpenAI) would fail on it.
for (const name of Object.keys(variables)) if (process.env[name] === '') Reflect.deleteProperty(process.env, name)

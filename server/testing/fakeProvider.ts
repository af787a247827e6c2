// A server that speaks the OpenAI format over real HTTP, on this machine and without weights. What it does is chosen by the name of the model.
//
// In a test, before anything imports server/config.ts:
//   const provider = await vi.hoisted(async () => (await import('@/server/testing/fakeProvider')).useFakeProvider())
//   afterAll(() => provider.close())
// By itself:  node --import ./scripts/alias.mjs server/testing/fakeProvider.ts --port 4010
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { fakeAnswer, fakeVector, tokensOf } from '@/server/testing/fakeWords'

/** One request as it came. */
export interface FakeRequest {
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: unknown
  /** True when the client hung up before the answer was whole. */
  isCut: boolean
}

export interface FakeProvider {
  /** What OPENAI_BASE_URL is to be. */
  readonly url: string
  readonly requests: FakeRequest[]
  /** Those to a path, in their order. What counts them asks for these: which models there are is looked up whenever that is due. */
  asked(path: string): FakeRequest[]
  /** The bodies of the requests to a path, in their order. */
  bodies<S extends z.ZodType>(path: string, schema: S): z.output<S>[]
  /** The next so many requests for embeddings are refused with a status. */
  failEmbeddings(status: number, times: number): void
  /** The next so many requests for embeddings wait for `release`. */
  holdEmbeddings(times: number): void
  /** Lets the answers go on that `fake-held` holds in the middle, and the embeddings that are held. */
  release(): void
  /** Ends every connection, also those that are in use. */
  close(): Promise<void>
}

const messageSchema = z.object({ role: z.string(), content: z.union([z.string(), z.null().transform(() => ''), z.array(z.object({ text: z.string().default(''), image_url: z.object({ url: z.string() }).optional() }))]) })
export const chatBodySchema = z.object({
  model: z.string(),
  stream: z.boolean().default(false),
  messages: z.array(messageSchema.transform(({ role, content }) => ({
      role,
      content: typeof content === 'string' ? content : content.map((part) => part.text).join(''),
      /** Data URLs. */
      images: typeof content === 'string' ? [] : content.flatMap((part) => part.image_url?.url ?? []),
    }))),
  tools: z.array(z.object({ function: z.object({ name: z.string(), description: z.string().default('') }) }).transform((tool) => tool.function)).default([]),
})
export const embeddingBodySchema = z.object({
  model: z.string(),
  input: z.union([z.string().transform((input) => [input]), z.array(z.string())]),
  dimensions: z.int().min(1).default(64),
})

/** Cohere and Jina name a model and send documents, Text Embeddings Inference sends texts. */
export const rerankBodySchema = z.union([z.object({ model: z.string(), query: z.string(), documents: z.array(z.string()), top_n: z.int() }), z.object({ query: z.string(), texts: z.array(z.string()) })])

type Messages = z.output<typeof chatBodySchema>['messages']

/** Tokens that a model sends before it misbehaves. */
const tokensBefore = 5
const slowTokenMs = 10

/** A streamed answer, token by token. */
interface Speech {
  say(token: string): void
  /** Has a tool called with { query }. */
  call(name: string, query: string): void
  /** Names of the tools that it is offered. */
  readonly tools: readonly string[]
  raw(text: string): void
  readonly isOpen: () => boolean
  /** Resolves when the test calls `release`. */
  released(): Promise<void>
  readonly response: ServerResponse
}

/** The models and what each does once its headers are sent. Nothing returned means that the answer gets its proper end. */
const behaviours: Record<string, (speech: Speech, messages: Messages) => Promise<'left open' | 'cut by length' | 'calls' | void>> = {
  /** Quotes the first passage with its marker and invents marker [99]; without passages says what it was asked. */
  'fake-chat': async ({ say }, messages) => tokensOf(fakeAnswer(messages)).forEach(say),
  /** The same under the name that the examples of other people's documents have. */
  'gpt-4o': async ({ say }, messages) => tokensOf(fakeAnswer(messages)).forEach(say),
  /** The same, and before it how many images it was shown. */
  'fake-vision': async ({ say }, messages) => tokensOf(`${messages.flatMap(({ images }) => images).length} images were shown. ${fakeAnswer(messages)}`).forEach(say),
  /** Calls the tool that the question names, if it is offered, and says what that gave. */
  'fake-tools': async ({ say, call, tools }, messages) => {
    const last = messages.at(-1)
    if (last?.role === 'tool') return say(`It gave: ${last.content}`)
    const named = tools.find((name) => last?.content.includes(name))
    if (named === undefined) return say('There is no such tool.')
    say('I look.')
    call(named, last?.content ?? '')
    return 'calls'
  },
  /** Refuses a request that offers tools. */
  'fake-no-tools': async ({ say }) => say('Without tools.'),
  /** t0 t1 t2 … without end. */
  'fake-slow': (speech) => count(speech, Number.POSITIVE_INFINITY),
  'fake-slow-20': (speech) => count(speech, 20),
  'fake-slow-200': (speech) => count(speech, 200),
  /** 100 tokens, 33 a second, as a large model writes. */
  'fake-paced': (speech) => count(speech, 100, 30),
  /** 2,000 tokens at once. */
  'fake-burst': async ({ say }) => numbered(2_000).forEach(say),
  /** t0 to t4, then nothing until the test lets it go on, then t5 to t9. */
  'fake-held': async ({ say, released }) => {
    const tokens = numbered(tokensBefore * 2)
    tokens.slice(0, tokensBefore).forEach(say)
    await released()
    tokens.slice(tokensBefore).forEach(say)
  },
  /** t0 to t4, then nothing until the test lets it fail. */
  'fake-held-error': async (speech) => {
    numbered(tokensBefore).forEach(speech.say)
    await speech.released()
    breakOff(speech)
  },
  /** t0 to t4, and says that it may write no more; asked to go on, the rest. */
  'fake-cut-by-length': async ({ say }, messages) => {
    const tokens = numbered(tokensBefore * 2)
    const isGoingOn = messages.at(-2)?.role === 'assistant' && messages.at(-1)?.content.startsWith('Your answer broke off') === true
    if (isGoingOn) return tokens.slice(tokensBefore).forEach(say)
    tokens.slice(0, tokensBefore).forEach(say)
    return 'cut by length'
  },
  'fake-error-midstream': async (speech) => {
    numbered(tokensBefore).forEach(speech.say)
    breakOff(speech)
  },
  'fake-cut': async ({ say, response }) => {
    numbered(tokensBefore).forEach(say)
    await pause(20)
    response.socket?.destroy()
    return 'left open'
  },
  /** Closes politely, but in the middle: no finish reason and no [DONE]. */
  'fake-early-end': async ({ say, response }) => {
    numbered(tokensBefore).forEach(say)
    response.end()
    return 'left open'
  },
  'fake-hang': async ({ response }) => {
    response.flushHeaders()
    return 'left open'
  },
  'fake-stall': async ({ say }) => {
    numbered(tokensBefore).forEach(say)
    return 'left open'
  },
  'fake-bad-json': async ({ say, raw }) => {
    numbered(tokensBefore).forEach(say)
    raw('data: {"choices": [{"delta\n\n')
  },
}

function breakOff({ raw }: Speech): void {
  raw(`data: ${JSON.stringify({ error: { message: 'secret-of-the-provider: overloaded', type: 'server_error', code: null, param: null } })}\n\n`)
}

const refusals: Record<string, number> = { 'fake-401': 401, 'fake-429': 429, 'fake-500': 500, 'fake-vision-400': 400 }

export const fakeModels = [...Object.keys(behaviours), ...Object.keys(refusals)]

const numbered = (length: number): string[] => Array.from({ length }, (_, index) => `t${index} `)

async function count({ say, isOpen }: Speech, limit: number, tokenMs = slowTokenMs): Promise<void> {
  for (let index = 0; index < limit && isOpen(); index += 1) {
    say(`t${index} `)
    await pause(tokenMs)
  }
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  // The pause that the SDK keeps between its tries: short, so that tests are.
  response.writeHead(status, { 'content-type': 'application/json', 'retry-after-ms': '5' }).end(JSON.stringify(body))
}

function refuse(response: ServerResponse, status: number): void {
  sendJson(response, status, { error: { message: `secret-of-the-provider: refused with ${status}`, type: 'fake', code: null } })
}

async function answerChat(response: ServerResponse, body: unknown, released: () => Promise<void>): Promise<void> {
  const { model, stream, messages, tools } = chatBodySchema.parse(body)
  const status = model === 'fake-no-tools' && tools.length > 0 ? 400 : refusals[model]
  if (status !== undefined) return refuse(response, status)
  // Models that older clients name by their numbers, and the one of a documented example.
  const behaviour = behaviours[/^(?:gpt-|deepseek-)/.test(model) ? 'fake-chat' : model]
  if (behaviour === undefined) return refuse(response, 404)
  const usage = { prompt_tokens: messages.length, completion_tokens: 7, total_tokens: messages.length + 7 }
  const head = { id: 'fake', created: 0, model }
  if (!stream) {
    if (model === 'fake-hang') return response.flushHeaders()
    const message = { role: 'assistant', content: fakeAnswer(messages) }
    return sendJson(response, 200, { ...head, object: 'chat.completion', choices: [{ index: 0, message, finish_reason: 'stop' }], usage })
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  const raw = (line: string): void => void response.write(line)
  const chunk = (delta: object, finish_reason: string | null): void =>
    raw(`data: ${JSON.stringify({ ...head, object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason }] })}\n\n`)
  const call = (name: string, query: string): void => chunk({ tool_calls: [{ index: 0, id: 'call-1', type: 'function', function: { name, arguments: JSON.stringify({ query }) } }] }, null)
  const speech: Speech = { say: (content) => chunk({ content }, null), call, tools: tools.map(({ name }) => name), raw, isOpen: () => !response.destroyed, released, response }
  const end = await behaviour(speech, messages)
  if (end === 'left open') return
  chunk({}, end === 'cut by length' ? 'length' : end === 'calls' ? 'tool_calls' : 'stop')
  raw(`data: ${JSON.stringify({ ...head, object: 'chat.completion.chunk', choices: [], usage })}\n\n`)
  response.end('data: [DONE]\n\n')
}

function answerEmbeddings(response: ServerResponse, body: unknown): void {
  const { model, input, dimensions } = embeddingBodySchema.parse(body)
  const data = input.map((words, index) => ({ object: 'embedding', index, embedding: fakeVector(words, dimensions) }))
  sendJson(response, 200, { object: 'list', model, data, usage: { prompt_tokens: input.length, total_tokens: input.length } })
}

/** The shortest text first, in the shape in which it was asked, unless the name of the model says otherwise. */
function answerRerank(response: ServerResponse, body: unknown): void {
  const asked = rerankBodySchema.parse(body)
  const model = 'model' in asked ? asked.model : ''
  const status = refusals[model]
  if (status !== undefined) return refuse(response, status)
  if (model === 'fake-hang') return response.flushHeaders()
  if (model === 'fake-bad-json') return sendJson(response, 200, { results: 'secret-of-the-provider' })
  const judged = ('documents' in asked ? asked.documents : asked.texts).map((words, index) => ({ index, score: 1 / (1 + words.length) }))
  const sorted = judged.toSorted((a, b) => b.score - a.score)
  sendJson(response, 200, 'documents' in asked ? { results: sorted.map(({ index, score }) => ({ index, relevance_score: score })) } : sorted)
}

/** Starts a provider on a port of its own (0: any that is free). */
export async function startFakeProvider(port = 0): Promise<FakeProvider> {
  const requests: FakeRequest[] = []
  const embeddingFailures: number[] = []
  let heldEmbeddings = 0
  const held: (() => void)[] = []
  const released = () => new Promise<void>((resolve) => held.push(resolve))

  const asked = (path: string): FakeRequest[] => requests.filter((request) => request.path === path)
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? ''
    const content = await text(request)
    const body: unknown = content === '' ? undefined : JSON.parse(content)
    const record: FakeRequest = { path, headers: request.headers, body, isCut: false }
    requests.push(record)
    response.on('close', () => (record.isCut = !response.writableEnded))
    if (path === '/v1/models') return sendJson(response, 200, { object: 'list', data: fakeModels.map((id) => ({ id, object: 'model' })) })
    if (path === '/v1/chat/completions') return answerChat(response, body, released)
    if (path === '/v1/rerank') return answerRerank(response, body)
    if (path !== '/v1/embeddings') return refuse(response, 404)
    const failure = embeddingFailures.shift()
    heldEmbeddings -= 1
    if (heldEmbeddings >= 0) await released()
    return failure === undefined ? answerEmbeddings(response, body) : refuse(response, failure)
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => (response.headersSent ? response.destroy() : sendJson(response, 400, { error: { message: String(error) } })))
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const address = z.object({ port: z.number() }).parse(server.address())
  return {
    url: `http://127.0.0.1:${address.port}/v1`,
    requests,
    asked,
    bodies: (path, schema) => asked(path).map((request) => schema.parse(request.body)),
    failEmbeddings: (status, times) => void embeddingFailures.push(...Array.from({ length: times }, () => status)),
    holdEmbeddings: (times) => void (heldEmbeddings = times),
    release: () => held.splice(0).forEach((resume) => resume()),
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

/** Starts one and points this process at it: config.ts reads the environment when it is first imported, so that must happen later. */
export async function useFakeProvider({ embedding, reranker }: { embedding?: string; reranker?: string } = {}): Promise<FakeProvider> {
  const provider = await startFakeProvider()
  process.env.OPENAI_BASE_URL = provider.url
  process.env.OPENAI_API_KEY = 'secret-key-of-the-tests'
  if (embedding !== undefined) process.env.EMBEDDING_MODEL = embedding
  if (reranker !== undefined) Object.assign(process.env, { RERANK_BASE_URL: provider.url, RERANK_MODEL: reranker, RERANK_API_KEY: 'secret-key-of-the-tests' })
  return provider
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const port = Number(process.argv[process.argv.indexOf('--port') + 1])
  const { url } = await startFakeProvider(port)
  process.stdout.write(`${url}\n`)
}

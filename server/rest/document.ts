import { z } from 'zod'
import manifest from '@/package.json' with { type: 'json' }
import { type ErrorKind, errorKinds } from '@/server/errors'
import { hasBody, statusOf } from '@/server/rest/answer'
import { byHand, type Content, type HandOperation } from '@/server/rest/byHand'
import { exampleOf } from '@/server/rest/exampleOf'
import { type JsonSchema, jsonSchemaOf } from '@/server/rest/jsonSchema'
import { namesIn, type Operation, operations } from '@/server/rest/operations'
import { isWrittenAsJson } from '@/server/rest/readInput'

type Json = Record<string, unknown>
type Defs = Record<string, JsonSchema>

const description = `Everything that the pages of Parley do, for programs. The same in a typed client, for OpenAI's clients and for MCP: see docs/api.md of the project.

**Who asks.** \`Authorization: Bearer …\` with an API key (\`sk-…\`, made in the settings) or a token (\`POST /auth/token\`). A key can do what its scopes allow; what names no scope asks for somebody who signed in.

**Errors** have one shape: \`{"error": {"kind", "message"}}\`. The message says what happened and what to do. What does not exist and what belongs to somebody else are both \`not_found\`.

**Limits.** Where there are too many requests or answers at once, the status is 429, and \`Retry-After\` says after how many seconds to come back. A body that is no upload has 2 MB at most.

**Lists in a query** are the name several times; what is an object is JSON.`

const meanings = {
  invalid: 'Something in the request is not as it must be; the message names it',
  unauthenticated: 'Nobody has signed in, or the key or token is not good any more',
  payment_required: 'The balance does not suffice',
  forbidden: 'The key lacks the scope, or the person the right',
  not_found: 'It does not exist, or belongs to somebody else',
  conflict: 'It does not fit with how things are now',
  too_large: 'There is more of it than may be',
  unsupported: 'A file of this kind cannot be taken',
  rate_limited: 'Too much at once; Retry-After says when to come back',
  internal: 'Something went wrong on the server',
  upstream_failed: 'A model or a page that was asked did not serve',
  unavailable: 'It cannot be done at the moment, or is not configured',
} as const satisfies Record<ErrorKind, string>

const errorSchema: JsonSchema = {
  type: 'object',
  required: ['error'],
  properties: { error: { type: 'object', required: ['kind', 'message'], properties: { kind: { type: 'string', enum: Object.keys(errorKinds) }, message: { type: 'string' } } } },
}

/** The errors that an operation may answer with. */
function errorsOf(asks: { hasInput: boolean; hasBody: boolean; changes: boolean }): Record<string, { $ref: string }> {
  const kinds: ErrorKind[] = [
    ...(asks.hasInput ? (['invalid', 'not_found'] as const) : []),
    ...(asks.hasInput || asks.changes ? (['conflict'] as const) : []),
    'unauthenticated',
    'forbidden',
    ...(asks.hasBody ? (['payment_required', 'too_large', 'unsupported'] as const) : []),
    'rate_limited',
    'internal',
    'upstream_failed',
    'unavailable',
  ]
  return Object.fromEntries(kinds.toSorted((a, b) => errorKinds[a].status - errorKinds[b].status).map((kind) => [String(errorKinds[kind].status), { $ref: `#/components/responses/${kind}` }]))
}

/** Schemas of what is given have names; they move from where they stand to the components of the document. */
class Components {
  readonly schemas: Defs = { Error: errorSchema }

  schema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
    const { $defs = {}, ...own } = jsonSchemaOf(schema, io)
    for (const [name, def] of Object.entries($defs)) this.schemas[name] ??= this.moved(def)
    return this.moved(own)
  }

  private moved(schema: JsonSchema): JsonSchema {
    return z.record(z.string(), z.unknown()).transform((moved): JsonSchema => moved).parse(JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/')))
  }

  example(schema: JsonSchema): unknown {
    return exampleOf(schema, this.schemas)
  }

  content(contents: readonly Content[], io: 'input' | 'output'): Json {
    return Object.fromEntries(contents.map((content) => [content.mediaType, this.media(content, io)]))
  }

  private media(content: Content, io: 'input' | 'output'): Json {
    if ('schema' in content && content.mediaType === 'application/json') {
      const schema = this.schema(content.schema, io)
      return { schema, example: this.example(schema) }
    }
    // Of a stream the schema is that of the `data` of each event.
    if ('schema' in content) return { schema: { type: 'string' }, itemSchema: this.schema(content.schema, io) }
    if (content.mediaType === 'multipart/form-data') return { schema: { type: 'object', properties: { file: { type: 'array', items: { type: 'string', contentMediaType: 'application/octet-stream' } } } } }
    return { schema: { type: 'string' } }
  }
}

const tagOf = (path: string): string => path.split('/')[1] ?? ''

function parameter(where: 'path' | 'query' | 'header', name: string, schema: JsonSchema, isRequired: boolean): Json {
  const asWhat = where === 'query' && isWrittenAsJson(schema) ? { content: { 'application/json': { schema } } } : { schema, ...(where === 'query' ? { style: 'form', explode: true } : {}) }
  return { in: where, name, required: where === 'path' || isRequired, ...asWhat }
}

function security(scope: string | undefined): Json {
  return { security: scope === undefined ? [{ token: [] }, { session: [] }] : [{ key: [scope] }, { token: [] }, { session: [] }], ...(scope === undefined ? {} : { 'x-scope': scope }) }
}

/** They answer anybody. */
const open = new Set(['auth.me', 'auth.registration', 'auth.register', 'auth.signIn', 'auth.refresh'])

function ofProcedure(operation: Operation, components: Components): Json {
  const { name, path, summary, input, output, scope } = operation
  const schema: JsonSchema = input === undefined ? {} : components.schema(input, 'input')
  const { properties = {}, required = [] } = schema
  const inPath = namesIn(path)
  const rest = Object.entries(properties).filter(([key]) => !inPath.includes(key))
  const isBody = hasBody(operation)
  const body: JsonSchema = { ...schema, properties: Object.fromEntries(rest), required: required.filter((key) => !inPath.includes(key)) }
  const answers = output === undefined ? { 204: { description: 'It is done' } } : { [statusOf(operation)]: { description: 'It is done', content: components.content([{ mediaType: 'application/json', schema: output }], 'output') } }
  const parameters = [...inPath.map((key) => parameter('path', key, properties[key] ?? {}, true)), ...(isBody ? [] : rest.map(([key, property]) => parameter('query', key, property, required.includes(key))))]
  return {
    operationId: name,
    summary,
    tags: [tagOf(path)],
    ...(open.has(name) ? { security: [] } : security(scope)),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(isBody ? { requestBody: { required: (body.required ?? []).length > 0, content: { 'application/json': { schema: body, example: components.example(body) } } } } : {}),
    responses: { ...answers, ...errorsOf({ hasInput: input !== undefined, hasBody: isBody, changes: operation.method !== 'GET' }) },
  }
}

function ofHand([name, operation]: [string, HandOperation], components: Components): Json {
  const { path, summary, description: more, scope, query, headers = {}, body, answers } = operation
  const { properties = {}, required = [] } = query === undefined ? {} : components.schema(query, 'input')
  const parameters = [
    ...namesIn(path).map((key) => parameter('path', key, { type: 'string', format: 'uuid' }, true)),
    ...Object.entries(properties).map(([key, property]) => parameter('query', key, property, required.includes(key))),
    ...Object.entries(headers).map(([key, what]) => ({ ...parameter('header', key, { type: 'string' }, false), description: what })),
  ]
  const given = Object.entries(answers).map(([status, { description: what, content }]: [string, HandOperation['answers'][number]]) => [status, { description: what, ...(content === undefined ? {} : { content: components.content(content, 'output') }) }])
  return {
    operationId: name,
    summary,
    ...(more === undefined ? {} : { description: more }),
    tags: [tagOf(path)],
    ...security(scope),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === undefined ? {} : { requestBody: { required: true, content: components.content([body], 'input') } }),
    responses: { ...Object.fromEntries(given), ...errorsOf({ hasInput: parameters.length > 0 || body !== undefined, hasBody: body !== undefined, changes: operation.method !== 'GET' }) },
  }
}

/** The description of the API (OpenAPI 3.1). */
export function openApiDocument(): Json {
  const components = new Components()
  const paths: Record<string, Json> = {}
  const add = (path: string, method: string, operation: Json): void => void (paths[path] = { ...paths[path], [method.toLowerCase()]: operation })
  for (const operation of operations) add(operation.path, operation.method, ofProcedure(operation, components))
  for (const [name, operation] of Object.entries(byHand)) add(operation.path, operation.method, ofHand([name, operation], components))
  const responses = Object.entries(meanings).map(([kind, meaning]) => [
    kind,
    {
      description: meaning,
      ...(kind === 'rate_limited' ? { headers: { 'Retry-After': { description: 'Seconds', schema: { type: 'integer' } } } } : {}),
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' }, example: { error: { kind, message: meaning } } } },
    },
  ])
  return {
    openapi: '3.1.1',
    info: { title: 'Parley', version: manifest.version, description, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: '/api/rest' }],
    tags: [...new Set(Object.keys(paths).map(tagOf))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'An API key; it needs the scope that is named' },
        token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'A token of somebody who signed in' },
        session: { type: 'apiKey', in: 'cookie', name: 'next-auth.session-token', description: 'The session of a browser' },
      },
      responses: Object.fromEntries(responses),
      schemas: Object.fromEntries(Object.entries(components.schemas).toSorted(([a], [b]) => (a < b ? -1 : 1))),
    },
  }
}

import fc from 'fast-check'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { DELETE, GET, PATCH, POST, PUT } from '@/app/api/rest/[...path]/route'
import type { Actor } from '@/server/auth/actor'
import * as keys from '@/server/auth/keys'
import { scopes } from '@/server/auth/schema'
import { db } from '@/server/database'
import { errorKinds } from '@/server/errors'
import { openApiDocument } from '@/server/rest/document'
import { type JsonSchema, jsonSchemaSchema } from '@/server/rest/jsonSchema'
import { arbitraryOf, nasty } from '@/server/testing/arbitraries'
import { createPerson } from '@/server/testing/people'
import { createRecords, type Records } from '@/server/testing/records'
import { request, signIn } from '@/server/testing/requests'

const methods = { get: GET, post: POST, put: PUT, patch: PATCH, delete: DELETE }

const mediaSchema = z.record(z.string(), z.object({ schema: jsonSchemaSchema.optional() }))
const operationSchema = z.object({
  operationId: z.string(),
  parameters: z.array(z.object({ in: z.string(), name: z.string(), required: z.boolean(), schema: jsonSchemaSchema.optional(), content: mediaSchema.optional() })).default([]),
  requestBody: z.object({ content: mediaSchema }).optional(),
  responses: z.record(z.string(), z.unknown()),
  security: z.array(z.record(z.string(), z.array(z.string()))),
})
const documentSchema = z.object({ paths: z.record(z.string(), z.partialRecord(z.enum(['get', 'post', 'put', 'patch', 'delete']), operationSchema)), components: z.object({ schemas: z.record(z.string(), jsonSchemaSchema) }) })

const { paths, components } = documentSchema.parse(JSON.parse(JSON.stringify(openApiDocument())))
const operations = Object.entries(paths).flatMap(([path, byMethod]) =>
  Object.entries(byMethod).map(([method, operation]) => ({ path, method, ...operation, name: operation.operationId })),
)
/** An export asks Next for the language of its reader, and there is none here. */
const needsNext = 'conversations.export'
const takesAway = (name: string): boolean => /remove|discard|cancel|revoke|signOut/i.test(name)
/** What takes away comes last, and whole bases at the end of all. */
const ordered = operations.filter(({ name }) => name !== needsNext).toSorted((a, b) => Number(takesAway(a.name)) - Number(takesAway(b.name)) || b.path.length - a.path.length)

const errorBody = z.object({ error: z.object({ kind: z.enum(Object.keys(errorKinds)), message: z.string().min(1) }) })

let cookie: string
let person: Actor
let records: Records
beforeAll(async () => {
  person = await createPerson()
  records = await createRecords(person)
  // What administrators may do is tried as well.
  await db.user.update({ where: { id: person.userId }, data: { role: 'admin' } })
})
// Signing out is among the operations.
beforeEach(async () => {
  cookie = await signIn(person)
})

/** Which record a path or a field is about, by what it begins with. */
const nouns: [RegExp, (records: Records) => string[]][] = [
  [/^(\/knowledge-bases|knowledgeBaseId)/, ({ base }) => [base]],
  [/^(\/documents|documentId)/, ({ ready, failed }) => [ready, failed]],
  [/^(\/conversations|conversationId)/, ({ conversation }) => [conversation]],
  [/^(\/messages|answerId|retryOf|continueOf|replaces)/, ({ answer, question }) => [answer, question]],
  [/^\/queue/, ({ queued }) => [queued]],
  [/^(\/assistants|assistantId)/, ({ assistant }) => [assistant]],
  [/^(\/attachments|attachmentIds)/, ({ attachment }) => [attachment]],
  [/^(\/chunks|chunkId|.*chunks\/delete)/, ({ chunk }) => [chunk]],
  [/^(\/indexes|indexId)/, ({ index }) => [index]],
  [/^(\/folders|folderId)/, ({ folder }) => [folder]],
  [/^\/shares/, ({ share }) => [share]],
  [/^\/test-questions/, ({ testQuestion }) => [testQuestion]],
  [/^(\/test-runs|[ab]$)/, ({ testRun }) => [testRun]],
]

/** Mostly the record that is meant, sometimes any. */
function idsFor(path: string) {
  return (name: string): readonly string[] => {
    const what = /^ids?$/.test(name) ? path : name
    const likely = nouns.find(([pattern]) => pattern.test(what))?.[1](records) ?? []
    return [...likely.flatMap((id) => Array.from({ length: 40 }, () => id)), ...Object.values(records)]
  }
}

interface Attempt {
  readonly path: Record<string, unknown>
  readonly query: Record<string, unknown>
  readonly body: unknown
}

const text = (value: unknown): string => (typeof value === 'string' ? value.toWellFormed() : JSON.stringify(value))

/** What the document describes, and sometimes what it does not. */
function attempts({ path, parameters, requestBody }: (typeof operations)[number]): fc.Arbitrary<Attempt> {
  const of = (where: string): fc.Arbitrary<Record<string, unknown>> => {
    const mine = parameters.filter((parameter) => parameter.in === where)
    const schemaOf = (parameter: (typeof mine)[number]): JsonSchema => parameter.schema ?? parameter.content?.['application/json']?.schema ?? {}
    const value = (parameter: (typeof mine)[number]) => fc.oneof({ weight: 12, arbitrary: arbitraryOf(schemaOf(parameter), idsFor(path), components.schemas, parameter.name) }, { weight: 1, arbitrary: nasty })
    return fc.record(Object.fromEntries(mine.map((parameter) => [parameter.name, value(parameter)])), { requiredKeys: mine.filter(({ required }) => required || where === 'path').map(({ name }) => name) })
  }
  const schema = requestBody?.content['application/json']?.schema
  const body = schema === undefined ? fc.string() : fc.oneof({ weight: 5, arbitrary: arbitraryOf(schema, idsFor(path), components.schemas) }, { weight: 1, arbitrary: nasty })
  return fc.record({ path: of('path'), query: of('query'), body })
}

function urlOf(path: string, { path: values, query }: Attempt): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) for (const one of Array.isArray(value) ? value : [value]) search.append(name, text(one))
  // An empty part would be another path.
  const filled = path.replaceAll(/\{(\w+)\}/g, (_part, name: string) => encodeURIComponent(text(values[name])).replaceAll('.', '%2E') || '%20')
  return `/api/rest${filled}?${search}`
}

/** One of all the attempts that could be made, the same every time. */
function sample(operation: (typeof operations)[number]): Attempt {
  return fc.sample(attempts(operation), { seed: 1, numRuns: 1 })[0] ?? expect.fail('nothing was generated')
}

async function statusOf(operation: (typeof operations)[number], authorization: string | null): Promise<number> {
  const { path, method, requestBody } = operation
  const url = urlOf(path, sample(operation))
  const init = { method: method.toUpperCase(), headers: new Headers(authorization === null ? {} : { authorization }), ...(requestBody === undefined ? {} : { body: '{}' }) }
  const params = { path: new URL(url, 'http://x').pathname.split('/').slice(3).map(decodeURIComponent) }
  return (await methods[z.enum(['get', 'post', 'put', 'patch', 'delete']).parse(method)](new Request(`http://localhost:3000${url}`, init), { params: Promise.resolve(params) })).status
}

test('every operation that does not say that it is open refuses nobody, a wrong key, and a key without its scope', async () => {
  const wrong: string[] = []
  /** Keys of every scope but one. */
  const others = new Map<string | undefined, string>()
  for (const missing of [undefined, ...scopes]) others.set(missing, (await keys.create({ ...person, role: 'admin' }, { name: 'other', scopes: scopes.filter((scope) => scope !== missing), expiresAt: null })).secret)
  for (const operation of operations.filter(({ security }) => security.length > 0)) {
    const needed = operation.security.flatMap(({ key = [] }) => key)[0]
    const seen = [await statusOf(operation, null), await statusOf(operation, 'Bearer sk-wrong'), await statusOf(operation, `Bearer ${others.get(needed)}`)]
    if (seen.join() !== '401,401,403') wrong.push(`${operation.name}: ${seen.join()}`)
  }
  expect(wrong).toEqual([])
})

/** What is answered, but of a stream nothing: that of a question that waits lasts as long as it waits. */
async function wordsOf(response: Response): Promise<string> {
  if (response.headers.get('content-type')?.startsWith('text/event-stream') !== true) return response.text()
  await response.body?.cancel()
  return ''
}

describe('whatever is sent', () => {
  test.each(ordered)('$name answers as the document says, and never breaks', async (operation) => {
    const { method, path, requestBody, responses } = operation
    const handler = methods[z.enum(['get', 'post', 'put', 'patch', 'delete']).parse(method)]
    await fc.assert(
      fc.asyncProperty(attempts(operation), async (attempt) => {
        const url = urlOf(path, attempt)
        const isJson = requestBody?.content['application/json'] !== undefined
        const init = requestBody === undefined ? {} : { body: isJson ? JSON.stringify(attempt.body) : text(attempt.body), headers: { 'content-type': Object.keys(requestBody.content)[0] ?? '' } }
        const params = { path: new URL(url, 'http://x').pathname.split('/').slice(3).map(decodeURIComponent) }
        const response = await handler(request(url, cookie, { method: method.toUpperCase(), ...init }), { params: Promise.resolve(params) })
        const answer = await wordsOf(response)
        expect(Object.keys(responses)).toContain(String(response.status))
        expect(response.status === 500 ? answer : '').toBe('')
        if (response.status >= 400 && response.status !== 416) errorBody.parse(JSON.parse(answer))
      }),
      { numRuns: 10 },
    )
  })
})

import type { JsonSchema } from '@/server/rest/jsonSchema'

/** What fields of a name usually hold. */
const usual: Readonly<Record<string, unknown>> = {
  name: 'Handbook',
  title: 'Holidays',
  username: 'ada',
  password: 'correct horse battery',
  text: 'How many days of holiday do I have?',
  question: 'How many days of holiday do I have?',
  search: 'holiday',
  url: 'https://example.com/handbook',
  content: 'Thirty days a year [1].',
  modelId: 'openai/gpt-5-mini',
  documentName: 'handbook.pdf',
  quote: 'Everybody has thirty days of holiday a year.',
  instructions: 'Answer from the handbook alone.',
  systemPrompt: 'Answer in one sentence.',
  mediaType: 'application/pdf',
  jsonl: '{"question":"How many days of holiday?","expected":[{"document":"handbook.pdf","text":"thirty days"}]}',
  email: 'ada@example.com',
  expiresAt: '2027-01-31T12:00:00Z',
}

const id = '0195d2a4-7c1e-7b3a-9f10-2b6d4c8e1a35'

/** A value that a schema allows, such as somebody might see; what is optional and not needed to understand it is left out. */
export function exampleOf(schema: JsonSchema, defs: Readonly<Record<string, JsonSchema>>, name = '', depth = 0): unknown {
  if (schema.$ref !== undefined) return exampleOf(defs[schema.$ref.split('/').at(-1) ?? ''] ?? {}, defs, name, depth + 1)
  if (schema.const !== undefined) return schema.const
  if (schema.enum !== undefined) return schema.enum[0]
  if (schema.default !== undefined) return schema.default
  const choices = schema.anyOf ?? schema.oneOf ?? []
  const choice = choices.find(({ type }) => type !== 'null') ?? choices[0]
  if (choice !== undefined) return exampleOf(choice, defs, name, depth)
  const type = [schema.type ?? 'object'].flat()[0] ?? ''
  switch (type) {
    case 'string':
      return textOf(schema, name)
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 0, Math.min(schema.maximum ?? 1, 1))
    case 'boolean':
      return true
    case 'null':
      return null
    case 'array':
      return listOf(schema, defs, name, depth)
    default:
      return objectOf(schema, defs, depth)
  }
}

/** What has to look like something, where its name does not say what. */
const lookalikes = ['openai', 'openai/gpt-5-mini', '#3b82f6', '123456']

function textOf({ format, pattern, minLength = 0 }: JsonSchema, name: string): string {
  if (format === 'uuid') return id
  const known = usual[name]
  if (typeof known === 'string' && (pattern === undefined || new RegExp(pattern, 'u').test(known))) return known
  if (format === 'date-time') return '2026-11-21T12:00:00.000Z'
  const plain = (name === '' ? 'text' : name).padEnd(minLength, '-')
  if (pattern === undefined) return plain
  return [plain, ...lookalikes].find((text) => new RegExp(pattern, 'u').test(text)) ?? plain
}

function listOf({ items, prefixItems, minItems = 0 }: JsonSchema, defs: Readonly<Record<string, JsonSchema>>, name: string, depth: number): unknown[] {
  if (prefixItems !== undefined) return prefixItems.map((item) => exampleOf(item, defs, name, depth + 1))
  // Deep in an answer an empty list says enough.
  if (typeof items !== 'object' || (depth > 3 && minItems === 0)) return []
  return [exampleOf(items, defs, name.replace(/s$/, ''), depth + 1)]
}

function objectOf({ properties = {}, required = [] }: JsonSchema, defs: Readonly<Record<string, JsonSchema>>, depth: number): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties).flatMap(([name, property]) => (required.includes(name) ? [[name, exampleOf(property, defs, name, depth + 1)]] : [])))
}

import type { JsonSchema } from '@/server/rest/jsonSchema'

/** The types that a value may have: `string`, `null`… */
export function typesOf({ type, anyOf = [], oneOf = [], enum: values = [], const: value }: JsonSchema): Set<string> {
  const own = type === undefined ? [] : [type].flat()
  const ofValues = [...values, ...(value === undefined ? [] : [value])].map((one) => (one === null ? 'null' : typeof one))
  return new Set([...own, ...(own.length > 0 ? [] : ofValues), ...[...anyOf, ...oneOf].flatMap((choice) => [...typesOf(choice)])])
}

/** Whether a value of it is written as JSON in a query. */
export function isWrittenAsJson(schema: JsonSchema): boolean {
  return typesOf(schema).has('object')
}

/**
 * A value out of a path or a query by what it is to be. What cannot be read stays a text, which the procedure's own schema then
 * refuses in its words.
 */
export function valueFrom(schema: JsonSchema, text: string): unknown {
  const types = typesOf(schema)
  if (types.has('null') && text === 'null') return null
  if (types.has('boolean') && (text === 'true' || text === 'false')) return text === 'true'
  if ((types.has('integer') || types.has('number')) && /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text)) return Number(text)
  return types.has('object') ? parsedOr(text) : text
}

function parsedOr(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** The fields of a query. A list is its name several times; a name that is not of the schema is kept, to be refused. */
export function fieldsFrom({ properties = {} }: JsonSchema, query: URLSearchParams): Record<string, unknown> {
  const fields = new Map<string, unknown>()
  for (const name of new Set(query.keys())) {
    const property = properties[name] ?? {}
    const texts = query.getAll(name)
    const { items = {} } = property
    if (typesOf(property).has('array')) fields.set(name, texts.map((text) => valueFrom(typeof items === 'boolean' ? {} : items, text)))
    else fields.set(name, texts.length > 1 ? texts : valueFrom(property, texts[0] ?? ''))
  }
  return Object.fromEntries(fields)
}

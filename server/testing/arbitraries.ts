import fc from 'fast-check'
import type { JsonSchema } from '@/server/rest/jsonSchema'

/** The ids that a field of a name may hold, the likely ones often. */
export type KnownIds = (name: string) => readonly string[]

type Defs = Readonly<Record<string, JsonSchema>>

/** What breaks programs that believe what they are sent. */
export const nasty: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>('', ' ', '\0', '\ud800', 'null', "' OR 1=1 --", '../../etc/passwd', '{"$gt":""}', '💥'.repeat(50), 'x'.repeat(5_000), -1, 0, 1e308, -0.5, 2 ** 53, null, true, [], {}, [[[]]], { __proto__: null, constructor: 1 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.jsonValue({ maxDepth: 2 }),
)

/** Values that a schema describes. `known` gives ids that there are, so that what is behind them is reached too. */
export function arbitraryOf(schema: JsonSchema, known: KnownIds, defs: Defs = {}, name = ''): fc.Arbitrary<unknown> {
  if (schema.$ref !== undefined) return arbitraryOf(defs[schema.$ref.split('/').at(-1) ?? ''] ?? {}, known, defs, name)
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices !== undefined) return fc.oneof(...choices.map((choice) => arbitraryOf(choice, known, defs, name)))
  if (Array.isArray(schema.type)) return fc.oneof(...schema.type.map((type) => arbitraryOf({ ...schema, type }, known, defs, name)))
  switch (schema.type ?? '') {
    case 'string':
      return textsOf(schema, known, name)
    case 'integer':
      return fc.oneof(fc.integer({ min: schema.minimum ?? -10, max: Math.min(schema.maximum ?? 1_000, 2 ** 31 - 1) }), fc.constantFrom(schema.minimum ?? -10, schema.maximum ?? 1_000))
    case 'number':
      return fc.double({ min: schema.minimum ?? -1e6, max: schema.maximum ?? 1e6, noNaN: true })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      return listsOf(schema, known, defs, name)
    case 'object':
      return objectsOf(schema, known, defs)
    default:
      return fc.jsonValue({ maxDepth: 1 })
  }
}

function textsOf({ format, pattern, minLength = 0, maxLength = 60 }: JsonSchema, known: KnownIds, name: string): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...known(name)) }, { weight: 1, arbitrary: fc.uuid({ version: 7 }) })
  if (format === 'date-time') return fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }).map((date) => date.toISOString())
  // Nobody's web server is asked.
  if (name === 'url') return fc.constantFrom('http://127.0.0.1:9/', 'http://[::1]:9/', 'ftp://127.0.0.1/', 'nowhere', 'http://0x7f000001:9/a?b#c')
  if (pattern !== undefined && !pattern.includes('\\p{')) return fc.stringMatching(new RegExp(pattern), { size: 'small' })
  return fc.string({ unit: 'binary', minLength, maxLength: Math.max(minLength, Math.min(maxLength, 60)) })
}

function listsOf({ items, prefixItems, minItems = 0, maxItems = 3 }: JsonSchema, known: KnownIds, defs: Defs, name: string): fc.Arbitrary<unknown> {
  if (prefixItems !== undefined) return fc.tuple(...prefixItems.map((item) => arbitraryOf(item, known, defs, name)))
  return fc.array(arbitraryOf(typeof items === 'object' ? items : {}, known, defs, name), { minLength: minItems, maxLength: Math.max(minItems, Math.min(maxItems, 3)) })
}

function objectsOf({ properties, required = [], additionalProperties }: JsonSchema, known: KnownIds, defs: Defs): fc.Arbitrary<unknown> {
  if (properties === undefined) return fc.dictionary(fc.string({ maxLength: 8 }), arbitraryOf(typeof additionalProperties === 'object' ? additionalProperties : {}, known, defs), { maxKeys: 3 })
  return fc.record(Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, arbitraryOf(property, known, defs, name)])), { requiredKeys: required })
}

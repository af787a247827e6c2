import { expect, test } from 'vitest'
import { z } from 'zod'
import { apiText } from '@/server/rest/apiText'
import { openApiDocument } from '@/server/rest/document'
import { exampleOf } from '@/server/rest/exampleOf'
import { jsonSchemaOf } from '@/server/rest/jsonSchema'
import { matching, operations, procedures } from '@/server/rest/operations'
import { fieldsFrom, valueFrom } from '@/server/rest/readInput'
import { pageOnly } from '@/server/rest/routes'

test('C126 every procedure is in the table of routes, or is of the page alone', () => {
  const routed = operations.map(({ name }) => name)
  expect([...routed, ...pageOnly].toSorted()).toEqual([...procedures.keys()].toSorted())
})

test('no two operations are at one place', () => {
  const places = operations.map(({ method, path }) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`)
  expect(places.filter((place, index) => places.indexOf(place) !== index)).toEqual([])
})

test('a name in a path is one of the input', () => {
  for (const { path, input } of operations) {
    const { properties = {} } = input === undefined ? {} : jsonSchemaOf(input, 'input')
    expect(Object.keys(properties)).toEqual(expect.arrayContaining([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)))
  }
})

// When it differs, look at what the change does to clients, and write it anew: `vitest run server/rest -u`.
test('the API is the one that was last looked at', async () => {
  await expect(apiText()).toMatchFileSnapshot('api.snapshot.txt')
})

test('the document refers to nothing that it does not hold', () => {
  const document = openApiDocument()
  const holderSchema = z.object({ components: z.object({ schemas: z.record(z.string(), z.unknown()), responses: z.record(z.string(), z.unknown()) }) })
  const { schemas, responses } = holderSchema.parse(document).components
  const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, ref = '']) => ref)
  const held = [...Object.keys(schemas).map((name) => `components/schemas/${name}`), ...Object.keys(responses).map((name) => `components/responses/${name}`)]
  expect(refs.filter((ref) => !held.includes(ref))).toEqual([])
  expect(JSON.stringify(document)).not.toContain('$defs')
})

test('C126 the examples are inputs that are taken', () => {
  const refused = operations.flatMap(({ name, input }) => {
    if (input === undefined) return []
    const result = input.safeParse(exampleOf(jsonSchemaOf(input, 'input'), {}))
    return result.success ? [] : [`${name}: ${result.error.message}`]
  })
  expect(refused).toEqual([])
})

test('a path with fewer names in it comes first', () => {
  const names = (path: string): string[] => matching(operations, path.split('/')).map(({ operation }) => operation.name)
  expect(names('test-runs/compare')).toEqual(['evaluation.runs.compare'])
  expect(names('folders/x').toSorted()).toEqual(['folders.remove', 'folders.rename'])
  expect(names('folders/x/y')).toEqual([])
})

test('a query is read by what its fields are', () => {
  const input = z.object({ limit: z.int(), states: z.array(z.enum(['ready', 'failed'])), isDescending: z.boolean(), folderId: z.uuid().nullish(), cursor: z.strictObject({ id: z.string() }).nullish(), search: z.string() })
  const query = new URLSearchParams('limit=5&states=ready&states=failed&isDescending=false&folderId=null&cursor={"id":"7"}&search=null&more=1')
  expect(fieldsFrom(jsonSchemaOf(input, 'input'), query)).toEqual({ limit: 5, states: ['ready', 'failed'], isDescending: false, folderId: null, cursor: { id: '7' }, search: 'null', more: '1' })
  expect(valueFrom({ type: 'integer' }, '0x10')).toBe('0x10')
  expect(valueFrom({ type: 'object' }, '{')).toBe('{')
})

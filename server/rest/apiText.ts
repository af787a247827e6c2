import { byHand, type HandOperation } from '@/server/rest/byHand'
import { type JsonSchema, jsonSchemaOf } from '@/server/rest/jsonSchema'
import { operations } from '@/server/rest/operations'
import { typeText } from '@/server/rest/typeText'

/** The whole API in few words, so that a review sees what a change does to its clients. */
export function apiText(): string {
  const defs = new Map<string, JsonSchema>()
  const outputText = (schema: JsonSchema): string => {
    for (const [name, def] of Object.entries(schema.$defs ?? {})) defs.set(name, def)
    return typeText(schema)
  }
  const called = operations.map(({ method, path, name, scope, input, output }) =>
    [`${method} ${path}`, `  ${name}, scope ${scope ?? '–'}`, ...(input === undefined ? [] : [`  takes ${typeText(jsonSchemaOf(input, 'input'), '  ')}`]), ...(output === undefined ? [] : [`  gives ${outputText(jsonSchemaOf(output, 'output'))}`])].join('\n'),
  )
  const hands = Object.entries(byHand).map(([name, { method, path, scope, body, answers }]: [string, HandOperation]) => {
    const given = Object.entries(answers).map(([status, { content = [] }]) => `  ${[status, ...content.map((one) => ('schema' in one ? `${one.mediaType} ${outputText(jsonSchemaOf(one.schema, 'output'))}` : one.mediaType))].join(' ')}`)
    const taken = body === undefined ? [] : [`  takes ${body.mediaType} ${'schema' in body ? typeText(jsonSchemaOf(body.schema, 'input'), '  ') : ''}`.trimEnd()]
    return [`${method} ${path}`, `  ${name}, scope ${scope ?? '–'}`, ...taken, ...given].join('\n')
  })
  const named = [...defs].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, def]) => `type ${name} = ${typeText(def)}`)
  return `${[...called, ...hands, ...named].join('\n\n')}\n`
}

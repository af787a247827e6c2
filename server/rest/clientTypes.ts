import { z } from 'zod'
import { turnEventSchema } from '@/server/chat/schema'
import { conversationPageSchema, conversationWithMessagesSchema, messageSchema } from '@/server/conversations/schema'
import { type JsonSchema, jsonSchemaOf } from '@/server/rest/jsonSchema'
import { type Procedure, procedures } from '@/server/rest/operations'
import { messageDraftSchema } from '@/server/rest/schema'
import { typeText } from '@/server/rest/typeText'

interface Level extends Map<string, Level | Procedure> {}

/** The procedures by the parts of their names. */
function tree(): Level {
  const top: Level = new Map()
  for (const [name, procedure] of procedures) {
    const parts = name.split('.')
    const level = parts.slice(0, -1).reduce<Level>((above, part) => {
      const found = above.get(part)
      const below: Level = found instanceof Map ? found : new Map()
      above.set(part, below)
      return below
    }, top)
    level.set(parts.at(-1) ?? '', procedure)
  }
  return top
}

/** The types that the client is written against (client/src/types.ts), by themselves: of the server they need nothing. */
export function clientTypes(): string {
  const defs = new Map<string, JsonSchema>()
  const given = (schema: z.ZodType, indent: string): string => {
    const written = jsonSchemaOf(schema, 'output')
    for (const [name, def] of Object.entries(written.$defs ?? {})) defs.set(name, def)
    return typeText(written, indent)
  }
  const levelText = (level: Level, indent: string): string => {
    const inner = `${indent}  `
    const lines = [...level].map(([name, below]) => {
      if (below instanceof Map) return `${inner}${name}: ${levelText(below, inner)}`
      const { type, input, output } = below
      return `${inner}${name}: ${type === 'query' ? 'Query' : 'Mutation'}<${input === undefined ? 'void' : typeText(jsonSchemaOf(input, 'input'), inner)}, ${output === undefined ? 'void' : given(output, inner)}>`
    })
    return `{\n${lines.join('\n')}\n${indent}}`
  }
  const record = levelText(tree(), '')
  for (const schema of [messageSchema, turnEventSchema, conversationPageSchema, conversationWithMessagesSchema]) given(z.object({ schema }), '')
  const named = [...defs].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, def]) => `export type ${name} = ${typeText(def)}`)
  return [
    '// Written by scripts/buildClient.ts.',
    "import type { TRPCBuiltRouter, TRPCMutationProcedure, TRPCQueryProcedure } from '@trpc/server'",
    'type Query<I, O> = TRPCQueryProcedure<{ input: I; output: O; meta: unknown }>',
    'type Mutation<I, O> = TRPCMutationProcedure<{ input: I; output: O; meta: unknown }>',
    'export interface ErrorShape { code: number; message: string; data: { code: string; httpStatus: number; path?: string; kind: string } }',
    ...named,
    `export type MessageDraft = ${typeText(jsonSchemaOf(messageDraftSchema, 'input'))}`,
    `export type AppRouter = TRPCBuiltRouter<{ ctx: object; meta: object; errorShape: ErrorShape; transformer: false }, ${record}>`,
    '',
  ].join('\n\n')
}

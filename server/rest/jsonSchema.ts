import { z } from 'zod'
import { schemaNames } from '@/server/rest/schemaNames'

/** As much of JSON Schema (draft 2020-12) as zod writes of our schemas. */
export interface JsonSchema {
  $ref?: string
  type?: string | string[]
  format?: string
  pattern?: string
  const?: unknown
  enum?: unknown[]
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  allOf?: JsonSchema[]
  items?: boolean | JsonSchema
  prefixItems?: JsonSchema[]
  properties?: Record<string, JsonSchema>
  required?: string[]
  additionalProperties?: boolean | JsonSchema
  propertyNames?: JsonSchema
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  default?: unknown
  description?: string
  $defs?: Record<string, JsonSchema>
  examples?: unknown[]
}

const constraintSchema = z.object({ type: z.union([z.string(), z.array(z.string())]), format: z.string(), pattern: z.string(), const: z.unknown(), description: z.string(), $ref: z.string(), minimum: z.number(), maximum: z.number(), minLength: z.number(), maxLength: z.number(), minItems: z.number(), maxItems: z.number(), default: z.unknown(), enum: z.array(z.unknown()), required: z.array(z.string()), examples: z.array(z.unknown()) })

/** What zod writes, as a type of ours. */
export const jsonSchemaSchema: z.ZodType<JsonSchema> = z.lazy(() =>
  constraintSchema.partial().extend({
    anyOf: z.array(jsonSchemaSchema).optional(),
    oneOf: z.array(jsonSchemaSchema).optional(),
    allOf: z.array(jsonSchemaSchema).optional(),
    items: z.union([z.boolean(), jsonSchemaSchema]).optional(),
    prefixItems: z.array(jsonSchemaSchema).optional(),
    properties: z.record(z.string(), jsonSchemaSchema).optional(),
    additionalProperties: z.union([z.boolean(), jsonSchemaSchema]).optional(),
    propertyNames: jsonSchemaSchema.optional(),
    $defs: z.record(z.string(), jsonSchemaSchema).optional(),
  }),
)

const names = z.registry<{ id: string }>()
for (const [id, schema] of Object.entries(schemaNames)) names.add(schema, { id })

/** A schema as it travels: what has a name (schemaNames.ts) is under `$defs` and referred to, and a date is a text. */
export function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const written = z.toJSONSchema(schema, {
    io,
    // Only what is given has names: what is taken may be stricter than the same thing when it is given.
    metadata: io === 'output' ? names : z.registry<{ id: string }>(),
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type === 'date') Object.assign(jsonSchema, { type: 'string', format: 'date-time' })
      // The format says it, and every number that JSON can carry is a safe one.
      if (jsonSchema.format === 'uuid') delete jsonSchema.pattern
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
      // A later version may give more.
      if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties
    },
  })
  return jsonSchemaSchema.parse(written)
}

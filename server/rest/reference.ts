import { z } from 'zod'
import { openApiDocument } from '@/server/rest/document'
import { type JsonSchema, jsonSchemaSchema } from '@/server/rest/jsonSchema'
import type { ReferenceOperation } from '@/server/rest/schema'
import { typeText } from '@/server/rest/typeText'

const mediaSchema = z.record(z.string(), z.object({ schema: jsonSchemaSchema.optional(), example: z.unknown().optional() }))
const operationSchema = z.object({
  operationId: z.string(),
  summary: z.string(),
  description: z.string().nullable().default(null),
  'x-scope': z.string().nullable().default(null),
  parameters: z.array(z.object({ in: z.string(), name: z.string(), required: z.boolean(), schema: jsonSchemaSchema.optional(), content: mediaSchema.optional() })).default([]),
  requestBody: z.object({ content: mediaSchema }).optional(),
  responses: z.record(z.string(), z.object({ description: z.string().optional(), content: mediaSchema.optional() })),
})
const documentSchema = z.object({ paths: z.record(z.string(), z.record(z.string(), operationSchema)) })

/** A name says enough of a larger thing; the document has it whole. */
const typeIn = (schema: JsonSchema | undefined): string => (schema === undefined ? '' : typeText(schema))

/** The description of the API for its page, in the order of its paths. */
export function reference(): ReferenceOperation[] {
  const { paths } = documentSchema.parse(JSON.parse(JSON.stringify(openApiDocument())))
  return Object.entries(paths).flatMap(([path, byMethod]) =>
    Object.entries(byMethod).map(([method, { operationId, summary, description, 'x-scope': scope, parameters, requestBody, responses }]) => {
      const [mediaType, media] = Object.entries(requestBody?.content ?? {})[0] ?? []
      return {
        name: operationId,
        method: method.toUpperCase(),
        path,
        summary,
        description,
        scope,
        parameters: parameters.map(({ name, in: where, required, schema, content }) => ({ name, in: where, isRequired: required, type: typeIn(schema ?? content?.['application/json']?.schema) })),
        body: mediaType === undefined ? null : { mediaType, type: typeIn(media?.schema), example: media?.example === undefined ? null : JSON.stringify(media.example, null, 2) },
        answers: Object.entries(responses)
          .filter(([status]) => status.startsWith('2'))
          .map(([status, answer]) => ({ status, description: answer.description ?? '', type: Object.entries(answer.content ?? {}).map(([type, { schema }]) => (type === 'application/json' ? typeIn(schema) : type)).join(' | ') })),
      }
    }),
  )
}

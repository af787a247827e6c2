import { z } from 'zod'

/** Part of the names by which models call its tools. */
const nameSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,29}$/, 'A tool server is named by up to 30 small letters, digits and hyphens')
const urlSchema = z.url({ protocol: /^https?$/, error: 'This is not an address; it begins with https:// or http://' }).max(500)
const headersSchema = z
  .record(z.string().regex(/^[A-Za-z0-9-]{1,100}$/, 'The name of a header has letters, digits and hyphens'), z.string().regex(/^[\x20-\x7e]{1,2000}$/, 'The value of a header has up to 2,000 letters, digits and signs in one line'))
  .refine((headers) => Object.keys(headers).length <= 20, { message: 'A tool server takes 20 headers at most' })
const approvedSchema = z.array(z.string().min(1).max(200)).max(100, 'A server has 100 approved tools at most')

/** A server of the Model Context Protocol, as an administrator sees it. */
export const toolServerSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  url: z.string(),
  /** Names alone, the values are never shown; null: they cannot be read with this AUTH_SECRET and are to be given again. */
  headerNames: z.array(z.string()).nullable(),
  isEnabled: z.boolean(),
  /** What models may call; nothing else ever is. */
  approvedTools: z.array(z.string()),
})
export type ToolServer = z.infer<typeof toolServerSchema>

export const toolServerDraftSchema = z.strictObject({ name: nameSchema, url: urlSchema, headers: headersSchema.default({}) })
export type ToolServerDraft = z.input<typeof toolServerDraftSchema>

/** Another address forgets what was approved, and wants the headers again. */
export const toolServerPatchSchema = z.strictObject({
  id: z.uuid(),
  url: urlSchema.optional(),
  headers: headersSchema.optional(),
  isEnabled: z.boolean().optional(),
  approvedTools: approvedSchema.optional(),
})
export type ToolServerPatch = z.infer<typeof toolServerPatchSchema>

export const toolServerRefSchema = z.strictObject({ id: z.uuid() })

/** Whether a server answers, what it said, and the tools that it has now. */
export const toolServerTestSchema = z.object({ isWorking: z.boolean(), message: z.string(), tools: z.array(z.object({ name: z.string(), description: z.string() })) })
export type ToolServerTest = z.infer<typeof toolServerTestSchema>

import { z } from 'zod'

/** What was done: the noun, and what happened to it. */
export const auditActionSchema = z.templateLiteral([z.string().regex(/^[a-zA-Z]+$/), '.', z.string().regex(/^[a-zA-Z]+$/)])
export type AuditAction = z.infer<typeof auditActionSchema>

/** What the subject is called, or what was changed to what. Never a secret, never a content. */
export const auditDetailsSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]))
export type AuditDetails = z.infer<typeof auditDetailsSchema>

export const auditEntrySchema = z.object({
  id: z.uuid(),
  /** Null once the account is gone, and for what nobody did. */
  actorId: z.uuid().nullable(),
  actorName: z.string(),
  action: z.string(),
  subjectId: z.string().nullable(),
  details: auditDetailsSchema,
  createdAt: z.date(),
})
export type AuditEntry = z.infer<typeof auditEntrySchema>

export const auditQuerySchema = z.strictObject({
  /** Begins with: `user.` or `user.create`. */
  action: z.string().max(64).optional(),
  actorId: z.uuid().optional(),
  cursor: z.uuid().optional(),
  direction: z.literal('forward').optional(),
})
export type AuditQuery = z.infer<typeof auditQuerySchema>

export const auditPageSchema = z.object({ items: z.array(auditEntrySchema), nextCursor: z.uuid().nullable() })
export type AuditPage = z.infer<typeof auditPageSchema>

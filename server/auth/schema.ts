import { z } from 'zod'
import { userRoles } from '@/server/users/schema'
import { textSchema } from '@/server/text/schema'

/** What an API key may be allowed. What is in none of them (passwords, sessions, keys) asks for somebody who signed in. */
export const scopes = ['chat', 'knowledge:read', 'knowledge:write', 'models', 'account', 'admin'] as const
export const scopeSchema = z.enum(scopes)
export type Scope = z.infer<typeof scopeSchema>

/** 1 to 64 characters of any script, without white space at the ends and without control characters. */
export const usernameSchema = z
  .string()
  .transform((value) => value.normalize('NFKC').trim())
  .pipe(
    z
      .string()
      .min(1, 'Choose a username')
      .max(64, 'A username has 64 characters at most')
      .regex(/^[^\p{C}\p{Z}]+( [^\p{C}\p{Z}]+)*$/u, 'A username has letters, digits, signs and single spaces'),
  )

export const passwordSchema = z.string().min(8, 'A password has 8 characters or more').max(128, 'A password has 128 characters at most')

export const registrationSchema = z.strictObject({ username: usernameSchema, password: passwordSchema })
export type Registration = z.infer<typeof registrationSchema>

/** `expiresIn`: seconds for which the access token is good. The refresh token changes into the next pair, once. */
export const tokensSchema = z.object({ accessToken: z.string(), refreshToken: z.string(), expiresIn: z.int() })
export type Tokens = z.infer<typeof tokensSchema>

export const refreshSchema = z.strictObject({ refreshToken: z.string().min(1).max(2_000) })

const keyNameSchema = textSchema.trim().min(1, 'Give the key a name').max(100, 'The name of a key has 100 characters at most')

export const apiKeyDraftSchema = z.strictObject({
  name: keyNameSchema,
  scopes: z.array(scopeSchema).min(1, 'Choose what the key may do').max(scopes.length).transform((chosen) => scopes.filter((scope) => chosen.includes(scope))),
  /** Null: until it is revoked. */
  expiresAt: z.iso
    .datetime({ offset: true, error: 'The end of a key is a time such as 2027-01-31T12:00:00Z' })
    .transform((text) => new Date(text))
    .refine((end) => end > new Date(), 'The key would have expired already')
    .nullable()
    .default(null),
})
export type ApiKeyDraft = z.infer<typeof apiKeyDraftSchema>

/** `prefix`: its first characters, by which its owner tells it from others. */
export const apiKeySchema = z.object({
  id: z.uuid(),
  name: z.string(),
  prefix: z.string(),
  scopes: z.array(scopeSchema),
  createdAt: z.date(),
  lastUsedAt: z.date().nullable(),
  expiresAt: z.date().nullable(),
})
export type ApiKey = z.infer<typeof apiKeySchema>

/** A key with its secret: said once, when it is made. */
export const newApiKeySchema = apiKeySchema.extend({ secret: z.string() })
export type NewApiKey = z.infer<typeof newApiKeySchema>

/** Looser than a registration: whatever was typed is compared, so that nothing is said about which part is wrong. */
export const credentialsSchema = z.object({ username: textSchema.max(256), password: z.string().max(256) })

export const meSchema = z.object({ userId: z.uuid(), username: z.string(), role: z.enum(userRoles) })
export type Me = z.infer<typeof meSchema>

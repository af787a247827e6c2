import { z } from 'zod'
import { scopes } from '@/server/auth/facts'
import { emailSchema, userRoles } from '@/server/users/schema'
import { textSchema } from '@/server/text/schema'

export * from '@/server/auth/facts'

export const scopeSchema = z.enum(scopes)

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

const tokenSchema = z.string().regex(/^[\w-]{20,128}$/, 'This invitation is not whole; copy the link again')

/** `invitation`: the secret of an invitation's link. */
export const registrationSchema = z.strictObject({ username: usernameSchema, password: passwordSchema, invitation: tokenSchema.optional() })
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
export const credentialsSchema = z.object({
  /** Or the e-mail address. */
  username: textSchema.max(256),
  password: z.string().max(256),
  /** Of the second factor, or a recovery code, where the account has one. */
  code: z.string().max(64).optional(),
})

export const passwordChangeSchema = z.strictObject({ currentPassword: z.string().max(256), newPassword: passwordSchema })
export type PasswordChange = z.infer<typeof passwordChangeSchema>

/** A password that is asked for again before something that a borrowed session must not do. */
export const reauthenticationSchema = z.strictObject({ password: z.string().max(256) })
export const codeSchema = z.strictObject({ code: z.string().min(1).max(64) })

export const secondFactorSchema = z.object({ isOn: z.boolean(), recoveryCodesLeft: z.int() })
export type SecondFactor = z.infer<typeof secondFactorSchema>

/** `uri`: what an authenticator app reads from a picture. `secret`: the same to be typed, in base32. */
export const enrolmentSchema = z.object({ uri: z.string(), secret: z.string() })
export type Enrolment = z.infer<typeof enrolmentSchema>

/** Said once. */
export const recoveryCodesSchema = z.array(z.string())

export const sessionSchema = z.object({
  id: z.uuid(),
  kind: z.enum(['cookie', 'token']),
  userAgent: z.string().nullable(),
  address: z.string().nullable(),
  createdAt: z.date(),
  lastSeenAt: z.date(),
  isCurrent: z.boolean(),
})
export type Session = z.infer<typeof sessionSchema>

export const accountInvitationDraftSchema = z.strictObject({
  /** The account gets it; null: none. */
  email: emailSchema.nullable().default(null),
  days: z.int().min(1).max(90).default(7),
})
export type AccountInvitationDraft = z.infer<typeof accountInvitationDraftSchema>

export const accountInvitationSchema = z.object({ id: z.uuid(), email: z.string().nullable(), createdAt: z.date(), expiresAt: z.date() })
export type AccountInvitation = z.infer<typeof accountInvitationSchema>

/** The secret of its link, `/sign-up?invitation=…`: said once. */
export const newAccountInvitationSchema = accountInvitationSchema.extend({ token: z.string() })
export type NewAccountInvitation = z.infer<typeof newAccountInvitationSchema>

export const meSchema = z.object({ userId: z.uuid(), username: z.string(), role: z.enum(userRoles) })
export type Me = z.infer<typeof meSchema>

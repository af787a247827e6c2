import { z } from 'zod'
import { userRoles } from '@/server/users/schema'
import { textSchema } from '@/server/text/schema'

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

/** Looser than a registration: whatever was typed is compared, so that nothing is said about which part is wrong. */
export const credentialsSchema = z.object({ username: textSchema.max(256), password: z.string().max(256) })

export const meSchema = z.object({ userId: z.uuid(), username: z.string(), role: z.enum(userRoles) })
export type Me = z.infer<typeof meSchema>

import { z } from 'zod'
import { textSchema } from '@/server/text/schema'

export const userRoles = ['user', 'admin'] as const

const badEmail = 'This is no e-mail address; write it like ada@example.com'

/** One name and one domain. Compatibility forms (a full-width @) are folded before anything is looked at. */
export const emailSchema = z
  .string()
  .transform((value) => value.normalize('NFKC').trim())
  .pipe(
    z
      .string()
      .max(254, badEmail)
      .regex(/^[^\s@,;:<>()[\]\\"\p{C}]{1,64}@[\p{L}\p{N}\p{M}-]+(\.[\p{L}\p{N}\p{M}-]+)+$/u, badEmail)
      .refine((email) => URL.canParse(`http://${domainOf(email)}`), badEmail),
  )

const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1)

/** As addresses are compared: lower case, the domain in ASCII. */
export function emailKey(email: string): string {
  return `${email.slice(0, email.lastIndexOf('@')).toLowerCase()}@${new URL(`http://${domainOf(email)}`).hostname}`
}

/** The languages that the pages speak. */
export const localeSchema = z.enum(['en', 'zh-CN'])

/** What somebody says of themselves. */
export const profileSchema = z.object({
  username: z.string(),
  displayName: z.string().nullable(),
  email: z.string().nullable(),
  role: z.enum(userRoles),
  /** The language that was chosen; null: none was, and each browser's own goes. */
  locale: localeSchema.nullable(),
  createdAt: z.date(),
})
export type Profile = z.infer<typeof profileSchema>

/** Null takes away. */
export const profilePatchSchema = z.strictObject({
  displayName: textSchema.trim().min(1, 'Write a name, or leave it out').max(100, 'A name has 100 characters at most').nullable().optional(),
  email: emailSchema.nullable().optional(),
  locale: localeSchema.optional(),
})
export type ProfilePatch = z.infer<typeof profilePatchSchema>

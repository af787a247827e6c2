import { z } from 'zod'

/**
 * A text that somebody wrote. PostgreSQL cannot keep NUL, and nobody means it: it is left out. Half a surrogate pair is no character:
 * it becomes U+FFFD here as it would in either database, so that what was sent and what is kept are the same text.
 */
export const textSchema = z.string().overwrite((text) => text.replaceAll('\0', '').toWellFormed())

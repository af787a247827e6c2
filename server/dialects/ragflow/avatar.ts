import { avatarSchema } from '@/server/assistants/schema'
import { checked } from '@/server/dialects/ragflow/wire'

/** The beginnings of images in base64, by their types. */
const beginnings = { iVBORw0KGgo: 'png', '/9j/': 'jpeg', R0lGOD: 'gif', UklGR: 'webp' } as const

/** A picture as RAGFlow's clients send it, also as base64 without saying what it is; empty is none. @throws AppError invalid. */
export function avatarFrom(sent: string | null | undefined): string | null {
  if (sent == null || sent.trim() === '') return null
  const type = Object.entries(beginnings).find(([beginning]) => sent.startsWith(beginning))?.[1]
  return checked(avatarSchema, type === undefined ? sent : `data:image/${type};base64,${sent}`)
}

import { z } from 'zod'
import { handle } from '@/app/api/handle'
import { attachmentSchema } from '@/server/attachments/schema'
import { receive } from '@/server/attachments/service'
import { requireActor } from '@/server/auth/actorFrom'
import { AppError } from '@/server/errors'

const attachedSchema = z.object({ attachments: z.array(attachmentSchema) })
const placeSchema = z.union([z.strictObject({ conversationId: z.uuid() }), z.strictObject({ draftId: z.uuid() })])

/**
 * Takes the files of a multipart form for the next question of `?conversationId=`, or of a new chat, whose draft names itself by
 * `?draftId=`. Documents are read in the background; the question names what it takes along.
 */
export const POST = handle(async (request) => {
  const actor = await requireActor(request.headers, 'chat', 'uploads')
  const place = placeSchema.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (!place.success) throw new AppError('invalid', 'Say which chat: ?conversationId=… or ?draftId=…')
  return Response.json(attachedSchema.parse({ attachments: await receive(actor, place.data, request) }), { status: 201 })
})

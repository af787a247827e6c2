import { handle } from '@/app/api/handle'
import { requireActor } from '@/server/auth/actorFrom'
import { AppError } from '@/server/errors'
import { importFile } from '@/server/exchange/importFile'
import { importResultSchema } from '@/server/exchange/schema'

/** Takes a file of conversations, which is the body as it is, and says how many of them were new. */
export const POST = handle(async (request) => {
  const actor = await requireActor(request.headers, 'chat')
  if (request.body === null) throw new AppError('invalid', 'This file is empty')
  return Response.json(importResultSchema.parse(await importFile(actor, request.body)))
})

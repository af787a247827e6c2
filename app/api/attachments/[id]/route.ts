import { openAsBlob } from 'node:fs'
import { handle } from '@/app/api/handle'
import * as attachments from '@/server/attachments/service'
import { requireActor } from '@/server/auth/actorFrom'
import { notFound } from '@/server/errors'
import { fileHeaders } from '@/server/files/fileHeaders'
import { idSchema } from '@/server/ids'

/** The file of an attachment, for its owner. An image is shown, by the type that its own bytes have; everything else is a download. */
export const GET = handle(async (request, params: { id: string }) => {
  const actor = await requireActor(request.headers, 'chat', 'reads')
  if (!idSchema.safeParse(params.id).success) throw notFound('attachment')
  const { path, name, mediaType, isImage } = await attachments.file(actor, params.id)
  const file = await openAsBlob(path).catch(() => {
    throw notFound('attachment')
  })
  const headers = {
    ...(isImage ? fileHeaders(name, mediaType, { isShown: true }) : fileHeaders(name)),
    'content-length': String(file.size),
    'cross-origin-resource-policy': 'same-origin',
    // The same id is always the same bytes; another person at the same browser must ask again.
    ...(isImage && { 'cache-control': 'private, max-age=600' }),
    vary: 'cookie',
  }
  return new Response(file, { headers })
})

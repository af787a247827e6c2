import { openAsBlob } from 'node:fs'
import { handle } from '@/app/api/handle'
import { headerText } from '@/server/files/headerText'
import * as attachments from '@/server/attachments/service'
import { requireActor } from '@/server/auth/actorFrom'
import { notFound } from '@/server/errors'
import { idSchema } from '@/server/ids'

/**
 * The file of an attachment, for its owner. An image is shown, by the type that its own bytes have; everything else is a download. Nothing
 * of it runs: its type is not guessed, and it lies in a sandbox.
 */
export const GET = handle(async (request, params: { id: string }) => {
  const actor = await requireActor(request.headers, 'chat', 'reads')
  if (!idSchema.safeParse(params.id).success) throw notFound('attachment')
  const { path, name, mediaType, isImage } = await attachments.file(actor, params.id)
  const file = await openAsBlob(path).catch(() => {
    throw notFound('attachment')
  })
  const headers = {
    'content-type': isImage ? mediaType : 'application/octet-stream',
    'content-length': String(file.size),
    'content-disposition': `${isImage ? 'inline' : 'attachment'}; filename*=UTF-8''${headerText(name)}`,
    'content-security-policy': "sandbox; default-src 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    // The same id is always the same bytes; another person at the same browser must ask again.
    'cache-control': isImage ? 'private, max-age=600' : 'private, no-store',
    vary: 'cookie',
  }
  return new Response(file, { headers })
})

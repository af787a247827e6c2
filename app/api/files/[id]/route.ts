import { openAsBlob } from 'node:fs'
import { byteRange } from '@/app/api/byteRange'
import { handle } from '@/app/api/handle'
import { requireActor } from '@/server/auth/actorFrom'
import * as documents from '@/server/documents/service'
import { notFound } from '@/server/errors'
import { fileHeaders } from '@/server/files/fileHeaders'
import { filePath } from '@/server/files/store'
import { idSchema } from '@/server/ids'

/** The original, byte for byte, or the part that a Range header asks for. Always a download. */
export const GET = handle(async (request, params: { id: string }) => {
  const actor = await requireActor(request.headers, 'knowledge:read', 'reads')
  if (!idSchema.safeParse(params.id).success) throw notFound('document')
  const { name, size, storageKey } = await documents.file(actor, params.id)
  const range = byteRange(request.headers.get('range'), size)
  const headers = new Headers({ ...fileHeaders(name), 'accept-ranges': 'bytes' })
  if (range === null) {
    headers.set('content-range', `bytes */${size}`)
    return new Response(null, { status: 416, headers })
  }
  const { start, end } = range ?? { start: 0, end: size }
  headers.set('content-length', String(end - start))
  if (range !== undefined) headers.set('content-range', `bytes ${start}-${end - 1}/${size}`)
  const file = await openAsBlob(filePath(storageKey))
  return new Response(file.slice(start, end), { status: range === undefined ? 200 : 206, headers })
})

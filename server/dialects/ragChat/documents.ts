import { extname } from 'node:path'
import { z } from 'zod'
import type { Actor } from '@/server/auth/actor'
import * as chunks from '@/server/chunks/service'
import type { Route } from '@/server/dialects/dialect'
import { knownId } from '@/server/dialects/knownId'
import { receiveFiles } from '@/server/documents/receiveFiles'
import type { Document } from '@/server/documents/schema'
import * as documents from '@/server/documents/service'
import { settled } from '@/server/documents/settled'
import { wholeText } from '@/server/documents/wholeText'
import { AppError, notFound } from '@/server/errors'
import { defaultBase } from '@/server/knowledge/defaultBase'

const indexSchema = z.coerce.number().int().min(0).max(2_147_483_647)

async function shown(actor: Actor, { id, name, createdAt, pageCount, metadata }: Document) {
  return {
    id,
    filename: name,
    content: await wholeText(actor, id),
    created_at: createdAt.toISOString(),
    metadata: { filename: name, file_type: extname(name).slice(1).toLowerCase(), page_count: pageCount, additional_metadata: metadata },
  }
}

export const documentRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/documents/upload',
    auth: 'user',
    scope: 'knowledge:write',
    handler: async ({ actor, request }) => {
      const read: Document[] = []
      for (const { id } of await receiveFiles(actor, await defaultBase(actor), request)) read.push(await settled(actor, id, request.signal))
      const [document] = read
      if (document === undefined) throw notFound('document')
      return Response.json(await shown(actor, document))
    },
  },
  {
    method: 'GET',
    path: '/documents/:document_id',
    auth: 'user',
    scope: 'knowledge:read',
    handler: async ({ actor, params }) => Response.json(await shown(actor, await documents.get(actor, knownId(params.document_id, 'document')))),
  },
  {
    method: 'GET',
    path: '/documents/:document_id/chunks/:chunk_index',
    auth: 'user',
    scope: 'knowledge:read',
    handler: async ({ actor, params }) => {
      const id = knownId(params.document_id, 'document')
      const index = indexSchema.safeParse(params.chunk_index)
      if (!index.success) throw new AppError('invalid', 'chunk_index is a whole number from 0 on')
      const document = await documents.get(actor, id)
      const { chunk, totalCount } = await chunks.getByIndex(actor, id, index.data)
      return Response.json({
        document_id: id,
        chunk_index: chunk.index,
        content: chunk.text,
        metadata: { filename: document.name, document_id: id, chunk_index: chunk.index, page_number: chunk.page, total_chunks: totalCount, additional_metadata: document.metadata },
      })
    },
  },
]

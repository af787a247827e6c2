import { extname } from 'node:path'
import { z } from 'zod'
import type { Actor } from '@/server/auth/actor'
import type { Asked, Route } from '@/server/dialects/dialect'
import { knownId } from '@/server/dialects/knownId'
import { said } from '@/server/dialects/llmBackend/words'
import { remove } from '@/server/documents/actions'
import { list } from '@/server/documents/listing'
import { requireIn } from '@/server/documents/onDemand'
import { receiveFilesInto } from '@/server/documents/receiveFiles'
import type { Document } from '@/server/documents/schema'
import { settled } from '@/server/documents/settled'
import { AppError } from '@/server/errors'

const referenceSchema = z.object({ kb_id: z.string(), doc_id: z.string() })
/** Documents are listed whole here. */
const pageSize = 200

async function all(actor: Actor, knowledgeBaseId: string): Promise<Document[]> {
  const documents: Document[] = []
  for (;;) {
    const { items } = await list(actor, { knowledgeBaseId, offset: documents.length, limit: pageSize })
    documents.push(...items)
    if (items.length < pageSize) return documents
  }
}

/** @throws AppError invalid, not_found. */
function namedBase(asked: Asked, id: string | null | undefined): string {
  if (id == null || id === '') throw new AppError('invalid', said(asked, 'baseMissing'))
  return knownId(id, 'knowledge base')
}

export const documentRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/api/rag/doc/upload',
    auth: 'user',
    scope: 'knowledge:write',
    handler: async (asked) => {
      const { actor, request } = asked
      const received = await receiveFilesInto((fields) => namedBase(asked, fields.get('kb_id')), actor, request)
      const documents: Document[] = []
      for (const { id } of received) documents.push(await settled(actor, id, request.signal))
      const chunkCount = documents.reduce((sum, document) => sum + document.chunkCount, 0)
      return Response.json({ success: true, doc_id: documents[0]?.id, message: said(asked, 'uploaded', String(chunkCount)) })
    },
  },
  {
    method: 'GET',
    path: '/api/rag/doc/list',
    auth: 'user',
    scope: 'knowledge:read',
    handler: async (asked) => {
      const documents = await all(asked.actor, namedBase(asked, asked.query.get('kb_id')))
      const docs = documents.map(({ id, knowledgeBaseId, name }) => ({ doc_id: id, kb_id: knowledgeBaseId, doc_name: name, file_type: extname(name).slice(1).toLowerCase() }))
      return Response.json({ success: true, docs, message: said(asked, 'documentsListed') })
    },
  },
  {
    method: 'POST',
    path: '/api/rag/doc/delete',
    auth: 'user',
    scope: 'knowledge:write',
    handler: async (asked) => {
      const { kb_id, doc_id } = await asked.json(referenceSchema)
      const id = knownId(doc_id, 'document')
      await requireIn(asked.actor, knownId(kb_id, 'knowledge base'), [id])
      await remove(asked.actor, [id])
      return Response.json({ success: true, message: said(asked, 'documentDeleted') })
    },
  },
]

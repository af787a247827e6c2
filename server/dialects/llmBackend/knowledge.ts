import { z } from 'zod'
import type { Route } from '@/server/dialects/dialect'
import { knownId } from '@/server/dialects/knownId'
import { bareName } from '@/server/dialects/llmBackend/format'
import { settingsFor, topKSchema } from '@/server/dialects/llmBackend/topK'
import { said } from '@/server/dialects/llmBackend/words'
import { knowledgeBaseNameSchema } from '@/server/knowledge/schema'
import * as knowledge from '@/server/knowledge/service'
import * as models from '@/server/models/service'
import { retrieve } from '@/server/retrieval/retrieve'
import { retrievalRequestSchema } from '@/server/retrieval/schema'

const draftSchema = z.object({ kb_name: knowledgeBaseNameSchema, embedding_model: z.string().nullish() })
const referenceSchema = z.object({ kb_id: z.string() })
const querySchema = referenceSchema.extend({ query: retrievalRequestSchema.shape.question, top_k: topKSchema })

export const knowledgeRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/api/rag/kb/create',
    auth: 'user',
    scope: 'knowledge:write',
    handler: async (asked) => {
      const { kb_name: name, embedding_model } = await asked.json(draftSchema)
      const space = embedding_model == null || embedding_model === '' ? undefined : await models.embeddingSpaceOf(embedding_model)
      const { id, embeddingModel } = await knowledge.create(asked.actor, { name }, space)
      return Response.json({ success: true, kb_id: id, message: said(asked, 'baseCreated', bareName(embeddingModel)) })
    },
  },
  {
    method: 'GET',
    path: '/api/rag/kb/list',
    auth: 'user',
    scope: 'knowledge:read',
    handler: async (asked) => {
      const bases = await knowledge.list(asked.actor)
      const kbs = bases.map(({ id, name, embeddingModel }) => ({ kb_id: id, kb_name: name, embedding_model: bareName(embeddingModel) }))
      return Response.json({ success: true, kbs, message: said(asked, 'basesListed') })
    },
  },
  {
    method: 'POST',
    path: '/api/rag/kb/delete',
    auth: 'user',
    scope: 'knowledge:write',
    handler: async (asked) => {
      const { kb_id } = await asked.json(referenceSchema)
      await knowledge.remove(asked.actor, knownId(kb_id, 'knowledge base'))
      return Response.json({ success: true, message: said(asked, 'baseDeleted') })
    },
  },
  {
    method: 'POST',
    path: '/api/rag/retrieve',
    auth: 'user',
    scope: 'knowledge:read',
    handler: async (asked) => {
      const { kb_id, query: question, top_k } = await asked.json(querySchema)
      const { hits } = await retrieve(asked.actor, { question, knowledgeBaseIds: [knownId(kb_id, 'knowledge base')], settings: settingsFor(top_k) }, {}, asked.request.signal)
      const results = hits.map(({ text, score, documentId, documentName }) => ({ content: text, score, doc_id: documentId, doc_name: documentName }))
      return Response.json({ success: true, results, message: said(asked, 'retrieved') })
    },
  },
  {
    method: 'GET',
    path: '/api/rag/models',
    auth: 'user',
    scope: 'models',
    handler: async (asked) => {
      const names = (await models.listEmbeddingModels()).map(bareName)
      return Response.json({ success: true, models: names, default: names[0], message: said(asked, 'modelsListed') })
    },
  },
]

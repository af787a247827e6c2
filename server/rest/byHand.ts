import { z } from 'zod'
import { attachmentSchema } from '@/server/attachments/schema'
import type { Scope } from '@/server/auth/schema'
import { turnEventSchema } from '@/server/chat/schema'
import { messageSchema } from '@/server/conversations/schema'
import { documentSchema } from '@/server/documents/schema'
import { importResultSchema } from '@/server/exchange/schema'
import type { Route } from '@/server/rest/routes'
import { messageDraftSchema } from '@/server/rest/schema'

/** What travels in a request or an answer: JSON of a schema, a form of files, events, or bytes. */
export type Content =
  | { readonly mediaType: 'application/json'; readonly schema: z.ZodType }
  | { readonly mediaType: 'text/event-stream'; readonly schema: z.ZodType }
  | { readonly mediaType: 'multipart/form-data' | 'application/octet-stream' | 'text/markdown' }

/** What no procedure can do: files and streams. */
export interface HandOperation {
  readonly method: Route[0]
  readonly path: string
  readonly summary: string
  readonly description?: string
  readonly scope: Scope
  readonly query?: z.ZodObject
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Content
  readonly answers: Readonly<Record<number, { readonly description: string; readonly content?: readonly Content[] }>>
}

const json = (schema: z.ZodType): Content => ({ mediaType: 'application/json', schema })
const bytes: Content = { mediaType: 'application/octet-stream' }
const events: Content = { mediaType: 'text/event-stream', schema: turnEventSchema }
const range = { Range: 'The part of the file that is wanted, such as `bytes=0-1023`' }
const resume = { 'Last-Event-ID': 'The id of the last event that was seen: what follows is sent' }

export const uploadedSchema = z.object({ documents: z.array(documentSchema) })
export const attachedSchema = z.object({ attachments: z.array(attachmentSchema) })

export const byHand = {
  'messages.send': {
    method: 'POST',
    path: '/messages',
    summary: 'Sends a question, and gives or streams the answer',
    description:
      'Without `stream` the request ends with the whole answer. With it, events are sent as they happen; each has an id, the place of the reader, with which `GET /messages/{id}/events` goes on after a lost connection. The answer is written to its end whether anybody reads it or not. `retryOf` in the place of `text` asks for another answer, `continueOf` for more of one.',
    scope: 'chat',
    body: json(messageDraftSchema),
    answers: { 200: { description: 'The answer, or its events', content: [json(messageSchema), events] } },
  },
  'messages.get': { method: 'GET', path: '/messages/{id}', summary: 'Gives an answer as far as it is written', scope: 'chat', answers: { 200: { description: 'The answer', content: [json(messageSchema)] } } },
  'messages.follow': {
    method: 'GET',
    path: '/messages/{id}/events',
    summary: 'Streams an answer from its start, or from where a reader was',
    scope: 'chat',
    headers: resume,
    answers: { 200: { description: 'Events, to the end of the answer', content: [events] }, 204: { description: 'Its reader has seen the end already' } },
  },
  'files.upload': {
    method: 'POST',
    path: '/files',
    summary: 'Uploads files into a knowledge base',
    description: 'Any number of files, each in a part of the form of any name. They are read in the background: `GET /documents/{id}` says how far.',
    scope: 'knowledge:write',
    query: z.object({ knowledgeBaseId: z.uuid() }),
    body: { mediaType: 'multipart/form-data' },
    answers: { 201: { description: 'The documents, which are being read', content: [json(uploadedSchema)] } },
  },
  'documents.file': {
    method: 'GET',
    path: '/documents/{id}/file',
    summary: 'Gives the file of a document, byte for byte',
    scope: 'knowledge:read',
    headers: range,
    answers: { 200: { description: 'The file', content: [bytes] }, 206: { description: 'The part that was asked for', content: [bytes] }, 416: { description: 'The file has no such part' } },
  },
  'attachments.upload': {
    method: 'POST',
    path: '/attachments',
    summary: 'Uploads files for the next question of a conversation',
    description: 'Before there is a conversation, make up a `draftId` (a UUID). The question then names the attachments.',
    scope: 'chat',
    query: z.object({ conversationId: z.uuid().optional(), draftId: z.uuid().optional() }),
    body: { mediaType: 'multipart/form-data' },
    answers: { 201: { description: 'The attachments, which are being read', content: [json(attachedSchema)] } },
  },
  'attachments.file': { method: 'GET', path: '/attachments/{id}/file', summary: 'Gives the file of an attachment', scope: 'chat', answers: { 200: { description: 'The file', content: [bytes] } } },
  'conversations.export': {
    method: 'GET',
    path: '/conversations/{id}/export',
    summary: 'Gives a conversation as a file',
    scope: 'chat',
    query: z.object({ format: z.enum(['json', 'markdown']) }),
    answers: { 200: { description: 'JSON with all branches, or Markdown of the one that is shown', content: [json(z.record(z.string(), z.unknown())), { mediaType: 'text/markdown' }] } },
  },
  'export.all': { method: 'GET', path: '/export', summary: 'Gives all conversations in one file', scope: 'chat', answers: { 200: { description: 'The conversations', content: [json(z.record(z.string(), z.unknown()))] } } },
  'import.file': {
    method: 'POST',
    path: '/import',
    summary: 'Takes conversations from a file of this product or of ChatGPT',
    scope: 'chat',
    body: bytes,
    answers: { 200: { description: 'How many of them were new', content: [json(importResultSchema)] } },
  },
} as const satisfies Readonly<Record<string, HandOperation>>

export type HandName = keyof typeof byHand

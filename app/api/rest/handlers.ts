import { eventStream } from '@/app/api/chat/eventStream'
import { GET as followAnswer } from '@/app/api/chat/[id]/stream/route'
import { GET as attachedFile } from '@/app/api/attachments/[id]/route'
import { POST as attach } from '@/app/api/attachments/route'
import { GET as exportOne } from '@/app/api/export/[id]/route'
import { GET as exportAll } from '@/app/api/export/route'
import { GET as documentFile } from '@/app/api/files/[id]/route'
import { POST as upload } from '@/app/api/files/route'
import { POST as importFile } from '@/app/api/import/route'
import { parsed } from '@/app/api/parsed'
import { requireActor } from '@/server/auth/actorFrom'
import { readAnswer, startOfAnswer } from '@/server/chat/readAnswer'
import { startTurn } from '@/server/chat/turn'
import * as answers from '@/server/conversations/answers'
import { messageSchema } from '@/server/conversations/schema'
import { notFound } from '@/server/errors'
import { idSchema, newId } from '@/server/ids'
import type { HandName } from '@/server/rest/byHand'
import { messageDraftSchema } from '@/server/rest/schema'

type Handler = (request: Request, params: Readonly<Record<string, string>>) => Promise<Response>

/** The same doors as the page's, under other paths. */
const asPage = (route: (request: Request, context: { params: Promise<{ id: string }> }) => Promise<Response>): Handler => (request, { id = '' }) => route(request, { params: Promise.resolve({ id }) })

const sendMessage: Handler = async (request) => {
  const actor = await requireActor(request.headers, 'chat')
  const { stream, ...draft } = await parsed(request, messageDraftSchema)
  const answerId = await startTurn(actor, 'text' in draft ? { ...draft, requestId: draft.requestId ?? newId() } : draft)
  if (stream) return eventStream(actor, answerId, startOfAnswer, request.signal)
  // Whoever hangs up ends the waiting, and not the answer.
  for await (const { event } of readAnswer(actor, answerId, startOfAnswer, request.signal)) if (event.type === 'done') break
  return Response.json(messageSchema.parse(await answers.get(actor, answerId)))
}

const getMessage: Handler = async (request, { id }) => {
  const actor = await requireActor(request.headers, 'chat')
  if (!idSchema.safeParse(id).success) throw notFound('answer')
  return Response.json(messageSchema.parse(await answers.get(actor, id ?? '')))
}

export const handlers: Readonly<Record<HandName, Handler>> = {
  'messages.send': sendMessage,
  'messages.get': getMessage,
  'messages.follow': asPage(followAnswer),
  'files.upload': asPage(upload),
  'documents.file': asPage(documentFile),
  'attachments.upload': asPage(attach),
  'attachments.file': asPage(attachedFile),
  'conversations.export': asPage(exportOne),
  'export.all': asPage(exportAll),
  'import.file': asPage(importFile),
}

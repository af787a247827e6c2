import { openAsBlob } from 'node:fs'
import type { Fields } from '@/server/documents/receiveFiles'
import * as attachments from '@/server/attachments/service'
import type { Actor } from '@/server/auth/actor'
import { config } from '@/server/config'
import * as conversations from '@/server/conversations/service'
import type { Asked } from '@/server/dialects/dialect'
import { failures } from '@/server/dialects/chatBackend/frames'
import { idIn, storedName } from '@/server/dialects/chatBackend/storedName'
import { AppError, notFound } from '@/server/errors'
import { fileHeaders, headerText } from '@/server/files/fileHeaders'
import { idSchema } from '@/server/ids'
import * as models from '@/server/models/service'
import { textSchema } from '@/server/text/schema'

type UserAsked = Asked & { readonly actor: Actor }

const required = (fields: Fields, name: string, label: string): string => {
  const value = fields.get(name) ?? ''
  if (value === '') throw new AppError('invalid', `${label} is required`)
  return value
}

/** A file for the next message of a session, or of a new one. */
export async function upload({ actor, request }: UserAsked): Promise<Response> {
  const [received] = await attachments.receiveInto(actor, (fields) => sessionFrom(actor, fields), request)
  if (received === undefined) throw new AppError('invalid', 'file is required')
  const { conversationId, attachment } = received
  const fileName = storedName(attachment)
  const header = { 'Content-Disposition': [`form-data; name="file"; filename*=UTF-8''${headerText(attachment.name)}`], 'Content-Type': [attachment.mediaType] }
  const data = { fileName, sessionId: conversationId, imageUrl: new URL(`/uploads/${fileName}`, config.authUrl ?? request.url).href, header, size: attachment.size }
  return Response.json({ message: 'File uploaded successfully', data }, { status: 202 })
}

async function sessionFrom(actor: Actor, fields: Fields): Promise<string> {
  const session = required(fields, 'session_id', 'session ID')
  const userId = required(fields, 'user_id', 'user ID')
  const modelName = required(fields, 'model_name', 'model Name')
  if (userId.replaceAll('-', '').toLowerCase() !== actor.userId.replaceAll('-', '')) throw new AppError('forbidden', failures.user)
  if (session !== 'NEW') {
    if (!idSchema.safeParse(session).success) throw notFound('session')
    return session
  }
  const { id: modelId } = await models.resolve(actor, { modelId: modelName })
  const prompt = textSchema.parse(fields.get('session_prompt') ?? '').trim()
  const { id } = await conversations.create(actor, { title: 'New Chat', modelId, systemPrompt: prompt === '' ? null : prompt })
  return id
}

/** An upload for its owner. Only images are shown, by the type that their bytes have. */
export async function download({ actor, params }: UserAsked): Promise<Response> {
  const id = idIn(params.file ?? '')
  if (id === null) throw notFound('file')
  const { path, name, mediaType, isImage } = await attachments.file(actor, id)
  const file = await openAsBlob(path).catch(() => {
    throw notFound('file')
  })
  const headers = {
    ...(isImage ? fileHeaders(name, mediaType, { isShown: true }) : fileHeaders(name)),
    'content-length': String(file.size),
  }
  return new Response(file, { headers })
}

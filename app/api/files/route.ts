import { z } from 'zod'
import { handle } from '@/app/api/handle'
import { requireActor } from '@/server/auth/actorFrom'
import { documentSchema } from '@/server/documents/schema'
import { receiveFiles, receiveNewFiles } from '@/server/documents/receiveFiles'
import { AppError } from '@/server/errors'
import { idSchema } from '@/server/ids'
import { requireWritable } from '@/server/teams/access'

const uploadedSchema = z.object({ documents: z.array(documentSchema), knownIds: z.array(z.uuid()) })

/**
 * Takes the files of a multipart form into the base named by `?knowledgeBaseId=`; they are read in the background. With `&known=skip` those that
 * are there already, with their names and bytes, are left as they are: `knownIds` says which.
 */
export const POST = handle(async (request) => {
  const actor = await requireActor(request.headers, 'knowledge:write', 'uploads')
  const { searchParams } = new URL(request.url)
  const base = idSchema.safeParse(searchParams.get('knowledgeBaseId'))
  if (!base.success) throw new AppError('invalid', 'Say which knowledge base: ?knowledgeBaseId=…')
  // Before a byte of the body is taken.
  await requireWritable(actor, [base.data])
  if (searchParams.get('known') !== 'skip') return Response.json(uploadedSchema.parse({ documents: await receiveFiles(actor, base.data, request), knownIds: [] }), { status: 201 })
  const received = await receiveNewFiles(actor, base.data, request)
  const knownIds = received.flatMap(({ document, isKnown }) => (isKnown ? [document.id] : []))
  return Response.json(uploadedSchema.parse({ documents: received.map(({ document }) => document), knownIds }), { status: 201 })
})

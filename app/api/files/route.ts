import { z } from 'zod'
import { handle } from '@/app/api/handle'
import { requireActor } from '@/server/auth/actorFrom'
import { documentSchema } from '@/server/documents/schema'
import { receiveFiles } from '@/server/documents/receiveFiles'
import { AppError } from '@/server/errors'
import { idSchema } from '@/server/ids'
import { requireWritable } from '@/server/teams/access'

const uploadedSchema = z.object({ documents: z.array(documentSchema) })

/** Takes the files of a multipart form into the base named by `?knowledgeBaseId=`; they are read in the background. */
export const POST = handle(async (request) => {
  const actor = await requireActor(request.headers, 'knowledge:write', 'uploads')
  const base = idSchema.safeParse(new URL(request.url).searchParams.get('knowledgeBaseId'))
  if (!base.success) throw new AppError('invalid', 'Say which knowledge base: ?knowledgeBaseId=…')
  // Before a byte of the body is taken.
  await requireWritable(actor, [base.data])
  return Response.json(uploadedSchema.parse({ documents: await receiveFiles(actor, base.data, request) }), { status: 201 })
})

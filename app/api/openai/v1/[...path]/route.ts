import { withCors } from '@/app/api/cors'
import { handle } from '@/app/api/handle'
import { answeredWhole, answeredAsStream } from '@/server/openai/answered'
import { parsed } from '@/app/api/parsed'
import { requireActor } from '@/server/auth/actorFrom'
import { config } from '@/server/config'
import { AppError, publicError } from '@/server/errors'
import { log } from '@/server/log'
import { embeddings } from '@/server/openai/embeddings'
import { openaiError } from '@/server/openai/failure'
import { getModel, listModels } from '@/server/openai/models'
import { completionRequestSchema, embeddingRequestSchema } from '@/server/openai/schema'
import { startCompletion } from '@/server/openai/startCompletion'

async function complete(request: Request): Promise<Response> {
  const actor = await requireActor(request.headers, 'chat')
  const wanted = await parsed(request, completionRequestSchema)
  const answerId = await startCompletion(actor, wanted)
  const wish = { model: wanted.model, origin: config.authUrl ?? new URL(request.url).origin, includesUsage: wanted.stream_options?.include_usage ?? false }
  return wanted.stream === true ? answeredAsStream(actor, answerId, wish, request.signal) : answeredWhole(actor, answerId, wish, request.signal)
}

async function embed(request: Request): Promise<Response> {
  const actor = await requireActor(request.headers, 'models')
  return Response.json(await embeddings(actor, await parsed(request, embeddingRequestSchema), request.signal))
}

const list = async (request: Request): Promise<Response> => Response.json({ object: 'list', data: await listModels(await requireActor(request.headers, 'chat')) })

/** The ids of models have slashes, which some clients escape and others do not. */
const get = async (request: Request, id: string): Promise<Response> => Response.json(await getModel(await requireActor(request.headers, 'chat'), id))

/** What is no code of a character is what it says. */
function decoded(id: string): string {
  try {
    return decodeURIComponent(id)
  } catch {
    return id
  }
}

function failure(error: unknown): Response {
  const { status, retryAfter } = publicError(error)
  if (status >= 500) log.error('request failed', error)
  return Response.json(openaiError(error), { status, headers: retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) } })
}

const answer = withCors(
  handle(async (request: Request, { path }: { path: string[] }) => {
    const asked = `${request.method} ${path.join('/')}`
    if (asked === 'POST chat/completions') return complete(request)
    if (asked === 'POST embeddings') return embed(request)
    if (asked === 'GET models') return list(request)
    if (asked.startsWith('GET models/')) return get(request, decoded(path.slice(1).join('/')))
    throw new AppError('not_found', 'There is nothing at this path; models, chat/completions and embeddings are offered')
  }, failure),
)

export { answer as GET, answer as OPTIONS, answer as POST }

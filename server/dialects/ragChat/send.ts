import { z } from 'zod'
import type { Actor } from '@/server/auth/actor'
import { startOfAnswer } from '@/server/chat/readAnswer'
import { startTurn } from '@/server/chat/turn'
import { streamHeaders, turnStream } from '@/server/chat/turnStream'
import * as answers from '@/server/conversations/answers'
import { isFinal, questionTextSchema } from '@/server/conversations/schema'
import type { Asked, Route } from '@/server/dialects/dialect'
import { knownId } from '@/server/dialects/knownId'
import { eventsFor, type Seen, seenFrom } from '@/server/dialects/ragChat/events'
import { searchOptionsSchema, settingsFor } from '@/server/dialects/ragChat/searchOptions'
import { AppError } from '@/server/errors'
import { newId } from '@/server/ids'
import { findDefaultBase } from '@/server/knowledge/defaultBase'

/** Its samples send the empty text where they mean none. */
const optionalId = z.string().nullish().transform((id) => (id === '' ? null : (id ?? null)))

const messageSchema = z.object({
  message: questionTextSchema,
  session_id: optionalId,
  search_options: searchOptionsSchema.nullish().transform((options) => options ?? searchOptionsSchema.parse({})),
  dataset_id: optionalId,
  /** Ours: the internet is searched as well. */
  internet: z.boolean().default(false),
  /** Ours: every event has a name. */
  event_names: z.boolean().default(false),
})
type Message = z.infer<typeof messageSchema>

type Asking = Asked & { readonly actor: Actor }

/** Longer ones are cut by browsers and proxies. */
const longestAddress = 8_000

/** What a GET asks. @throws AppError invalid. */
function messageIn({ request, query }: Asked): Message {
  if (request.url.length > longestAddress) throw new AppError('invalid', 'This address is too long; send the message with POST /chat/send')
  const isOn = (name: string): boolean => ['1', 'true'].includes(query.get(name) ?? '')
  const parsed = messageSchema.safeParse({
    message: query.get('message') ?? '',
    session_id: query.get('session_id'),
    search_options: optionsIn(query.get('search_options')),
    dataset_id: query.get('dataset_id'),
    internet: isOn('internet'),
    event_names: isOn('event_names'),
  })
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new AppError('invalid', `${issue?.path.join('.')}: ${issue?.message}`)
}

function optionsIn(json: string | null): unknown {
  if (json === null || json === '') return null
  try {
    const options: unknown = JSON.parse(json)
    return options
  } catch (cause) {
    throw new AppError('invalid', 'search_options is not JSON; send an object such as {"k":4}', { cause })
  }
}

async function send({ actor, request }: Asking, { message: text, session_id, search_options, dataset_id, internet: searchesWeb, event_names: hasNames }: Message): Promise<Response> {
  const base = dataset_id === null ? await findDefaultBase(actor) : knownId(dataset_id, 'dataset')
  const answerId = await startTurn(actor, {
    conversationId: session_id === null ? null : knownId(session_id, 'session'),
    requestId: newId(),
    text,
    modelId: null,
    knowledgeBaseIds: base === null ? [] : [base],
    searchesWeb,
    retrieval: await settingsFor(search_options),
  })
  return following(actor, answerId, { isNew: session_id === null, hasNames, from: startOfAnswer }, request.signal)
}

async function following(actor: Actor, answerId: string, wanted: Parameters<typeof eventsFor>[2], signal: AbortSignal): Promise<Response> {
  const { stream } = await turnStream(actor, answerId, eventsFor(actor, answerId, wanted), { from: wanted.from, signal })
  return new Response(stream, { headers: streamHeaders })
}

/**
 * An EventSource that lost its connection, or that nobody closed, sends the same request again with the id of the last event it saw: the
 * message is not asked again, the answer goes on from there, and who has seen its end is told with 204 to stay away.
 */
async function resume({ actor, request, query }: Asking, { answerId, place: from, isEnd }: Seen): Promise<Response> {
  const { status } = await answers.get(actor, answerId)
  if (isEnd && isFinal(status)) return new Response(null, { status: 204 })
  return following(actor, answerId, { isNew: false, hasNames: ['1', 'true'].includes(query.get('event_names') ?? ''), from }, request.signal)
}

const seenBy = ({ request }: Asked): Seen | null => seenFrom(request.headers.get('last-event-id'))

export const sendRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/chat/send',
    auth: 'user',
    scope: 'chat',
    handler: async (asked) => {
      const seen = seenBy(asked)
      return seen === null ? send(asked, await asked.json(messageSchema)) : resume(asked, seen)
    },
  },
  {
    method: 'GET',
    path: '/chat/send',
    auth: 'user',
    scope: 'chat',
    takesQueryToken: true,
    handler: async (asked) => {
      const seen = seenBy(asked)
      return seen === null ? send(asked, messageIn(asked)) : resume(asked, seen)
    },
  },
]

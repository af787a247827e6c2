import type { Actor } from '@/server/auth/actor'
import { streamHeaders, type TurnFormat } from '@/server/chat/turnStream'
import * as conversations from '@/server/conversations/service'
import type { Asked, Route } from '@/server/dialects/dialect'
import { chatId } from '@/server/dialects/llamaChatbot/chats'
import { streamed } from '@/server/dialects/streamed'
import { AppError } from '@/server/errors'

/** Whatever it holds, a reader gets back the text: of `data: x` it takes one space away, and lines become one event. */
const data = (text: string): string => `${text.split('\n').map((line) => `data: ${line}`).join('\n')}\n\n`

/** Bare events, an id or name for none; the pages that were cited come last, as there is no other place for their addresses. */
function format(): TurnFormat {
  const pages: string[] = []
  return {
    event: ({ event }) => {
      switch (event.type) {
        case 'delta':
          return data(event.text)
        case 'citation':
          if (event.citation.url !== null) pages.push(`[${event.citation.ordinal}] ${event.citation.documentName} ${event.citation.url}`)
          return ''
        case 'error':
          return `event: error\n${data(event.message)}`
        case 'done':
          return pages.length === 0 ? '' : data(`\n\n${pages.join('\n')}`)
        case 'session':
        case 'activity':
          return ''
      }
    },
    broken: (message) => `event: error\n${data(message)}`,
  }
}

async function infer({ actor, params, request }: Asked & { readonly actor: Actor }, searchesWeb: boolean): Promise<Response> {
  const { messages } = await conversations.get(actor, chatId(params.id))
  const last = messages.at(-1)
  if (last === undefined) return new Response(data('No messages found in database'), { headers: streamHeaders })
  if (last.role !== 'user') throw new AppError('conflict', 'The last message of this chat is not one of a Human; add one first')
  return streamed(actor, { answerTo: last.id, modelId: null, knowledgeBaseIds: null, searchesWeb }, format(), request.signal)
}

export const inferenceRoutes: readonly Route[] = [
  { method: 'GET', path: '/conversations/inference/:id', auth: 'user', scope: 'chat', handler: (asked) => infer(asked, false) },
  { method: 'GET', path: '/conversations/inference_internet/:id', auth: 'user', scope: 'chat', handler: (asked) => infer(asked, true) },
]

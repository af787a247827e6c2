import type { Actor } from '@/server/auth/actor'
import { eventIdOf, isEndId, type Place, placeFrom } from '@/server/chat/readAnswer'
import type { TurnFormat } from '@/server/chat/turnStream'
import * as answers from '@/server/conversations/answers'
import type { Activity } from '@/server/conversations/schema'
import { citationsOf } from '@/server/dialects/ragChat/citation'
import { idSchema } from '@/server/ids'

/** Where a reader is who was sent events before: in which answer, how far, and whether it has seen the end. */
export interface Seen {
  readonly answerId: string
  readonly place: Place
  readonly isEnd: boolean
}

/** From a Last-Event-ID as `eventsFor` writes it; null for anything else. */
export function seenFrom(eventId: string | null): Seen | null {
  const [answerId = '', place = ''] = (eventId ?? '').split('.')
  return idSchema.safeParse(answerId).success ? { answerId, place: placeFrom(place), isEnd: isEndId(place) } : null
}

interface Wanted {
  readonly isNew: boolean
  /** All events have names, and not only those that its code samples listen to by name. */
  readonly hasNames: boolean
  readonly from: Place
}

/**
 * Tokens come unnamed, so that `onmessage` and a listener of `message` both get them; the citations come after the last token, then the whole
 * answer, then done. Each event has an id that a reader can come back with.
 */
export function eventsFor(actor: Actor, answerId: string, { isNew, hasNames, from }: Wanted): TurnFormat {
  let { textLength, citationCount } = from
  let told: string | undefined
  /** How soon a browser that lost the connection comes back; said with the first event. */
  let retry = 'retry: 1000\n'
  const id = (): string => `${answerId}.${eventIdOf({ textLength, citationCount })}`
  const named = (name: string, data: object): string => {
    const event = `${retry}id: ${id()}\n${name === '' ? '' : `event: ${name}\n`}data: ${JSON.stringify(data)}\n\n`
    retry = ''
    return event
  }
  const plain = (name: string, data: object): string => named(hasNames ? name : '', data)
  const end = (): string => `id: ${id()}-end\nevent: done\ndata: {}\n\n`

  const whole = async (): Promise<string> => {
    const { content, citations } = await answers.get(actor, answerId)
    const all = await citationsOf(actor, citations)
    const unseen = all.slice(citationCount).map((citation) => {
      citationCount += 1
      return named('citation', citation)
    })
    return `${unseen.join('')}${plain('final', { content, citations: all })}${end()}`
  }

  return {
    event: ({ event }) => {
      switch (event.type) {
        case 'session':
          return isNew ? plain('session', { session_id: event.conversationId, title: event.title }) : event.isQueued ? plain('status', { status: 'Waiting for the answer before this one' }) : ''
        case 'activity': {
          const status = statusOf(event.activity)
          if (status === undefined || status === told) return ''
          told = status
          return plain('status', { status })
        }
        case 'delta':
          textLength += event.text.length
          return plain('token', { token: event.text })
        case 'error':
          return named('error', { error: event.message })
        case 'done':
          return event.status === 'failed' ? end() : whole()
        // They are told when the last token is.
        case 'citation':
          return ''
      }
    },
    broken: (message) => named('error', { error: message }) + end(),
    ping: ': ping\n\n',
  }
}

function statusOf({ phase, searched, internet, attachments, passageCount, retrieval, notes }: Activity): string | undefined {
  const isSearched = searched.length > 0 || internet !== null || attachments !== null
  switch (phase) {
    case 'waiting':
    case 'done':
      return undefined
    case 'rewriting':
      return 'Rewriting the question'
    case 'searching':
      return internet !== null && searched.length === 0 && attachments === null ? 'Searching the web' : internet === null ? 'Retrieving documents' : 'Retrieving documents and searching the web'
    case 'writing': {
      const found = !isSearched ? '' : passageCount === 0 ? 'Nothing relevant was found. ' : `${passageCount} passages were found. `
      const reranked = retrieval?.rerank.status === 'failed' ? `Not reranked: ${retrieval.rerank.message}. ` : ''
      return `${[...notes, ...(internet?.message == null ? [] : [internet.message])].map((note) => `${note}. `).join('')}${found}${reranked}Generating the answer`
    }
  }
}

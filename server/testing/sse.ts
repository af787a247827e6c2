import { createParser } from 'eventsource-parser'

export interface ServerEvent {
  /** `message` where the stream names none, as a browser does. */
  readonly name: string
  readonly id: string | undefined
  readonly data: string
}

/** The events of a stream as a browser takes them apart; pings are left out. */
export function eventsIn(text: string): ServerEvent[] {
  const events: ServerEvent[] = []
  const parser = createParser({ onEvent: ({ id, event, data }) => void events.push({ name: event ?? 'message', id, data }) })
  parser.feed(text)
  return events
}

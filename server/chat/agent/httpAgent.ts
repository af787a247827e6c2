import type { IncomingMessage } from 'node:http'
import { createParser } from 'eventsource-parser'
import { type AgentPiece, type AgentRequest, pieceOf } from '@/server/chat/agent/protocol'
import { AppError } from '@/server/errors'
import { guard, webAddress } from '@/server/web/guard'
import { request as send } from '@/server/web/request'

const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream, text/plain', 'user-agent': 'Parley' }

/**
 * Asks an agent at an address: it answers with { response_text, cost, timestamp } as JSON, with text, or with events of { text } and { cost }.
 * Redirects are not followed. @throws AppError invalid for an address that is not asked; whatever else breaks.
 */
export async function* askHttpAgent(url: string, question: AgentRequest, signal: AbortSignal, patienceMs: number): AsyncGenerator<AgentPiece> {
  const destination = await guard(webAddress(url))
  const body = JSON.stringify(question)
  // The whole time is limited by the signal; silence alone is no failure of an agent that thinks.
  const response = await send(destination, { signal, silenceMs: patienceMs, onSilence: () => {} }, { headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) }, body })
  try {
    const status = response.statusCode ?? 0
    if (status < 200 || status >= 300) throw new AppError('upstream_failed', `The agent answered with an error (${status}); try again`)
    yield* piecesOf(response)
  } finally {
    response.destroy()
  }
}

async function* piecesOf(response: IncomingMessage): AsyncGenerator<AgentPiece> {
  const type = response.headers['content-type'] ?? ''
  const texts = textsOf(response)
  if (type.startsWith('application/json')) yield pieceOf(JSON.parse(await whole(texts)))
  else if (type.startsWith('text/event-stream')) yield* eventsOf(texts)
  else if (type.startsWith('text/plain')) for await (const text of texts) yield { text, cost: null }
  else throw new Error(`an agent answered with ${type}`)
}

async function* eventsOf(texts: AsyncIterable<string>): AsyncGenerator<AgentPiece> {
  const data: string[] = []
  const parser = createParser({ onEvent: (event) => void data.push(event.data) })
  for await (const text of texts) {
    parser.feed(text)
    // Some servers end their events by a word of OpenAI's.
    for (const said of data.splice(0)) if (said !== '[DONE]') yield pieceOf(JSON.parse(said))
  }
}

async function whole(texts: AsyncIterable<string>): Promise<string> {
  let text = ''
  for await (const part of texts) text += part
  return text
}

/** An answer of more than this was not meant to end. */
const longestBytes = 8_000_000

async function* textsOf(response: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let length = 0
  for await (const bytes of response) {
    length += bytes.length
    if (length > longestBytes) throw new Error('an agent answers without end')
    yield decoder.decode(bytes, { stream: true })
  }
}

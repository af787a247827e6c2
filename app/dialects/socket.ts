import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { isFromElsewhere } from '@/app/api/handle'
import type { Actor } from '@/server/auth/actor'
import { actorFrom, actorOf } from '@/server/auth/actorFrom'
import { refuseBeyondScope } from '@/server/auth/scope'
import { config } from '@/server/config'
import { answerFrame } from '@/server/dialects/chatBackend/answerFrame'
import { failures, FrameError } from '@/server/dialects/chatBackend/frames'
import { AppError, publicError } from '@/server/errors'
import { log } from '@/server/log'

/** A message of 100,000 characters fits in its longest spelling. */
const maxPayload = 1_000_000
/** Requests that wait for the ones before them; who sends more is not a person. */
const maxWaiting = 50
/** And of how many characters: each may be as long as one of the longest messages. */
const maxWaitingLength = 2 * maxPayload
const pingEveryMs = 30_000
/** Connections that one person may have open at once. */
const maxPerUser = 20

/** Closed because of what the client did; what is wrong was said before. */
const policyViolation = 1008
const goingAway = 1001

declare global {
  /** The socket, for scripts/serve.ts, which is not bundled with the services. Set by instrumentation.ts. */
  var parleySocket: { readonly upgrade: typeof upgrade; readonly closeAll: typeof closeAll } | undefined
}

/** Whose each open connection is. */
const owners = new Map<WebSocket, string>()

const server = new WebSocketServer({ noServer: true, maxPayload })

/** The socket of Chat-Backend at /ws, for the server that Next does not know of. False: this request is none of ours. */
export function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean {
  // `//` is a path that is no address; what is thrown here is caught by nobody.
  const url = URL.parse(request.url ?? '/', 'http://localhost')
  if (url?.pathname !== '/ws' || !config.dialects.has('chat-backend')) return false
  socket.on('error', () => socket.destroy())
  void accept(request, url, socket, head)
  return true
}

/** Ends all connections, because the process does. */
export function closeAll(): void {
  for (const client of server.clients) client.close(goingAway, 'The server is going down')
}

async function accept(request: IncomingMessage, url: URL, socket: Duplex, head: Buffer): Promise<void> {
  try {
    const headers = headersOf(request)
    const token = url.searchParams.get('auth_token')
    const identify = async (): Promise<Actor> => {
      const actor = token === null ? await actorFrom(headers) : await actorOf(token)
      if (actor === null) throw new AppError('unauthenticated', 'Sign in first, or send a token')
      refuseBeyondScope(actor, 'chat')
      return actor
    }
    const { via, userId } = await identify()
    if ([...owners.values()].filter((owner) => owner === userId).length >= maxPerUser) throw new AppError('rate_limited', `${maxPerUser} connections are open already; close one of them`)
    // A page of another site could open a socket with our cookie.
    if (via === 'session' && isFromElsewhere(new Request('http://localhost/ws', { headers }))) throw new AppError('forbidden', 'This request comes from another site')
    server.handleUpgrade(request, socket, head, (client) => {
      owners.set(client, userId)
      client.on('close', () => owners.delete(client))
      serve(client, identify)
    })
  } catch (error) {
    const { status, message } = publicError(error)
    if (status >= 500) log.error('a socket could not be opened', error)
    const body = JSON.stringify({ error: message })
    socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
  }
}

function headersOf({ headers }: IncomingMessage): Headers {
  return new Headers(Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, [value].flat().join(', ')] satisfies [string, string]])))
}

/** Answers the frames of a connection one after the other, so that a client knows which answer belongs to which. Who asks is looked up for each. */
function serve(client: WebSocket, identify: () => Promise<Actor>): void {
  const gone = new AbortController()
  let waiting = 0
  let waitingLength = 0
  let isAlive = true
  let turn = Promise.resolve()
  const send = (frame: object): void => {
    if (client.readyState === client.OPEN) client.send(JSON.stringify(frame))
  }
  const answer = async (text: string): Promise<void> => {
    if (gone.signal.aborted) return
    try {
      send(await answerFrame(await identify(), text, send, gone.signal))
    } catch (error) {
      if (gone.signal.aborted) return
      const { frame, isFinal } = failureOf(error)
      send(frame)
      if (isFinal) client.close(policyViolation)
    }
  }
  client.on('message', (data, isBinary) => {
    // A text comes as one buffer.
    const text = isBinary || !Buffer.isBuffer(data) ? '' : data.toString()
    if (waiting >= maxWaiting || waitingLength + text.length > maxWaitingLength) return client.close(policyViolation, 'Too many requests at once')
    waiting += 1
    waitingLength += text.length
    const done = (): void => {
      waiting -= 1
      waitingLength -= text.length
    }
    turn = turn.then(() => answer(text)).finally(done)
  })
  client.on('pong', () => (isAlive = true))
  client.on('error', () => client.terminate())
  const pings = setInterval(() => {
    if (!isAlive) return client.terminate()
    isAlive = false
    client.ping()
  }, pingEveryMs)
  client.on('close', () => {
    clearInterval(pings)
    gone.abort()
  })
}

/** A failure in Chat-Backend's words. Who is not known any more is not answered any more. */
function failureOf(error: unknown): { frame: object; isFinal: boolean } {
  if (error instanceof FrameError) return { frame: { error: error.message, ...(error.detail === undefined ? {} : { detail: error.detail }) }, isFinal: error.isFinal }
  const { kind, message } = publicError(error)
  if (kind === 'unauthenticated') return { frame: { error: failures.user }, isFinal: true }
  if (kind === 'internal') log.error('a request of a socket failed', error)
  return { frame: { error: failures.internal, ...(kind === 'internal' ? {} : { detail: message }) }, isFinal: false }
}

import { createServer } from 'node:http'
import { z } from 'zod'
import { WebSocket } from 'ws'
import { upgrade } from '@/app/dialects/socket'
import { messageTypes } from '@/server/dialects/chatBackend/frames'
import type { Headers, Stage } from '@/server/testing/access/stage'
import type { Tally } from '@/server/testing/access/tally'
import type { Records } from '@/server/testing/records'

/** What each type of message names beside the user, whose own id or somebody else's it may say. One that is not here fails the walk. */
const messages: Readonly<Record<string, ((records: Records) => Readonly<Record<string, unknown>>) | null>> = {
  userDetails: null,
  listSessions: null,
  balance: null,
  models: null,
  chatsBySession: ({ conversation }) => ({ session_id: conversation }),
  chatMessage: ({ conversation }) => ({ session_id: conversation, message: 'Hello' }),
  sessionDelete: ({ conversation }) => ({ session_id: conversation }),
}

const addressSchema = z.object({ port: z.int() })

/** Every message of the socket at /ws. */
export async function walkSocket(tally: Tally, stage: Stage): Promise<void> {
  const server = createServer()
  server.on('upgrade', upgrade)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = addressSchema.parse(server.address())
  const open = (headers: Headers): WebSocket => new WebSocket(`ws://127.0.0.1:${port}/ws`, { headers: { ...headers } })
  /** The status in the place of an open socket; 101 when it opens. */
  const opening = (headers: Headers) =>
    new Promise<number>((resolve, reject) => {
      const socket = open(headers)
      socket.on('unexpected-response', (_request, response) => resolve(response.resume().statusCode ?? 0))
      socket.on('open', () => (socket.terminate(), resolve(101)))
      socket.on('error', reject)
    })
  const ask = (headers: Headers, type: number, data: Readonly<Record<string, unknown>>) =>
    new Promise<string>((resolve, reject) => {
      const socket = open(headers)
      socket.on('open', () => socket.send(JSON.stringify({ type, data })))
      socket.on('message', (text: Buffer) => (socket.terminate(), resolve(text.toString())))
      socket.on('error', reject)
    })
  try {
    tally.expect('/ws as nobody', await opening(stage.nobody), 401)
    tally.expect('/ws as suspended', await opening(stage.suspended), 401)
    tally.expect('/ws as a key without the scope', await opening(await stage.keyWithout('chat')), 403)
    for (const [name, type] of Object.entries(messageTypes)) {
      const named = messages[name]
      if (!tally.meet(named !== undefined, `the message ${name}`) || named === undefined) continue
      const cases = [
        ['in the name of somebody else', { user_id: stage.ownerId, ...named?.(stage.own) }, { user_id: stage.never.member, ...named?.(stage.own) }],
        ...(named === null ? [] : [['about something foreign', { user_id: stage.strangerId, ...named(stage.theirs) }, { user_id: stage.strangerId, ...named(stage.never) }] as const]),
      ] as const
      for (const [how, foreign, never] of cases) {
        const answer = await ask(stage.stranger, type, foreign)
        tally.expect(`/ws ${name} ${how} fails`, answer.startsWith('{"error"'), true)
        tally.expect(`/ws ${name} of nothing`, await ask(stage.stranger, type, never), answer)
      }
    }
    tally.expect('/ws listSessions as owner fails', (await ask(stage.owner, messageTypes.listSessions, { user_id: stage.ownerId })).startsWith('{"error"'), false)
  } finally {
    server.close()
    server.closeAllConnections()
  }
}

import { handle } from '@/app/api/handle'
import { requireActor } from '@/server/auth/actorFrom'
import { exportAll } from '@/server/exchange/exportConversations'
import { fileHeaders } from '@/server/files/fileHeaders'
import { log } from '@/server/log'

/** All conversations of who asks, in one file. */
export const GET = handle(async (request) => {
  const actor = await requireActor(request.headers, 'chat', 'reads')
  const name = `parley-${new Date().toISOString().slice(0, 10)}.json`
  return new Response(streamOf(exportAll(actor)), { headers: fileHeaders(name, 'application/json; charset=utf-8') })
})

/** Pieces of text as the body of an answer: the next one is made when the last one was taken. */
function streamOf(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    pull: async (controller) => {
      const piece = await pieces.next().catch((error: unknown) => {
        log.error('an export broke off', error)
        throw error
      })
      if (piece.done === true) controller.close()
      else controller.enqueue(encoder.encode(piece.value))
    },
    cancel: async () => {
      await pieces.return(undefined)
    },
  })
}

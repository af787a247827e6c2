import { config } from '@/server/config'
import { newId } from '@/server/ids'
import { currentRequest, inRequest } from '@/server/request'

const header = 'x-request-id'

/** Gives a request an id, under which the log tells of it, and says it in the answer, with what is known of the limits. */
export async function traced(request: Request, answer: () => Promise<Response>): Promise<Response> {
  if (currentRequest() !== undefined) return answer()
  const current = { id: idOf(request), headers: new Headers() }
  const response = await inRequest(current, answer)
  // Those of a redirect, or of an answer of another server, cannot be changed.
  const headers = new Headers(response.headers)
  for (const [name, value] of current.headers) headers.set(name, value)
  headers.set(header, current.id)
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers })
}

/** A proxy that is trusted may have given one already. */
function idOf({ headers }: Request): string {
  const given = headers.get(header)
  return config.trustedProxies > 0 && given !== null && /^[\w.-]{8,64}$/.test(given) ? given : newId()
}

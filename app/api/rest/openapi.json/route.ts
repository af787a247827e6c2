import { openApiDocument } from '@/server/rest/document'

let document: string | undefined

/** The description of the API, for anybody. */
export function GET(): Response {
  document ??= JSON.stringify(openApiDocument())
  return new Response(document, { headers: { 'content-type': 'application/json' } })
}

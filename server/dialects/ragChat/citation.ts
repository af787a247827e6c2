import type { Actor } from '@/server/auth/actor'
import { type CitedPassage, placed } from '@/server/citations/cited'
import type { Citation } from '@/server/conversations/schema'

export const toCitation = ({ documentId, documentName, index, page }: CitedPassage) => ({ document_id: documentId, filename: documentName, chunk_index: index, page_number: page })

/** The citations of an answer as this system shows them, in their order. A web page is its address; what is gone is left out. */
export async function citationsOf(actor: Actor, citations: readonly Citation[]): Promise<ReturnType<typeof toCitation>[]> {
  const passages = await placed(actor, citations)
  return citations.flatMap(({ url, documentName }, at) => {
    const passage = passages[at]
    if (passage != null) return toCitation(passage)
    return url === null ? [] : { document_id: url, filename: documentName, chunk_index: 0, page_number: null }
  })
}

import type { Citation, Message } from '@/server/conversations/schema'

/** A source of an answer: OpenAI's shape for a link, and what we know of it beside. Offsets are those of its marker in the text. */
export interface Annotation {
  readonly type: 'url_citation'
  readonly url_citation: { readonly url: string; readonly title: string; readonly start_index: number; readonly end_index: number }
  readonly parley: {
    readonly ordinal: number
    readonly kind: Citation['kind']
    readonly document_id: string | null
    readonly knowledge_base_id: string | null
    readonly chunk_id: string | null
    readonly page: number | null
    readonly heading_path: readonly string[]
    readonly quote: string
    readonly score: number
  }
}

/** A link to where a source can be read: its address on the internet, or its page here. */
function linkTo({ url, knowledgeBaseId, documentId, version, start, end }: Citation, origin: string): string {
  if (url !== null) return url
  return `${origin}/knowledge/${knowledgeBaseId}/documents/${documentId}?version=${version}&start=${start}&end=${end}`
}

export function annotationsOf(text: string, citations: readonly Citation[], origin: string): Annotation[] {
  return citations.map((citation) => {
    const marker = `[${citation.ordinal}]`
    const found = text.indexOf(marker)
    const [start_index, end_index] = found === -1 ? [0, 0] : [found, found + marker.length]
    return {
      type: 'url_citation',
      url_citation: { url: linkTo(citation, origin), title: citation.documentName, start_index, end_index },
      parley: {
        ordinal: citation.ordinal,
        kind: citation.kind,
        document_id: citation.documentId,
        knowledge_base_id: citation.knowledgeBaseId,
        chunk_id: citation.chunkId,
        page: citation.page,
        heading_path: citation.headingPath,
        quote: citation.quote,
        score: citation.score,
      },
    }
  })
}

export const usageOf = ({ inputTokens, outputTokens }: Message) => ({ prompt_tokens: inputTokens ?? 0, completion_tokens: outputTokens ?? 0, total_tokens: (inputTokens ?? 0) + (outputTokens ?? 0) })

export const finishReasonOf = ({ activity }: Message): 'length' | 'stop' => (activity?.isCut === true ? 'length' : 'stop')

/** The fields that every piece of an answer has. */
export const headOf = ({ id, createdAt }: Pick<Message, 'id' | 'createdAt'>, model: string) => ({ id: `chatcmpl-${id}`, created: Math.floor(createdAt.getTime() / 1_000), model })

/** A whole answer. */
export function completionOf(message: Message, { model, origin, also = () => ({}) }: { model: string; origin: string; also?: ((message: Message) => object) | undefined }) {
  const { content, citations } = message
  const spoken = { role: 'assistant', content, refusal: null, annotations: annotationsOf(content, citations, origin), ...also(message) } as const
  return { ...headOf(message, model), object: 'chat.completion', choices: [{ index: 0, message: spoken, logprobs: null, finish_reason: finishReasonOf(message) }], usage: usageOf(message) } as const
}

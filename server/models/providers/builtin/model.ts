import type { LanguageModelV4, LanguageModelV4CallOptions, LanguageModelV4StreamPart } from '@ai-sdk/provider'
import { z } from 'zod'
import { extract } from '@/server/models/providers/builtin/extract'
import { builtinChatModelId } from '@/server/models/schema'

/** What the turn hands to this provider beside the prompt (`providerOptions.builtin`); others never see it. */
export const builtinOptionsSchema = z.object({
  question: z.string(),
  isSearched: z.boolean(),
  searched: z.enum(['documents', 'internet', 'both']).default('documents'),
  passages: z.array(z.object({ text: z.string(), headingPath: z.array(z.string()), score: z.number(), coverage: z.number() })),
})

const words = {
  en: {
    found: 'No language model is configured, so these are the sentences of your documents that fit best:',
    foundOnline: 'No language model is configured, so these are the sentences that fit best, of what was found:',
    nothingOnline: 'Nothing was found that answers this. No language model is configured, so nothing was made up instead.',
    nothing: 'Your documents do not seem to answer this. No language model is configured, so nothing was made up instead.',
    notSearched:
      'No language model is configured, so there is nobody to chat with yet. Choose a knowledge base below, and the best sentences of your documents will be quoted here; or connect a model, as Settings explains.',
  },
  zh: {
    found: '尚未配置语言模型，以下是你的文档中最相关的原文：',
    foundOnline: '尚未配置语言模型，以下是找到的内容中最相关的原文：',
    nothingOnline: '没有找到能回答这个问题的内容。由于尚未配置语言模型，这里不会凭空编造。',
    nothing: '你的文档中似乎没有这个问题的答案。由于尚未配置语言模型，这里不会凭空编造。',
    notSearched: '尚未配置语言模型，暂时无法直接对话。请在下方选择一个知识库，这里会引用你文档中最相关的原文；也可以按“设置”中的说明连接一个模型。',
  },
} as const

/** The whole answer: at most two quoted sentences, each with the marker of its passage, or an honest refusal. */
export function answer(options: LanguageModelV4CallOptions): string {
  const { question, isSearched, searched, passages } = builtinOptionsSchema.parse(options.providerOptions?.['builtin'])
  const said = words[/\p{Script=Han}/u.test(question) ? 'zh' : 'en']
  const [found, nothing] = searched === 'documents' ? [said.found, said.nothing] : [said.foundOnline, said.nothingOnline]
  if (!isSearched) return said.notSearched
  const { sentences } = extract(question, passages)
  if (sentences.length === 0) return nothing
  return [found, ...sentences.map(({ text, passageIndex }) => `> ${asQuoted(text)} [${passageIndex + 1}]`)].join('\n\n')
}

/** One line, without the sign of the list that it was an item of. */
function asQuoted(sentence: string): string {
  return sentence.replaceAll(/\s+/g, ' ').trim().replace(/^(?:[-*+>]|\d{1,3}[.)]) /, '')
}

const noUsage = {
  inputTokens: { total: 0, noCache: 0, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 0, text: 0, reasoning: 0 },
}
const finish = { finishReason: { unified: 'stop', raw: undefined }, usage: noUsage } as const

/** The chat model that needs no key, no weights and no network: it quotes. A provider like any other. */
export function builtinChat(): LanguageModelV4 {
  return {
    specificationVersion: 'v4',
    provider: 'builtin',
    modelId: builtinChatModelId,
    supportedUrls: {},
    doGenerate: async (options) => ({ content: [{ type: 'text', text: answer(options) }], warnings: [], ...finish }),
    doStream: async (options) => ({ stream: streamOf(answer(options)) }),
  }
}

/** A paragraph a part, so that the page shows them as they would come from a model. */
function streamOf(text: string): ReadableStream<LanguageModelV4StreamPart> {
  return new ReadableStream({
    start: (controller) => {
      controller.enqueue({ type: 'stream-start', warnings: [] })
      controller.enqueue({ type: 'text-start', id: '0' })
      for (const delta of text.split(/(?<=\n\n)/)) controller.enqueue({ type: 'text-delta', id: '0', delta })
      controller.enqueue({ type: 'text-end', id: '0' })
      controller.enqueue({ type: 'finish', ...finish })
      controller.close()
    },
  })
}

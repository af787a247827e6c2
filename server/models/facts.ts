/** The chat model that needs no key and no network: it quotes the best sentences of the passages. */
export const builtinChatModelId = 'builtin/extractive'
/** The embedding model that needs no weights and no network; bases made with it are searched by words. */
export const builtinEmbeddingModelId = 'builtin/lexical'

export const modelKinds = ['chat', 'embedding', 'rerank'] as const
export type ModelKind = (typeof modelKinds)[number]

import { SentenceSplitter } from '@llamaindex/core/node-parser'
import { TextNode } from '@llamaindex/core/schema'
import { SimpleVectorStore, VectorStoreQueryMode } from 'llamaindex'

const splitter = new SentenceSplitter({ chunkSize: 256, chunkOverlap: 0 })

/** @type {import('./peer.ts').Peer} */
export const peer = {
  name: 'LlamaIndexTS SimpleVectorStore',
  isVector: true,
  split: async (text) => splitter.splitText(text),
  open: async (passages, { depth, embed }) => {
    const store = new SimpleVectorStore({ embedModel: { getTextEmbedding: async (text) => embed(text) } })
    await store.add(Array.from(passages, ({ id, title, text }) => new TextNode({ id_: id, text: `${title}\n${text}`, embedding: embed(`${title}\n${text}`) })))
    return async (question) => (await store.query({ queryEmbedding: embed(question), similarityTopK: depth, mode: VectorStoreQueryMode.DEFAULT })).ids
  },
}

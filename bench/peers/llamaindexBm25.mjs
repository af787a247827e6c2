import { createRequire } from 'node:module'
import { SentenceSplitter } from '@llamaindex/core/node-parser'
import { TextNode } from '@llamaindex/core/schema'
import { SimpleDocumentStore } from 'llamaindex'

// Its module for `import` calls its own dependency wrongly; the one for `require` works.
const { Bm25Retriever } = createRequire(import.meta.url)('@llamaindex/bm25-retriever')
const splitter = new SentenceSplitter({ chunkSize: 256, chunkOverlap: 0 })

/** @type {import('./peer.ts').Peer} */
export const peer = {
  name: 'LlamaIndexTS Bm25Retriever',
  isVector: false,
  split: async (text) => splitter.splitText(text),
  open: async (passages, { depth }) => {
    const docStore = new SimpleDocumentStore()
    await docStore.addDocuments(Array.from(passages, ({ id, title, text }) => new TextNode({ id_: id, text: `${title}\n${text}` })), true)
    const retriever = new Bm25Retriever({ docStore, topK: depth })
    // It makes a regular expression of every word, and throws where that is none: "(" and its like.
    return async (question) => (await retriever.retrieve({ query: question.replace(/[()[\]{}*+?|\\^$.]/g, ' ') })).map(({ node }) => node.id_)
  },
}

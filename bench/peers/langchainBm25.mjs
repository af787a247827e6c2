import { BM25Retriever } from '@langchain/community/retrievers/bm25'
import { RecursiveCharacterTextSplitter } from '@langchain/textsplitters'

const splitter = new RecursiveCharacterTextSplitter({ chunkSize: 1_000, chunkOverlap: 0 })

/** @type {import('./peer.ts').Peer} */
export const peer = {
  name: 'LangChain JS BM25Retriever',
  isVector: false,
  split: (text) => splitter.splitText(text),
  open: async (passages, { depth }) => {
    const retriever = BM25Retriever.fromDocuments(Array.from(passages, ({ id, title, text }) => ({ pageContent: `${title}\n${text}`, metadata: { id } })), { k: depth })
    return async (question) => (await retriever.invoke(question)).map(({ metadata }) => metadata.id)
  },
}

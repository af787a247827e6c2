import { MemoryVectorStore } from '@langchain/classic/vectorstores/memory'
import { RecursiveCharacterTextSplitter } from '@langchain/textsplitters'

const splitter = new RecursiveCharacterTextSplitter({ chunkSize: 1_000, chunkOverlap: 0 })

/** @type {import('./peer.ts').Peer} */
export const peer = {
  name: 'LangChain JS MemoryVectorStore',
  isVector: true,
  split: (text) => splitter.splitText(text),
  open: async (passages, { depth, embed }) => {
    const store = new MemoryVectorStore({ embedQuery: async (text) => embed(text), embedDocuments: async (texts) => texts.map(embed) })
    await store.addDocuments(Array.from(passages, ({ id, title, text }) => ({ pageContent: `${title}\n${text}`, metadata: { id } })))
    return async (question) => (await store.similaritySearch(question, depth)).map(({ metadata }) => metadata.id)
  },
}

import MiniSearch from 'minisearch'

/** @type {import('./peer.ts').Peer} */
export const peer = {
  name: 'MiniSearch',
  isVector: false,
  split: async (text) => text.split('\n\n'),
  open: async (passages, { depth }) => {
    const index = new MiniSearch({ fields: ['title', 'text'] })
    index.addAll([...passages])
    return async (question) => index.search(question).slice(0, depth).map(({ id }) => id)
  },
}

import { create, insertMultiple, search } from '@orama/orama'
import { stemmer } from '@orama/stemmers/english'
import { stopwords } from '@orama/stopwords/english'
import { createTokenizer } from '@orama/tokenizers/mandarin'

const isChinese = (text) => (text.match(/\p{Script=Han}/gu)?.length ?? 0) > text.length / 4

/** @type {import('./peer.ts').Peer} */
export const peer = {
  name: 'Orama',
  isVector: false,
  split: async (text) => text.split('\n\n'),
  open: async (passages, { depth }) => {
    const all = [...passages]
    const tokenizer = isChinese(all[0]?.text ?? '') ? createTokenizer() : { language: 'english', stemming: true, stemmer, stopWords: stopwords }
    const index = create({ schema: { title: 'string', text: 'string' }, components: { tokenizer } })
    await insertMultiple(index, all, 1_000)
    return async (question) => (await search(index, { term: question, limit: depth })).hits.map(({ id }) => id)
  },
}

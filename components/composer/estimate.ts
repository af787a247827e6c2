/** What the model is told before anything else, about. */
const instructionTokens = 180
/** Passages that a search gives at most, unless its settings say otherwise. */
const passagesOfBases = 8
const passagesOfInternet = 6
const tokensOfWebPassage = 220
/** What files that come with a question take at most, and what an image costs about. */
const tokensOfFiles = 4_000
const tokensOfImage = 1_000

export interface Carried {
  readonly text: string
  /** Earlier messages that go along. */
  readonly history: readonly string[]
  readonly bases: readonly { readonly chunkCount: number; readonly tokenCount: number }[]
  readonly searchesWeb: boolean
  readonly files: readonly { readonly kind: 'document' | 'image'; readonly size: number }[]
}

/** About how many tokens a text has: a letter in four of an alphabet, most of a Chinese character. */
export function tokensOf(text: string): number {
  const wide = text.match(/[\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef]/g)?.length ?? 0
  return Math.ceil((text.length - wide) / 4 + wide * 0.8)
}

/** About how many tokens a model will be sent with a question, in two digits: what is found is not known before it is searched for. */
export function estimateTokens({ text, history, bases, searchesWeb, files }: Carried): number {
  const chunks = bases.reduce((sum, base) => sum + base.chunkCount, 0)
  const tokensOfChunk = chunks === 0 ? 0 : bases.reduce((sum, base) => sum + base.tokenCount, 0) / chunks
  const documents = files.filter(({ kind }) => kind === 'document').reduce((sum, { size }) => sum + size / 4, 0)
  const tokens =
    instructionTokens +
    tokensOf(text) +
    history.reduce((sum, message) => sum + tokensOf(message), 0) +
    Math.min(passagesOfBases, chunks) * tokensOfChunk +
    (searchesWeb ? passagesOfInternet * tokensOfWebPassage : 0) +
    Math.min(tokensOfFiles, documents) +
    files.filter(({ kind }) => kind === 'image').length * tokensOfImage
  return Number(tokens.toPrecision(2))
}

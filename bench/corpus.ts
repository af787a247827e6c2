// Texts of any amount, made in code: the same passage for the same number on every machine, half of them English, half Chinese.

import { stopWords } from '@/server/text/stopWords'

export interface GeneratedPassage {
  readonly title: string
  readonly text: string
}

/** Different words of each language; a text uses the first of them most (Zipf, 1935): the rank-th about 1/rank as often. */
const vocabularySize = 60_000
/** Words of a passage that belong to its chapter: what it is about, and what a question asks for. */
const topicShare = 0.15
const topicWords = 40
const passagesPerChapter = 100
/** Passages of one document: a book of about two hundred pages. */
export const passagesPerDocument = 500
/** About 256 tokens a passage, which is what chunking aims at. */
const sentencesPerPassage = 11
const wordsPerSentence = { least: 9, most: 21 } as const

type Language = 'en' | 'zh'

/** Mulberry32: numbers in 0..1 that depend on the seed alone. */
function randomOf(seed: number): () => number {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    const mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    const value = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A rank below `size`, by Zipf's law with exponent 1: the inverse of the logarithm. */
function zipf(random: () => number, size: number): number {
  return Math.floor(Math.exp(random() * Math.log(size + 1))) - 1
}

/** The most frequent words of a language say nothing, in a made text as in a real one. */
const smallWords = {
  en: [...stopWords].filter((small) => /^[a-z]+$/.test(small)),
  zh: [...stopWords].filter((small) => /^\p{Script=Han}+$/u.test(small)),
} as const
const syllables = ['ba', 'con', 'der', 'el', 'fi', 'gra', 'ho', 'in', 'ju', 'ka', 'lo', 'men', 'nor', 'op', 'per', 'qui', 'ren', 'sta', 'ter', 'un', 'vi', 'wes', 'xan', 'yor', 'ze']
/** Han characters from here on stand next to each other in Unicode. */
const firstHan = 0x4e00
const hanCharacters = 3_000

/** The word of a rank: common words are short in both languages. */
function word(language: Language, rank: number): string {
  const small = smallWords[language][rank]
  if (small !== undefined) return small
  if (language === 'zh') {
    const first = String.fromCharCode(firstHan + ((rank * 7) % hanCharacters))
    return rank < 200 ? first : first + String.fromCharCode(firstHan + ((rank * 31 + Math.floor(rank / hanCharacters)) % hanCharacters))
  }
  let text = ''
  for (let rest = rank + 1; rest > 0; rest = Math.floor(rest / syllables.length)) text += syllables[rest % syllables.length] ?? ''
  return text
}

const languageOf = (passage: number): Language => (Math.floor(passage / passagesPerDocument) % 2 === 0 ? 'en' : 'zh')

/** The words that a chapter is about: rare ones, and its own. */
function topicOf(chapter: number): readonly number[] {
  const random = randomOf(chapter * 2 + 1)
  return Array.from({ length: topicWords }, () => 500 + Math.floor(random() * (vocabularySize - 500)))
}

function sentence(language: Language, random: () => number, topic: readonly number[]): string {
  const length = wordsPerSentence.least + Math.floor(random() * (wordsPerSentence.most - wordsPerSentence.least))
  const words = Array.from({ length }, () => word(language, random() < topicShare ? (topic[Math.floor(random() * topic.length)] ?? 0) : zipf(random, vocabularySize)))
  return language === 'zh' ? `${words.join('')}。` : `${words.join(' ').replace(/^./, (first) => first.toUpperCase())}.`
}

/** The passage of a number from 0 on; five hundred in a row are one document, and documents take turns in their language. */
export function generatedPassage(at: number): GeneratedPassage {
  const language = languageOf(at)
  const topic = topicOf(Math.floor(at / passagesPerChapter))
  const random = randomOf(at * 2)
  const sentences = Array.from({ length: sentencesPerPassage }, () => sentence(language, random, topic))
  return { title: topic.slice(0, 3).map((rank) => word(language, rank)).join(language === 'zh' ? '' : ' '), text: sentences.join(language === 'zh' ? '' : ' ') }
}

/** The text of a document, a paragraph for each passage. */
export function generatedDocument(document: number, passages = passagesPerDocument): string {
  return Array.from({ length: passages }, (_, at) => generatedPassage(document * passagesPerDocument + at).text).join('\n\n')
}

/** A question that the passage of this number answers: some words of one of its sentences, as a person remembers it. */
export function generatedQuestion(at: number): string {
  const { text } = generatedPassage(at)
  const random = randomOf(at * 2 + 7)
  if (languageOf(at) === 'zh') {
    const start = Math.floor(random() * (text.length - 16))
    return `${text.slice(start, start + 14).replaceAll('。', '')}？`
  }
  const words = text.split(' ')
  const start = Math.floor(random() * (words.length - 10))
  return `${words.slice(start, start + 9).join(' ').replaceAll('.', '')}?`
}

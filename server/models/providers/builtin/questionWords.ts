import { normalise } from '@/server/text/normalise'
import { questionTerms, wantedTerms } from '@/server/text/terms'

/** A word of a question: the terms that a text has which holds it. */
export type Word = readonly string[]

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/** Words that a Chinese question is made of, whatever it is about. */
const asking = new Set(
  `什么 什么样 哪 哪个 哪些 哪里 哪儿 哪年 哪种 哪位 谁 怎么 如何 多少 多 几 几个 为什么 何时 何地 请问 吗 呢 的 了 是 在 有 和 与 被 由 于 从 到 对 为 以 把 将 及 或 而 之 所 等
  中 上 下 里 个 年 月 日 次 名 位 种 人 时候 时 其 该 这 那 它 他 她 们 他们 它们 不 都 也 就 还 又 可以 能 会 要 因为 所以 以及 之后 之前 以后 以前 期间 其中 一 一个 两 三 大 少
  称为 叫 叫做 成为 进行`.split(/\s+/u),
)

export const isHan = (text: string): boolean => /\p{Script=Han}/u.test(text)
const wordOf = (text: string): Word => [...wantedTerms(text)]

/** The words of a question that say what it is about: dictionary words of a Chinese one, else its terms. */
export function tellingWords(question: string): Word[] {
  if (!isHan(question)) return questionTerms(question).map((term) => [term])
  const words = [...segmenter.segment(normalise(question))].map(({ segment }) => segment)
  return [...new Set(words.filter((word) => isHan(word) && !asking.has(word)))].map(wordOf)
}

/** Names inside an English question, foreign words in a Chinese one. */
export function namesIn(question: string): Word[] {
  const found = isHan(question) ? question.match(/[a-z]{2,}/gi) : question.match(/(?<=\S\s)\p{Lu}\p{L}+/gu)
  return (found ?? []).map(wordOf)
}

export function numbersIn(question: string): Word[] {
  return (normalise(question).match(/\d+/g) ?? []).map(wordOf)
}

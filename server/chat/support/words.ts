import type { Vocabulary } from '@/server/chat/support/vocabulary'
import { normalise } from '@/server/text/normalise'
import { isStopWord, termSpans, terms } from '@/server/text/terms'

/** A part of a sentence that a source can hold or not: an English word, a Chinese character with its neighbours. */
export interface Word {
  readonly term: string
  readonly weight: number
  /** A Chinese character is also said when one of these pairs is. */
  readonly pairs: readonly string[]
}

/** What answers say about their sources, and words that go with every subject: they weigh nothing. */
const talk = new Set(
  terms(
    'according accordingly also additionally furthermore moreover however therefore thus overall finally note important passage document source text state mention describe indicate include provide say specify example namely respectively well can could may might must shall should would will need one ones you your they them their he his she her we our us it its about around roughly approximately nearly almost least most both each any all some such than then only more just very get make take use used using several various certain following above below not never no none nor neither without cannot',
  ),
)
const wideTalk = new Set('的了是在和与及或也都就被把有为以对于这那该其个们还则而着到从由将已等它他她此并且但可会能要须需约至之得地所比不没未无勿'.split(''))
const han = /\p{Script=Han}/u
const commonStart = new Set('however additionally furthermore overall according based since because while although after before during each every both all some many most once unless until if when where who whoever otherwise unlike like clean switch request requests employees users readers people children'.split(' '))

/** The words of a sentence that tell something, with what each counts for. */
export function wordsIn(sentence: string): Word[] {
  const spans = termSpans(sentence)
  const english = spans.filter(({ term }) => !han.test(term) && !/\d/.test(term) && !isStopWord(term) && !talk.has(term))
  const first = spans[0]
  const words = english.map(({ term, start }): Word => ({ term, weight: start === first?.start && startsWithName(sentence) ? 2.5 : 1, pairs: [] }))
  return [...words, ...characters(normalise(sentence))]
}

/** A capital at the beginning says little; a word that seldom begins a sentence may be a name. */
function startsWithName(sentence: string): boolean {
  const [word = ''] = sentence.match(/^\p{Lu}[\p{L}'’-]*/u) ?? []
  return word !== '' && !commonStart.has(word.toLowerCase()) && !isStopWord(word.toLowerCase()) && !/(?:ly|ing|ed|s)$/.test(word)
}

function characters(folded: string): Word[] {
  const all = Array.from(folded)
  return all.flatMap((character, at): Word[] => {
    if (!han.test(character) || wideTalk.has(character) || /[零〇一二两三四五六七八九十百千万亿]/.test(character)) return []
    const pairs = [[all[at - 1], character], [character, all[at + 1]]].filter((pair) => pair.every((part) => part !== undefined && han.test(part))).map((pair) => pair.join(''))
    return [{ term: character, weight: 0.5, pairs }]
  })
}

/** How much of a word a text says, 0..1. */
export function said({ term, pairs }: Word, source: Vocabulary): number {
  if (pairs.length > 0) return pairs.some((pair) => source.has(pair)) ? 1 : source.has(term) ? 0.4 : 0
  if (source.has(term)) return 1
  return source.hasAlike(term) ? 0.8 : 0
}

const dictionary = new Intl.Segmenter('zh', { granularity: 'word' })
/** Surnames that are seldom words by themselves. */
const surnames = new Set('王李张刘陈杨赵周吴徐孙朱胡郭林罗梁宋郑谢韩唐冯董萧曹袁邓许傅沈彭吕苏卢蒋蔡贾丁魏薛叶阎潘杜戴夏钟汪田姜范姚谭廖邹熊陆郝孔崔邱秦顾侯邵孟钱汤尹黎武乔贺赖龚马')
/** Before these 张 and 武 count or belong to a word. */
const counts = /[一二两三四五六七八九十百每这那几数\d]$/

/** The names of people in Chinese: a surname that is no part of a word, with what follows it. */
function wideNames(sentence: string): string[] {
  const segments = [...dictionary.segment(normalise(sentence))].map(({ segment }) => segment)
  return segments.flatMap((segment, at) => {
    const [before = '', given = '', more = ''] = [segments[at - 1], segments[at + 1], segments[at + 2]]
    if (!surnames.has(segment) || counts.test(before) || !/^\p{Script=Han}{1,2}$/u.test(given) || wideTalk.has(given)) return []
    return [segment + given + (given.length === 1 && /^\p{Script=Han}$/u.test(more) && !wideTalk.has(more) ? more : '')]
  })
}

/** Whether a text names somebody: the surname with what comes next. */
export const saysWideNames = (sentence: string, source: Vocabulary): boolean => wideNames(sentence).every((name) => source.has(name.slice(0, 2)))

/**
 * The names in a sentence: English words with a capital that do not begin it, words with digits in them, and Latin words among Chinese ones.
 * Headings and languages that write every noun with a capital have none that can be told.
 */
export function namesIn(sentence: string): string[] {
  const tokens = [...sentence.matchAll(/[\p{Script=Latin}][\p{Script=Latin}\p{N}'’&_-]*/gu)].map(([token, ...rest]) => ({ token, at: rest.length }))
  const isWide = han.test(sentence)
  const capitals = tokens.filter(({ token }) => /^\p{Lu}/u.test(token))
  if (!isWide && (capitals.length > tokens.length * 0.5 + 1 || !/\b(?:the|of|and|is|are|was|were|to|for|with|that|by|from|it|an?|in)\b/i.test(sentence))) return []
  const startsWithCapital = tokens[0]?.token === /^["'“(]*([\p{Script=Latin}][\p{Script=Latin}\p{N}'’&_-]*)/u.exec(sentence)?.[1]
  return tokens
    .filter(({ token }, at) => (isWide ? token.length > 1 : /^\p{Lu}/u.test(token) && token !== 'I' && !token.startsWith("I'") && !(at === 0 && startsWithCapital && !/\d|^\p{Lu}{2,}/u.test(token) && !/^\p{Lu}/u.test(tokens[1]?.token ?? ''))))
    .map(({ token }) => token.replace(/['’]s$/, ''))
}

/** Whether a text names this, in whatever form of the word. */
export function saysName(name: string, source: Vocabulary): boolean {
  const parts = terms(name)
  return parts.every((part) => source.has(part) || source.hasAlike(part) || isStopWord(part) || talk.has(part))
}

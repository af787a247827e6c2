import { sentences } from '@/server/text/sentences'
import { isStopWord, terms } from '@/server/text/terms'

/** A sentence of an answer that claims something. Offsets are those of the answer, [start, end). */
export interface Claim {
  readonly start: number
  readonly end: number
  /** Its words, without the signs of Markdown and without markers. */
  readonly text: string
  /** The sources that it names. */
  readonly ordinals: readonly number[]
}

interface Span {
  start: number
  end: number
}

const fence = /^ {0,3}(`{3,}|~{3,})/
/** Lines that claim nothing: headings, rules, the line under the head of a table, formulas on lines of their own. */
const silentLine = /^\s*(?:#{1,6}\s|(?:[-*_]\s*){3,}$|\|?[\s:|-]*-[\s:|-]*$|\$\$|\\\[)/
/** What stands before the words of a line: signs of quotations, and the sign of a list item, with which something new begins. */
const lineSigns = /^(\s*(?:>\s?)*\s*)((?:[-*+]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?)?/
const tableRow = /^\s*\|/
const trailingMarkers = /^(?:\s*\[\d{1,3}\])+/
const marker = /\[(\d{1,3})\]/g

/** The claims of an answer in Markdown, in order. Code, headings, questions, greetings and what only leads over are left out. */
export function claimsIn(answer: string): Claim[] {
  return paragraphs(answer)
    .flatMap((paragraph) => sentencesOf(answer, paragraph))
    .flatMap(({ start, end }) => {
      const raw = answer.slice(start, end)
      const ordinals = [...raw.matchAll(marker)].map(([, number]) => Number(number))
      const text = plain(raw)
      return isClaim(text, raw) ? [{ start, end, text, ordinals: [...new Set(ordinals)] }] : []
    })
}

/** The runs of lines that belong together: a paragraph, a list item, a row of a table. */
function paragraphs(answer: string): Span[] {
  const found: Span[] = []
  let open: Span | undefined
  let closing: string | null = null
  let start = 0
  const lines = answer.split('\n')
  for (const [at, line] of lines.entries()) {
    const mark = fence.exec(line)?.[1]
    const isHead = tableRow.test(line) && silentLine.test(lines[at + 1] ?? '')
    if (mark !== undefined && (closing === null || mark.startsWith(closing))) closing = closing === null ? mark : null
    if (closing !== null || mark !== undefined || line.trim() === '' || silentLine.test(line) || isHead) open = undefined
    else {
      const [, before = '', sign] = lineSigns.exec(line) ?? []
      const from = start + before.length + (sign?.length ?? 0)
      if (open === undefined || sign !== undefined || tableRow.test(line)) found.push((open = { start: from, end: start + line.length }))
      else open.end = start + line.length
      if (tableRow.test(line)) open = undefined
    }
    start += line.length + 1
  }
  return found
}

/** The sentences of a paragraph; markers behind the full stop belong to the sentence before it, a row of a table is one sentence. */
function sentencesOf(answer: string, { start, end }: Span): Span[] {
  const text = answer.slice(start, end)
  if (tableRow.test(text)) return [{ start, end }]
  // Without its markers, whose brackets would end a sentence.
  const words = text.replaceAll(marker, (found) => ' '.repeat(found.length))
  return sentences(words).map((span) => ({ start: start + span.start, end: start + span.end + (trailingMarkers.exec(text.slice(span.end))?.[0].length ?? 0) }))
}

function plain(raw: string): string {
  return raw
    .replaceAll(/\$\$[^$]*\$\$|\\\([\s\S]*?\\\)|\\\[[\s\S]*?\\\]/g, ' ')
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(marker, ' ')
    .replaceAll(/\n\s*(?:>\s?)+/g, '\n')
    .replaceAll(/\*+|~~|`+/g, '')
    .replaceAll(/\s*\|\s*/g, ' | ')
    .replaceAll(/ {2,}/g, ' ')
    .trim()
}

/** Words that claim nothing by themselves. */
const fillers = new Set('yes no sure okay certainly thanks hello hi 是 的 好 你 您 当 然 谢 是的 好的 你好 您好 当然 谢谢'.split(' '))
const question = /[?？]["'”’」』）)]*$/
const opening = /[:：]$/
const bold = /^(\*\*|__)[^*_]+\1[:：]?$/
const courtesy =
  /^(?:sure|certainly|of course|hello|hi|hey|thanks|thank you|(?:great|good) question|(?:i'm |i am )?(?:very )?sorry|unfortunately, i|i (?:hope|can|could|cannot|can't|do not|don't|did not|didn't|found|will|would|have)\b|hope this|let me know|feel free|if you (?:have|need|want|would)|please let|here(?: is| are|['’]s)|below (?:is|are)|as an ai)\b/i
const courtesyZh = /^(?:好的|你好|您好|当然|谢谢|(?:很)?抱歉|对不起|希望(?:以上|这|能|对)|如需|如果(?:你|您)(?:还|需|想)|请告诉|以下(?:是|为)|下面(?:是|为))/
const sayingNothing = [
  /\b(?:the|these|those|your|provided|given|available|any)\s+(?:\w+\s+)?(?:passages?|documents?|sources?|texts?|context|excerpts?|files?|information)\b.{0,60}(?:\bnot\b|n['’]t\b|\bno\b).{0,40}\b(?:mention|sa[yi]|state|contain|include|provide|specif|answer|address|discuss|describe|cover|indicate|information|detail)/i,
  /\b(?:no|not|n['’]t)\b.{0,30}\b(?:information|mention(?:ed)?|stated|specified|details?)\b.{0,60}\b(?:passages?|documents?|sources?|texts?|context|excerpts?|files?)\b/i,
  /(?:文档|资料|段落|原文|来源|上下文|文件|文中|材料).{0,20}(?:没有|并未|未|没|不).{0,6}(?:提|说|包含|涉及|给出|回答|说明|找到|记载|指出|提供|描述|讨论|显示)/,
  /(?:没有|未能?)(?:在.{0,12})?找到|无法(?:回答|确定|得知)/,
]

function isClaim(text: string, raw: string): boolean {
  if (question.test(text) || opening.test(text) || bold.test(raw.trim())) return false
  if (courtesy.test(text) || courtesyZh.test(text) || sayingNothing.some((pattern) => pattern.test(text))) return false
  return terms(text).some((term) => !isStopWord(term) && !fillers.has(term))
}

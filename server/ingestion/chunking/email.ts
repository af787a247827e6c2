import { lineAfter, visibleLines } from '@/server/ingestion/chunking/lines'
import type { Line } from '@/server/ingestion/chunking/lines'
import { contextLine } from '@/server/ingestion/chunking/method'
import type { Mark, Method } from '@/server/ingestion/chunking/method'
import type { Sizes } from '@/server/ingestion/chunking/sizes'
import type { Page } from '@/server/ingestion/parser/reading'

const field = /^[>*\s]*(From|To|Cc|Bcc|Reply-To|Date|Sent|Subject|Attachments?|发件人|寄件者|收件人|收件者|抄送|密送|副本|日期|时间|发送时间|寄件日期|主题|主旨|附件)[*\s]*[:：]/i
/** The fields that say which message it is: what it is about, who wrote it, and when. */
const tellingFields = new Set(['from', 'date', 'sent', 'subject', '发件人', '寄件者', '日期', '时间', '发送时间', '寄件日期', '主题', '主旨'])
const subject = /^[>*\s]*(?:Subject|主题|主旨)/i
/** What stands over a quoted message, as mail programs write it. */
const introduction = /^[>\s]*(?:(?:On|Am|Le)\s.{5,200}\b(?:wrote|schrieb|a écrit)\s?:|.{5,200}(?:写道|寫道|写了)\s?[:：]|-{2,}\s*(?:Original Message|Forwarded message|原始邮件|原始郵件|转发的?邮件|轉寄郵件)\s*-{2,})$/i

/** E-mail: the quoted history is apart from what was written, each message of it stands under its own head, and what is long under its head too. */
export function email(sizes: Sizes): Method {
  return { sizes, marks, warnings: () => [] }
}

function* marks(page: Page): Generator<Mark> {
  const ownEnd = endOfOwnWords(page.text)
  let own: string[] = []
  let isFirst = true
  let isQuoted = false
  let titleEnd = 0
  for (const line of visibleLines(page)) {
    if (line.offset < titleEnd) continue
    const message = messageAt(page.text, line, isFirst)
    if (message !== undefined) {
      const { heading } = line
      // A subject that is a heading is in the path of every chunk.
      const context = message.context.filter((words) => heading === undefined || !words.includes(heading.title))
      const about = isFirst || context.some((words) => subject.test(words)) ? [] : own.filter((words) => subject.test(words))
      if (isFirst) own = context
      titleEnd = message.end
      yield { offset: line.offset, begins: 'afterText', titleEnd, context: [...about, ...context], ...(heading === undefined ? {} : { heading }) }
    } else if (line.heading !== undefined) yield { offset: line.offset, begins: 'afterEnough', heading: line.heading }
    else if (!isQuoted && line.offset >= ownEnd) yield { offset: line.offset, begins: 'afterText', context: own }
    isQuoted ||= line.offset >= ownEnd || (message !== undefined && !isFirst)
    // The subject may stand over the head as its title.
    isFirst &&= message === undefined && line.heading !== undefined
  }
}

/** The head of a message that begins on a line, or what introduces a quoted one: its context and where it ends. */
function messageAt(text: string, line: Line, isFirst: boolean): { context: string[]; end: number } | undefined {
  const next = lineAfter(text, line.end)
  if (introduction.test(line.text)) return { context: [contextLine(line.text)], end: line.end }
  const both = `${line.text} ${next.text}`
  if (/^[>\s]*(?:On|Am|Le|在|于)\s?/.test(line.text) && line.text.length < 200 && introduction.test(both)) return { context: [contextLine(both)], end: next.end }
  const begins = field.test(line.text) && (isFirst || (field.test(next.text) && (line.isApart || line.isFresh)))
  return begins ? headFrom(text, line) : undefined
}

function headFrom(text: string, line: Line): { context: string[]; end: number } {
  const context = new Map<string, string>()
  let { end } = line
  for (let words = line.text, at = line.end; field.test(words); ) {
    end = at
    const name = field.exec(words)?.[1]?.toLowerCase() ?? ''
    if (tellingFields.has(name) && !context.has(name)) context.set(name, contextLine(words))
    const next = lineAfter(text, at)
    words = next.text
    at = next.end
  }
  return { context: [...context.values()], end }
}

/** Where the last line ends that is not quoted: an answer between quoted lines is read together with them. */
function endOfOwnWords(text: string): number {
  let end = text.length
  while (end > 0) {
    const start = text.lastIndexOf('\n', end - 1) + 1
    const line = text.slice(start, end).trim()
    if (line !== '' && !line.startsWith('>')) return end
    end = start - 1
  }
  return 0
}

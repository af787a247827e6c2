import { chineseValue, romanValue } from '@/server/ingestion/chunking/numbers'

/** Numbers that a heading may have skipped, because the reader did not see one as a line of its own. */
const maxSkipped = 1

const styles = [
  { style: 'arabic', depth: undefined, pattern: /^(\d{1,2}(?:\.\d{1,2}){0,3})(?:[.．、]\s*|\s+)(?=\S)/ },
  { style: 'roman', depth: 1, pattern: /^([IVX]{1,6})[.．]\s+(?=\S)/ },
  { style: 'chinese', depth: 1, pattern: /^([一二三四五六七八九十]{1,3})[、．.]\s*(?=\S)/ },
  { style: 'bracketed', depth: 2, pattern: /^[（(]([一二三四五六七八九十]{1,3})[)）]\s*(?=\S)/ },
] as const satisfies { style: string; depth: number | undefined; pattern: RegExp }[]

const maxTitle = 100
const beginsTitle = /^[\p{Lu}\p{Script=Han}"“《]/u
const sentenceEnd = /[.;:,。；：，、]$/

type Style = (typeof styles)[number]['style']

/**
 * Tells the numbers of sections from those of lists: a section's is the next one of its kind (after 2: 2.1 or 3; after 2.1: 2.2 or 3),
 * and a list begins at 1 again.
 */
export class SectionNumbers {
  #last: Record<Style, number[]> = { arabic: [], roman: [], chinese: [], bracketed: [] }
  /** What stands after the number of a section of the first depth: a mark, or nothing. */
  #hasMark: boolean | undefined

  /** The number with which a heading begins, as it is written there, and its depth, 1 the highest; undefined for any other line. */
  next(text: string): { label: string; depth: number } | undefined {
    for (const { style, depth, pattern } of styles) {
      const [label, number] = pattern.exec(text) ?? []
      if (label === undefined || number === undefined || !isTitle(text.slice(label.length))) continue
      const parts = partsOf(style, number)
      // Under 一、 or I. single numbers are points of a list or of the third rank.
      if (style === 'arabic' && parts.length === 1 && this.#last.roman.length + this.#last.chinese.length > 0) return undefined
      const hasMark = /\S$/.test(label.slice(number.length).trim())
      if (!follows(this.#last[style], parts) || (parts.length === 1 && hasMark !== (this.#hasMark ?? hasMark))) return undefined
      this.#last[style] = parts
      if (parts.length === 1) this.#hasMark = hasMark
      if (style === 'chinese') this.#last.bracketed = []
      return { label, depth: depth ?? parts.length }
    }
    return undefined
  }
}

function isTitle(text: string): boolean {
  return text.length <= maxTitle && beginsTitle.test(text) && !sentenceEnd.test(text)
}

function partsOf(style: Style, number: string): number[] {
  switch (style) {
    case 'arabic':
      return number.split('.').map(Number)
    case 'roman':
      return [romanValue(number)]
    case 'chinese':
    case 'bracketed':
      return [chineseValue(number)]
  }
}

function follows(last: readonly number[], next: readonly number[]): boolean {
  const depth = next.length - 1
  if (depth > last.length || next.slice(0, depth).some((part, at) => part !== last[at])) return false
  const step = (next[depth] ?? 0) - (last[depth] ?? 0)
  return step >= 1 && step <= 1 + maxSkipped
}

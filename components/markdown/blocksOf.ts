const fence = /^ {0,3}(`{3,}|~{3,})/
const listItem = /^ {0,3}(?:[-+*]|\d{1,9}[.)])(?:\s|$)/
const isBlank = (line: string): boolean => line.trim() === ''
/** What a definition says holds for the whole text. */
const definition = /^ {0,3}\[[^\]]+\]:/m

/**
 * The blocks of a Markdown text, each of which can be set by itself; joined they are the text. A text grows at its end, so all blocks
 * but the last stay what they are.
 */
export function blocksOf(text: string): string[] {
  if (definition.test(text)) return [text]
  const blocks: string[] = []
  let block: string[] = []
  let closing: string | null = null
  let isList = false
  for (const line of text.split('\n')) {
    const isAfterGap = block.length > 0 && isBlank(block.at(-1) ?? '')
    const goesOn = isBlank(line) || /^(?: {2,}|\t)/.test(line) || (isList && listItem.test(line))
    if (closing === null && isAfterGap && !goesOn) {
      blocks.push(block.join('\n'))
      block = []
    }
    if (block.every(isBlank)) isList = listItem.test(line)
    block.push(line)
    closing = openFence(closing, line)
  }
  return [...blocks, block.join('\n')].filter((part) => !isBlank(part))
}

/** The mark that ends the fence in which the next line stands, or null outside of one. `$$` fences formulas. */
export function openFence(closing: string | null, line: string): string | null {
  const mark = fence.exec(line)?.[1] ?? (line.trim() === '$$' ? '$$' : undefined)
  if (closing === null) return mark ?? null
  return mark !== undefined && mark.startsWith(closing) ? null : closing
}

/** Whether a block ends inside a fence. */
export function hasOpenFence(block: string): boolean {
  return block.split('\n').reduce<string | null>(openFence, null) !== null
}

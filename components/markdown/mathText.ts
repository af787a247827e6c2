const fence = /^ {0,3}(`{3,}|~{3,})/
const looksLikeMath = /[\\^_={}]|^[A-Za-z]$/

/** True when a text may hold a formula, so that the formula renderer is worth loading. */
export function hasMath(text: string): boolean {
  return normaliseMath(text).includes('$$')
}

/**
 * Formulas in the one notation that is rendered, `$$…$$`: `\(…\)` and `\[…\]` as many models write them, and `$…$` where it can
 * only be a formula (no space inside the dollars, no digit after them, and something mathematical between): `$5 and $6` is money.
 * Code is left alone.
 */
export function normaliseMath(text: string): string {
  if (!/\$|\\[([]/.test(text)) return text
  return outsideCode(text, (prose) =>
    prose
      .replace(/\\\[([\s\S]+?)\\\]/g, (_, formula: string) => `\n$$\n${formula.trim()}\n$$\n`)
      .replace(/\\\((.+?)\\\)/g, (_, formula: string) => `$$${formula.trim()}$$`)
      .replace(/(?<![\\$])\$(?![\s$])([^$\n]*?[^\s$\\])\$(?![\d$])/g, (whole, formula: string) =>
        looksLikeMath.test(formula) ? `$$${formula}$$` : whole,
      ),
  )
}

/** Applies `change` to what is neither a fenced block nor inline code. */
function outsideCode(text: string, change: (prose: string) => string): string {
  const parts: string[] = []
  let prose: string[] = []
  let closing: string | null = null
  const flush = (): void => {
    if (prose.length > 0) parts.push(outsideInlineCode(prose.join('\n'), change))
    prose = []
  }
  for (const line of text.split('\n')) {
    const mark = fence.exec(line)?.[1]
    if (closing === null && mark === undefined) {
      prose.push(line)
      continue
    }
    flush()
    parts.push(line)
    if (closing === null) closing = mark ?? null
    else if (mark !== undefined && mark.startsWith(closing)) closing = null
  }
  flush()
  return parts.join('\n')
}

function outsideInlineCode(text: string, change: (prose: string) => string): string {
  const code = /(`+)[^`][\s\S]*?\1(?!`)/g
  let result = ''
  let from = 0
  for (const match of text.matchAll(code)) {
    result += change(text.slice(from, match.index)) + match[0]
    from = match.index + match[0].length
  }
  return result + change(text.slice(from))
}

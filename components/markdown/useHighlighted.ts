import { useEffect, useState } from 'react'
import type { HighlightToken } from 'streamdown'

export type HighlightedLines = readonly (readonly HighlightToken[])[]

/**
 * The coloured tokens of a piece of code, null until the highlighter and the language are loaded. Highlighting waits for the code to
 * be complete: colours that change under the reader's eyes help nobody.
 */
export function useHighlighted(code: string, language: string, isIncomplete: boolean): HighlightedLines | null {
  const [highlighted, setHighlighted] = useState<{ code: string; lines: HighlightedLines } | null>(null)
  useEffect(() => {
    if (isIncomplete || language === '') return
    let isCurrent = true
    highlight(code, language, (lines) => {
      if (isCurrent) setHighlighted({ code, lines })
    }).catch(() => {
      // The highlighter could not be loaded: the code stays as plain as it is.
    })
    return () => {
      isCurrent = false
    }
  }, [code, language, isIncomplete])
  return highlighted?.code === code ? highlighted.lines : null
}

async function highlight(code: string, language: string, show: (lines: HighlightedLines) => void): Promise<void> {
  const { codeHighlighter } = await import('@/components/markdown/codeHighlighter')
  const known = codeHighlighter.getSupportedLanguages().find((name) => name === language.toLowerCase())
  if (known === undefined) return
  const request = { code, language: known, themes: codeHighlighter.getThemes() }
  const result = codeHighlighter.highlight(request, ({ tokens }) => show(tokens))
  if (result !== null) show(result.tokens)
}

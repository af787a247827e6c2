import { useEffect, useState } from 'react'
import type { ThemedToken } from 'shiki/core'

export type HighlightedLines = readonly (readonly ThemedToken[])[]

/**
 * The coloured tokens of a piece of code, null until the highlighter and the language are loaded. Highlighting waits for the code to
 * be complete: colours that change under the reader's eyes help nobody.
 */
export function useHighlighted(code: string, language: string, isIncomplete: boolean): HighlightedLines | null {
  const [highlighted, setHighlighted] = useState<{ code: string; lines: HighlightedLines } | null>(null)
  useEffect(() => {
    if (isIncomplete || language === '') return
    let isCurrent = true
    import('@/components/markdown/codeHighlighter')
      .then(({ highlight }) => highlight(code, language))
      .then((lines) => {
        if (isCurrent && lines !== null) setHighlighted({ code, lines })
      })
      .catch(() => {
        // The highlighter could not be loaded: the code stays as plain as it is.
      })
    return () => {
      isCurrent = false
    }
  }, [code, language, isIncomplete])
  return highlighted?.code === code ? highlighted.lines : null
}

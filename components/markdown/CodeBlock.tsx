import { use } from 'react'
import { useTranslations } from 'use-intl'
import { IncompleteCode } from '@/components/markdown/IncompleteCode'
import { type HighlightedLines, useHighlighted } from '@/components/markdown/useHighlighted'
import { CopyButton } from '@/components/ui/CopyButton'

/** A fenced block: its language, a copy button, and colours as soon as the highlighter is there. */
export function CodeBlock({ code, language }: { code: string; language: string }) {
  const t = useTranslations('chat.markdown')
  const isIncomplete = use(IncompleteCode)
  const lines = useHighlighted(code, language, isIncomplete)
  return (
    <figure className="code-block" dir="ltr">
      <figcaption>
        <span>{language === '' ? t('code') : language}</span>
        <CopyButton label={t('copyCode')} text={code} />
      </figcaption>
      <pre tabIndex={0}>
        <code>{lines === null ? code : <Lines lines={lines} />}</code>
      </pre>
    </figure>
  )
}

function Lines({ lines }: { lines: HighlightedLines }) {
  return lines.map((line, lineIndex) => (
    // The lines of a finished block neither move nor change.
    <span key={lineIndex}>
      {line.map((token, tokenIndex) => (
        <span key={tokenIndex} style={{ color: colour(token.htmlStyle) }}>
          {token.content}
        </span>
      ))}
      {lineIndex < lines.length - 1 && '\n'}
    </span>
  ))
}

/** The highlighter gives the light colour and the dark one; the page's `color-scheme` chooses. */
function colour(style: Record<string, string> | undefined): string | undefined {
  const [light, dark] = [style?.color, style?.['--shiki-dark']]
  return light === undefined || dark === undefined ? light : `light-dark(${light}, ${dark})`
}

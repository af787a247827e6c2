import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'

/** A link of an answer: only to the web and to mail, in a new tab, and telling the other side nothing about this page. */
export function MarkdownLink({ href, children }: { href: string; children?: ReactNode }) {
  const t = useTranslations('chat.markdown')
  if (!isSafe(href)) return <>{children}</>
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
      <span className="sr-only"> ({t('opensNewTab')})</span>
    </a>
  )
}

/** An image is never loaded, because its address can carry what was said to whoever serves it; its text links there instead. */
export function MarkdownImage({ src, alt }: { src: string; alt: string }) {
  const t = useTranslations('chat.markdown')
  const text = alt === '' ? t('imageUnnamed') : t('image', { alt })
  return <MarkdownLink href={src}>{text}</MarkdownLink>
}

function isSafe(href: string): boolean {
  const url = URL.parse(href)
  return url !== null && ['http:', 'https:', 'mailto:'].includes(url.protocol)
}

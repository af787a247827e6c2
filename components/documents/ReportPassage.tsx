'use client'

import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import type { RouterOutputs } from '@/server/router'

/** A passage in a report, which leads to its place in the document. */
export function ReportPassage({ document, passage, label }: { document: Pick<RouterOutputs['documents']['get'], 'id' | 'knowledgeBaseId'>; passage: RouterOutputs['documents']['report']['samples'][number]; label?: string }) {
  const t = useTranslations('knowledge.report')
  const { index, start, end, page, headingPath, tokenCount, text } = passage
  const facts = [label, t('piece', { index: index + 1, tokens: tokenCount }), page === null ? undefined : t('page', { page }), headingPath.join(' › ') || undefined]
  return (
    <li className="relative py-2">
      <p className="text-ink-muted tabular-nums">
        <Link href={`/knowledge/${document.knowledgeBaseId}/documents/${document.id}?${new URLSearchParams({ start: String(start), end: String(end) }).toString()}`} className="after:absolute after:inset-0 hover:underline">
          {facts.filter((fact) => fact !== undefined).join(' · ')}
        </Link>
      </p>
      <p className="line-clamp-4 wrap-anywhere whitespace-pre-line">{text}</p>
    </li>
  )
}

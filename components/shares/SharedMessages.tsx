'use client'

import { type ReactNode, useEffect, useId, useMemo, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { AnswerText, preloadMarkdown } from '@/components/chat/AnswerText'
import { CitationsContext } from '@/components/citations/CitationsContext'
import { quoteIn } from '@/components/citations/quoteIn'
import { SourcePlace } from '@/components/citations/SourcePlace'
import type { Citation } from '@/server/conversations/schema'
import type { SharedMessage } from '@/server/shares/schema'

/** Messages to read: questions as they were written, answers with the passages that they cite below them. `showsPassages` opens all, as on paper. */
export function SharedMessages({ messages, showsPassages = false }: { messages: readonly SharedMessage[]; showsPassages?: boolean }) {
  useEffect(preloadMarkdown, [])
  return (
    <div className="space-y-6">
      {messages.map((message, at) =>
        // Messages of a copy never change their places.
        message.role === 'user' ? <Question key={at} text={message.content} /> : <Answer key={at} message={message} showsPassages={showsPassages} />,
      )}
    </div>
  )
}

function Question({ text }: { text: string }) {
  const t = useTranslations('organise.shared')
  return (
    <article aria-label={t('question')} className="flex justify-end print:justify-start">
      <p dir="auto" className="max-w-[85%] rounded-surface bg-raised px-3.5 py-2 text-answer break-words whitespace-pre-wrap print:max-w-full print:bg-transparent print:px-0 print:font-semibold">{text}</p>
    </article>
  )
}

function Answer({ message, showsPassages }: { message: SharedMessage; showsPassages: boolean }) {
  const t = useTranslations('organise.shared')
  const id = useId()
  const list = useRef<HTMLOListElement>(null)
  const { citations } = message
  const sources = useMemo(
    () => ({
      citations,
      openOrdinal: null,
      open: (ordinal: number) => {
        const source = list.current?.querySelector<HTMLDetailsElement>(`[data-ordinal="${ordinal}"]`)
        if (source === null || source === undefined) return
        source.open = true
        source.querySelector('summary')?.focus()
      },
    }),
    [citations],
  )
  return (
    <CitationsContext value={sources}>
      <article aria-label={t('answer')} className="space-y-3">
        <AnswerText text={message.content} isStreaming={false} />
        {citations.length > 0 && (
          <section aria-labelledby={id} className="border-t border-line pt-2">
            <h2 id={id} className="pb-1 text-xs text-ink-muted">
              {t('sources')}
            </h2>
            <ol ref={list}>
              {citations.map((citation) => (
                <Source key={citation.ordinal} citation={citation} isOpen={showsPassages} />
              ))}
            </ol>
          </section>
        )}
      </article>
    </CitationsContext>
  )
}

function Source({ citation, isOpen }: { citation: Citation; isOpen: boolean }): ReactNode {
  const { before, quote, after } = quoteIn(citation.passage, citation.quote, citation.passage.length)
  return (
    <li>
      <details data-ordinal={citation.ordinal} open={isOpen}>
        <summary className="rounded-control py-1 text-ui pointer-coarse:py-2.5">
          <span className="pr-2 text-xs font-semibold text-accent tabular-nums">{citation.ordinal}</span>
          {citation.documentName}
        </summary>
        <div className="space-y-1 pb-2 pl-4">
          <SourcePlace citation={citation} />
          <p className="break-words whitespace-pre-line text-ink-muted">
            {before}
            <mark className="text-ink">{quote}</mark>
            {after}
          </p>
        </div>
      </details>
    </li>
  )
}

'use client'

import { type ReactNode, useId, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { isComposing } from '@/components/composer/isComposing'
import { Button } from '@/components/ui/Button'
import { Textarea } from '@/components/ui/Textarea'

/** Asks for a question: Enter finds, Shift+Enter starts a new line, with Ctrl or Cmd two columns are asked. */
export function QuestionBox({ initial, isPending, onAsk, onAskBoth, children }: { initial: string; isPending: boolean; onAsk: (question: string) => void; onAskBoth: (question: string) => void; children: ReactNode }) {
  const t = useTranslations('lab.ask')
  const id = useId()
  const [question, setQuestion] = useState(initial)
  const trimmed = question.trim()
  const ask = (isBoth: boolean) => {
    if (trimmed === '') return
    if (isBoth) onAskBoth(trimmed)
    else onAsk(trimmed)
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        ask(false)
      }}
    >
      <label htmlFor={id} className="sr-only">
        {t('question')}
      </label>
      <Textarea
        id={id}
        rows={2}
        value={question}
        maxLength={4_000}
        placeholder={t('placeholder')}
        aria-describedby={`${id}-hint`}
        autoFocus
        onChange={(event) => setQuestion(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || isComposing(event)) return
          event.preventDefault()
          ask(event.ctrlKey || event.metaKey)
        }}
      />
      <div className="mt-2 flex flex-wrap items-center justify-end gap-2">
        <p id={`${id}-hint`} className="min-w-0 flex-1 basis-64 text-xs text-ink-muted pointer-coarse:hidden">
          {t('hint')}
        </p>
        {children}
        <Button variant="primary" type="submit" disabled={trimmed === '' || isPending}>
          {t('run')}
        </Button>
      </div>
    </form>
  )
}

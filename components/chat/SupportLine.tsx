import { type MouseEvent, useRef } from 'react'
import { useTranslations } from 'use-intl'
import type { Support } from '@/server/conversations/schema'

/** How many sentences of an answer its sources support; a click goes to the next that none does. Nothing where nothing was checked. */
export function SupportLine({ support }: { support: Support }) {
  const t = useTranslations('sources.support')
  const next = useRef(0)
  if (support === null || support.length === 0) return null
  const supported = support.filter((sentence) => sentence.supported).length
  const count = t('count', { supported, total: support.length })
  if (supported === support.length) return <p className="text-ui text-ink-muted tabular-nums">{count}</p>
  const step = (event: MouseEvent<HTMLButtonElement>): void => {
    const marks = event.currentTarget.closest('article')?.querySelectorAll<HTMLElement>('[data-unsupported]') ?? []
    const mark = marks[next.current % Math.max(1, marks.length)]
    next.current += 1
    mark?.scrollIntoView({ block: 'center' })
    mark?.focus({ preventScroll: true })
  }
  return (
    <p className="text-ui text-ink-muted tabular-nums">
      <button type="button" onClick={step} className="rounded-control text-left underline decoration-dotted decoration-warn underline-offset-4 hover:text-ink pointer-coarse:py-2.5">
        {count}
        <span className="sr-only">: {t('step')}</span>
      </button>
    </p>
  )
}

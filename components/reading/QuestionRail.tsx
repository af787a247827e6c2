import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { type AskedQuestion, useQuestionHere } from '@/components/reading/questions'

interface QuestionRailProps {
  questions: readonly AskedQuestion[]
  scroller: RefObject<HTMLElement | null>
  onGo: (id: string) => void
}

/** The reader's questions as ticks beside the conversation. One stop for the Tab key; arrows, Home and End go along them. */
export function QuestionRail({ questions, scroller, onGo }: QuestionRailProps) {
  const t = useTranslations('reading.questions')
  const here = useQuestionHere(scroller, questions)
  const list = useRef<HTMLOListElement>(null)
  const [pointed, setPointed] = useState<{ text: string; top: number } | null>(null)
  const point = (tick: HTMLElement, text: string): void => {
    const nav = tick.closest('nav')
    if (nav !== null) setPointed({ text, top: tick.getBoundingClientRect().top + tick.offsetHeight / 2 - nav.getBoundingClientRect().top })
  }

  // Of hundreds of ticks those around the reader are in sight.
  useEffect(() => {
    const [box, tick] = [list.current, list.current?.querySelector<HTMLElement>('[aria-current]')]
    if (here === undefined || box == null || tick == null || box.matches(':hover, :focus-within')) return
    box.scrollTop = tick.offsetTop - box.clientHeight / 2
  }, [here])

  const onKeyDown = (event: KeyboardEvent): void => {
    const ticks = [...(list.current?.querySelectorAll('button') ?? [])]
    const at = ticks.findIndex((tick) => tick === document.activeElement)
    const next = { ArrowDown: ticks[at + 1], ArrowUp: ticks[at - 1], Home: ticks[0], End: ticks.at(-1) }[event.key]
    if (next === undefined) return
    event.preventDefault()
    next.focus()
  }

  return (
    <nav aria-label={t('label')} onPointerLeave={() => setPointed(null)} onBlur={() => setPointed(null)} className="absolute inset-y-0 right-4 hidden items-center @min-[49rem]:flex">
      <ol ref={list} onKeyDown={onKeyDown} onScroll={() => setPointed(null)} className="relative max-h-[70%] overflow-y-auto py-1 [scrollbar-width:none]">
        {questions.map(({ id, text }) => (
          <li key={id}>
            <button
              type="button"
              aria-label={text}
              aria-current={id === here ? 'location' : undefined}
              tabIndex={id === (here ?? questions.at(-1)?.id) ? 0 : -1}
              onClick={() => onGo(id)}
              onPointerEnter={(event) => point(event.currentTarget, text)}
              onFocus={(event) => point(event.currentTarget, text)}
              className="group flex h-2.5 w-7 items-center justify-end rounded-control -outline-offset-1"
            >
              <span className="h-0.5 w-3 rounded-full bg-ink/25 transition-[width,background-color] group-hover:w-6 group-hover:bg-ink group-focus-visible:w-6 group-aria-[current]:w-5 group-aria-[current]:bg-accent" />
            </button>
          </li>
        ))}
      </ol>
      {pointed !== null && (
        <p aria-hidden style={{ top: pointed.top }} className="pointer-events-none absolute right-9 line-clamp-3 w-max max-w-72 -translate-y-1/2 rounded-control bg-ink px-2 py-1 text-xs text-ground shadow-float">
          {pointed.text}
        </p>
      )}
    </nav>
  )
}

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useTRPC } from '@/components/api/trpc'
import { isComposing } from '@/components/composer/isComposing'
import { mark, rangesIn, unmark, wordsSelector } from '@/components/reading/highlights'
import { countOf, numberFrom, occurrenceAt } from '@/components/reading/places'
import { IconButton } from '@/components/ui/IconButton'

/** Between a key and the search that it asks for. */
const pauseMs = 200
const nothing: readonly { id: string; count: number; forms: string[] }[] = []

interface FindBarProps {
  conversationId: string
  /** The messages of the list, in their order. */
  ids: readonly string[]
  list: RefObject<HTMLElement | null>
  /** Changes when the search is asked for again: the field takes the cursor. */
  asked: number
  onGo: (id: string) => void
  /** Brings something of a message into the middle of the view. */
  onShow: (element: Element) => void
  onClose: () => void
}

/** Finds a text in the conversation, also in what is not loaded. Enter goes to the next place, Shift+Enter to the one before, Escape closes. */
export function FindBar({ conversationId, ids, list, asked, onGo, onShow, onClose }: FindBarProps) {
  const t = useTranslations('reading.find')
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [search, setSearch] = useState('')
  const [step, setStep] = useState({ search: '', number: 0 })
  const query = useQuery(useTRPC().search.inConversation.queryOptions({ id: conversationId, search }, { enabled: search !== '', placeholderData: search === '' ? undefined : keepPreviousData }))
  const found = search === '' ? nothing : (query.data ?? nothing)
  const total = countOf(found)
  const isFound = !query.isPlaceholderData && query.data !== undefined
  const number = Math.min(step.number, Math.max(0, total - 1))

  useEffect(() => {
    if (asked === 0) return
    field.current?.focus()
    field.current?.select()
  }, [asked])
  useEffect(() => {
    const timer = setTimeout(() => setSearch(text.trim()), pauseMs)
    return () => clearTimeout(timer)
  }, [text])
  // A new search begins where the reader is.
  if (isFound && step.search !== search) setStep({ search, number: numberFrom(found, new Map(ids.map((id, at) => [id, at])), firstInView(list.current, ids)) })
  useMarks(list, found, isFound && step.search === search ? number : null, { onGo, onShow })

  const go = (by: 1 | -1): void => {
    if (total > 0) setStep({ search, number: (number + by + total) % total })
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event)) return
    if (event.key === 'Escape') onClose()
    else if (event.key === 'Enter' && event.target === field.current) go(event.shiftKey ? -1 : 1)
    else return
    event.preventDefault()
  }
  return (
    // Escape closes from its buttons too.
    <search aria-label={t('label')} onKeyDown={onKeyDown} className="absolute top-2 right-4 z-10 flex w-[min(22rem,calc(100%-2rem))] animate-appear items-center gap-0.5 rounded-surface border border-line bg-ground p-1 pl-3 text-ui shadow-float">
      <input
        ref={field}
        data-find
        value={text}
        maxLength={200}
        aria-label={t('label')}
        placeholder={t('label')}
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="search"
        onChange={(event) => setText(event.target.value)}
        className="h-8 min-w-0 flex-1 bg-transparent outline-none"
      />
      <span role="status" className="shrink-0 px-1 text-ink-muted tabular-nums">
        {search === '' ? '' : query.isError ? t('failed') : !isFound ? '' : total === 0 ? t('none') : t('place', { place: number + 1, count: total })}
      </span>
      <IconButton label={t('previous')} disabled={total === 0} onClick={() => go(-1)}>
        <ChevronUp />
      </IconButton>
      <IconButton label={t('next')} disabled={total === 0} onClick={() => go(1)}>
        <ChevronDown />
      </IconButton>
      <IconButton label={t('close')} onClick={onClose}>
        <X />
      </IconButton>
    </search>
  )
}

/** The number of the first message that reaches into the view. */
function firstInView(list: HTMLElement | null, ids: readonly string[]): number {
  const view = list?.parentElement
  if (list == null || view == null) return 0
  const edge = view.getBoundingClientRect().top
  const row = [...list.children].find((child) => child.getBoundingClientRect().bottom > edge)
  return ids.indexOf(row instanceof HTMLElement ? (row.dataset.message ?? '') : '')
}

/**
 * Marks what is found in the messages that are drawn, as they are drawn, and takes the reader to the place with a number once its message
 * is there; null: to none yet.
 */
function useMarks(list: RefObject<HTMLElement | null>, found: typeof nothing, number: number | null, steps: { onGo: (id: string) => void; onShow: (element: Element) => void }): void {
  const latest = useRef(steps)
  useEffect(() => {
    latest.current = steps
  })
  useEffect(() => {
    const rows = list.current
    if (rows === null) return
    const wanted = number === null ? undefined : occurrenceAt(found, number)
    let isShown = wanted === undefined
    let frame = 0
    const look = (): void => {
      frame = 0
      const drawn = found.flatMap(({ id, forms }) => {
        const row = rows.querySelector(`[data-message="${id}"]`)
        return row?.querySelector(wordsSelector) == null ? [] : [{ id, ranges: rangesIn(row, forms) }]
      })
      const here = drawn.find(({ id }) => id === wanted?.id)
      // A place in the signs of Markdown, which are not drawn, is that of the one before it.
      const range = wanted === undefined ? undefined : here?.ranges[Math.min(wanted.place, here.ranges.length - 1)]
      mark(drawn.flatMap(({ ranges }) => ranges), range)
      if (isShown || wanted === undefined) return
      if (range === undefined) latest.current.onGo(wanted.id)
      else if (!isInView(range, rows.parentElement)) latest.current.onShow(range.startContainer.parentElement ?? rows)
      isShown = here !== undefined
    }
    const soon = (): void => {
      if (frame === 0) frame = requestAnimationFrame(look)
    }
    const changes = new MutationObserver(soon)
    changes.observe(rows, { childList: true, subtree: true, characterData: true })
    soon()
    return () => {
      changes.disconnect()
      cancelAnimationFrame(frame)
    }
  }, [list, found, number])
  useEffect(() => unmark, [])
}

/** What the bar covers at the upper edge of the view. */
const covered = 56

function isInView(range: Range, view: HTMLElement | null): boolean {
  if (view === null) return true
  const [place, frame] = [range.getBoundingClientRect(), view.getBoundingClientRect()]
  return place.top >= frame.top + covered && place.bottom <= frame.bottom
}

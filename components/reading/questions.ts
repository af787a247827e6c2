import { type RefObject, useEffect, useState } from 'react'

/** A question of the conversation, and how it begins. */
export interface AskedQuestion {
  readonly id: string
  readonly text: string
}

const nearEnd = 48

/** The question that the reader is at: the last one that began above the upper third of the view; at the end of the conversation its last one. */
export function useQuestionHere(scroller: RefObject<HTMLElement | null>, questions: readonly AskedQuestion[]): string | undefined {
  const [here, setHere] = useState<string>()
  useEffect(() => {
    const view = scroller.current
    if (view === null) return
    let frame = 0
    const look = (): void => {
      frame = 0
      setHere(lastAbove(view, questions))
    }
    const soon = (): void => {
      if (frame === 0) frame = requestAnimationFrame(look)
    }
    soon()
    view.addEventListener('scroll', soon, { passive: true })
    return () => {
      cancelAnimationFrame(frame)
      view.removeEventListener('scroll', soon)
    }
  }, [scroller, questions])
  return here
}

function lastAbove(view: HTMLElement, questions: readonly AskedQuestion[]): string | undefined {
  if (view.scrollHeight - view.scrollTop - view.clientHeight < nearEnd) return questions.at(-1)?.id
  const { top, height } = view.getBoundingClientRect()
  const line = top + height / 3
  let [low, high] = [0, questions.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const row = view.querySelector(`[data-message="${questions[middle]?.id}"]`)
    if (row !== null && row.getBoundingClientRect().top <= line) low = middle + 1
    else high = middle
  }
  return questions[Math.max(0, low - 1)]?.id
}

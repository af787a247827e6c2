import { useEffect, useRef, useState } from 'react'
import { completeSentences } from '@/components/chat/sentences'
import type { Message } from '@/components/chat/turnStream'
import { isLive } from '@/server/conversations/facts'

/** Reads a growing answer out to a screen reader, a sentence at a time. */
export function Announcer({ answer }: { answer: Message }) {
  // What was there before is read on demand, like any text of the page.
  const place = useRef(answer.content.length)
  const [spoken, setSpoken] = useState('')
  useEffect(() => {
    const text = isLive(answer.status) ? answer.content : `${answer.content}\n`
    const { spoken: said, next } = completeSentences(text, place.current)
    place.current = next
    if (said !== '') setSpoken(said)
  }, [answer])
  return (
    <p aria-live="polite" className="sr-only">
      {spoken}
    </p>
  )
}

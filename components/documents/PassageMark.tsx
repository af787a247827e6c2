'use client'

import { useEffect, useRef } from 'react'
import { showMark } from '@/components/documents/showMark'
import { TextWithHeadings } from '@/components/documents/TextWithHeadings'

/** The passage that is meant, or its part in one block. */
export function PassageMark({ text, comesIntoView }: { text: string; comesIntoView: boolean }) {
  const mark = useRef<HTMLElement>(null)
  useEffect(() => {
    if (comesIntoView) showMark(mark.current)
  }, [comesIntoView])
  return (
    <mark ref={mark} className="scroll-mt-24 rounded-[2px] bg-mark box-decoration-clone text-ink">
      <TextWithHeadings text={text} />
    </mark>
  )
}

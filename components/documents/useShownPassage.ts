'use client'

import { useCallback, useState } from 'react'
import type { ShownPassage } from '@/components/documents/passage'

/**
 * The passage that is marked in a document: the one of the address [start, end) at first, then what is chosen. The address follows, and
 * leads when somebody else changes it.
 */
export function useShownPassage(start: number, end: number): [ShownPassage, (passage: ShownPassage) => void] {
  const [shown, setShown] = useState<ShownPassage>({ start, end, isSeen: false })
  const [address, setAddress] = useState({ start, end })
  if (address.start !== start || address.end !== end) {
    setAddress({ start, end })
    if (shown.start !== start || shown.end !== end) setShown({ start, end, isSeen: false })
  }
  const show = useCallback((passage: ShownPassage) => {
    setShown(passage)
    // Without a visit to the server: Next reads it from the history.
    window.history.replaceState(null, '', `?start=${passage.start}&end=${passage.end}`)
  }, [])
  return [shown, show]
}

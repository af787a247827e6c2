'use client'

import { type ReactNode, useEffect, useRef, useState } from 'react'
import { observeNear } from '@/components/documents/observeNear'

const rowHeight = 40

/** A group of rows that exists while it is near the view; away from it, it is an empty space of its height. 500 rows cost as much as 50. */
export function LazyRows({ count, isNearAtFirst, children }: { count: number; isNearAtFirst: boolean; children: () => ReactNode }) {
  const group = useRef<HTMLDivElement>(null)
  const [isNear, setIsNear] = useState(isNearAtFirst)
  const [height, setHeight] = useState(0)
  // Follows the distance between the group and the view.
  useEffect(() => {
    const element = group.current
    if (element === null) return undefined
    return observeNear(element, ({ isIntersecting, boundingClientRect }) => {
      // Who works in a row with the keyboard keeps it, wherever the view goes.
      if (!isIntersecting && element.contains(document.activeElement)) return
      if (!isIntersecting) setHeight(boundingClientRect.height)
      setIsNear(isIntersecting)
    })
  }, [])
  return (
    <div ref={group} role="rowgroup" style={isNear ? undefined : { height: height || count * rowHeight }}>
      {isNear && children()}
    </div>
  )
}

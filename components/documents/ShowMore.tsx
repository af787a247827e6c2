'use client'

import { useEffect, useRef } from 'react'
import { observeNear } from '@/components/documents/observeNear'
import { Button } from '@/components/ui/Button'

/** Asks for what follows when it comes near the view, and by its button for who does not scroll. */
export function ShowMore({ label, onShow }: { label: string; onShow: () => void }) {
  const end = useRef<HTMLDivElement>(null)
  const show = useRef(onShow)
  useEffect(() => {
    show.current = onShow
  })
  // Follows the distance between the end of the list and the view.
  useEffect(() => {
    if (end.current) return observeNear(end.current, ({ isIntersecting }) => isIntersecting && show.current())
  }, [])
  return (
    <div ref={end} className="flex justify-center py-3">
      <Button variant="ghost" size="sm" onClick={onShow}>
        {label}
      </Button>
    </div>
  )
}

'use client'

import { Skeleton } from '@/components/ui/Skeleton'
import { useDelayed } from '@/components/ui/useDelayed'

const lines = ['w-full', 'w-11/12', 'w-full', 'w-10/12', 'w-full', 'w-7/12']

/** The shape of a page of text, shown only when the text takes a moment. */
export function PassageSkeleton() {
  const isShown = useDelayed(true, 150)
  if (!isShown) return null
  return (
    <div aria-hidden className="mx-auto flex w-full max-w-[40rem] flex-col gap-3 py-6">
      {lines.map((width, line) => (
        <Skeleton key={line} className={`h-4 ${width}`} />
      ))}
    </div>
  )
}

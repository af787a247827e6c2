'use client'

import { Skeleton } from '@/components/ui/Skeleton'
import { useDelayed } from '@/components/ui/useDelayed'

const widths = ['w-64', 'w-40', 'w-52', 'w-32', 'w-48']

/** The shape of a list of rows, shown only when it takes a moment. */
export function RowsSkeleton() {
  const isShown = useDelayed(true, 150)
  if (!isShown) return null
  return (
    <div aria-hidden className="divide-y divide-line border-y border-line">
      {widths.map((width) => (
        <div key={width} className="flex h-10 items-center justify-between gap-6">
          <Skeleton className={`h-4 max-w-[60%] ${width}`} />
          <Skeleton className="h-4 w-24" />
        </div>
      ))}
    </div>
  )
}

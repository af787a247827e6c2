'use client'

import { useSyncExternalStore } from 'react'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { shownToasts, subscribeToasts, type Toast } from '@/components/ui/toast'

const none: readonly Toast[] = []

/** Where the sentences of `toast` appear; once in the layout. Above, where nobody writes. */
export function Toaster() {
  const translated = useServerSentence()
  const toasts = useSyncExternalStore(subscribeToasts, shownToasts, () => none)
  return (
    <div role="status" aria-live="polite" className="pointer-events-none fixed inset-x-0 top-3 z-60 flex flex-col items-center gap-2 px-4">
      {toasts.map((one) => (
        <p key={one.id} className="animate-appear rounded-control bg-ink px-3 py-2 text-ground shadow-float">
          {translated(one.message)}
        </p>
      ))}
    </div>
  )
}

'use client'

import { WifiOff } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { useTranslations } from 'use-intl/react'

/** Says while the browser has no network, above every page. */
export function OfflineNote() {
  const t = useTranslations('shell')
  const isOnline = useSyncExternalStore(follow, () => navigator.onLine, () => true)
  return (
    <p role="status" className={isOnline ? 'sr-only' : 'flex shrink-0 items-center justify-center gap-2 border-b border-line bg-raised px-4 py-1.5 text-ui text-warn'}>
      {!isOnline && (
        <>
          <WifiOff aria-hidden className="size-4 shrink-0 stroke-[1.75]" />
          {t('offline')}
        </>
      )}
    </p>
  )
}

function follow(onChange: () => void): () => void {
  addEventListener('online', onChange)
  addEventListener('offline', onChange)
  return () => {
    removeEventListener('online', onChange)
    removeEventListener('offline', onChange)
  }
}

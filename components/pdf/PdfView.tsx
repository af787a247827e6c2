'use client'

import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { StoredPassage } from '@/components/pdf/findPassage'
import type { PagePlace } from '@/components/pdf/PdfPage'
import { PdfPages } from '@/components/pdf/PdfPages'
import { usePdf } from '@/components/pdf/usePdf'
import { ErrorState } from '@/components/ui/ErrorState'
import { Skeleton } from '@/components/ui/Skeleton'
import { useDelayed } from '@/components/ui/useDelayed'

interface ViewProps {
  readonly path: string
  /** The passage that is marked, by the pages that it is on. */
  readonly passages: ReadonlyMap<number, StoredPassage>
  /** What stands first in the bar above the pages. */
  readonly start: ReactNode
  /** What is shown below the reason where the PDF cannot be shown. */
  readonly instead: ReactNode
  readonly onPlace: ((place: PagePlace) => void) | undefined
}

/** A PDF of this server as it looks, with a passage marked. */
export function PdfView(props: ViewProps) {
  const [attempt, setAttempt] = useState(0)
  return <Attempt key={attempt} {...props} onRetry={() => setAttempt(attempt + 1)} />
}

function Attempt({ path, passages, start, instead, onPlace, onRetry }: ViewProps & { onRetry: () => void }) {
  const t = useTranslations('knowledge.pdf')
  const state = usePdf(path)
  const isLate = useDelayed(state.status === 'opening')
  if (state.status === 'open') return <PdfPages pdf={state.pdf} passages={passages} start={start} onPlace={onPlace} />
  return (
    <>
      <div className="flex h-12 items-center border-b border-line px-2">{start}</div>
      {state.status === 'opening' && isLate && <Skeleton className="mt-3 aspect-[1/1.414] w-full" />}
      {state.status === 'failed' && (
        <>
          <div className="px-4 py-3">
            <ErrorState message={t(state.failure)} onRetry={state.failure === 'unreachable' ? onRetry : undefined} />
          </div>
          {instead}
        </>
      )}
    </>
  )
}

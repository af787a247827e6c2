'use client'

import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { Pdf } from '@/components/pdf/openPdf'
import type { StoredPassage } from '@/components/pdf/findPassage'
import { type PagePlace, PdfPage } from '@/components/pdf/PdfPage'
import { PdfToolbar } from '@/components/pdf/PdfToolbar'
import { usePageKeys } from '@/components/pdf/usePageKeys'
import { useReadingPlace } from '@/components/pdf/useReadingPlace'
import { useSteadySelection } from '@/components/pdf/useSteadySelection'
import { useWidth } from '@/components/pdf/useWidth'

/** Pages wider than this are further across than eyes like to go, in CSS pixels. */
const widestFit = 960

/** The pages of a PDF one below the other, as wide as there is room, or wider; they scroll with whatever holds them. */
export function PdfPages({
  pdf,
  passages,
  start,
  onPlace,
}: {
  pdf: Pdf
  /** The passage that is marked, by the pages that it is on. */
  passages: ReadonlyMap<number, StoredPassage>
  /** What stands first in the bar above the pages. */
  start: ReactNode
  onPlace: ((place: PagePlace) => void) | undefined
}) {
  const t = useTranslations('knowledge.pdf')
  const frame = useRef<HTMLDivElement>(null)
  const column = useRef<HTMLDivElement>(null)
  const room = useWidth(frame)
  const [zoom, setZoom] = useState(1)
  const width = Math.round(Math.min(room, widestFit) * zoom)
  const { page, goTo, goNear } = useReadingPlace(column, width)
  const [missing, setMissing] = useState<StoredPassage>()
  usePageKeys(column)
  useSteadySelection(column)

  const beginning = [...passages].find(([, passage]) => passage.isBeginning)
  const [firstPage, firstPassage] = beginning ?? []
  const isMeasured = width > 0
  // Its page comes near first: only there is it drawn, and the passage looked for.
  useEffect(() => {
    if (isMeasured && firstPage !== undefined && firstPassage?.isSeen === false) goNear(firstPage)
  }, [firstPage, firstPassage, isMeasured, goNear])

  const onLookedFor = useCallback((passage: StoredPassage, isFound: boolean) => {
    if (passage.isBeginning) setMissing(isFound ? undefined : passage)
  }, [])
  const { numPages } = pdf.document
  return (
    <div className="flex min-h-full flex-col">
      <PdfToolbar start={start} page={page} pageCount={numPages} onPage={goTo} zoom={zoom} onZoom={setZoom} />
      {missing !== undefined && missing === firstPassage && (
        <p role="status" className="px-4 py-2 text-warn">
          {t('notFound')}
        </p>
      )}
      <div className="grow bg-raised max-lg:overflow-x-auto max-lg:overflow-y-hidden">
        <div ref={frame} className="lg:mx-4" />
        <div ref={column} role="region" aria-label={t('pages')} tabIndex={0} className="flex w-max min-w-full flex-col gap-3 py-3 focus-visible:-outline-offset-2 lg:px-4">
          {isMeasured &&
            Array.from({ length: numPages }, (_, at) => (
              <PdfPage key={at} pdf={pdf} number={at + 1} width={width} passage={passages.get(at + 1)} onLookedFor={onLookedFor} onPlace={onPlace} />
            ))}
        </div>
      </div>
    </div>
  )
}

'use client'

import { memo, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { observeNear } from '@/components/documents/observeNear'
import type { StoredPassage } from '@/components/pdf/findPassage'
import type { Letters } from '@/components/pdf/letters'
import type { PageSize, Pdf } from '@/components/pdf/openPdf'
import { PdfDrawing } from '@/components/pdf/PdfDrawing'
import { PdfText } from '@/components/pdf/PdfText'
import { usePage } from '@/components/pdf/usePage'

/** A place on a page: an offset in its text as the page was drawn. */
export interface PagePlace {
  readonly page: number
  readonly text: Letters
  readonly place: number
}

/** A page of paper, in either theme. It is drawn while it is near the view, and is an empty sheet of its size otherwise. */
export const PdfPage = memo(function PdfPage({
  pdf,
  number,
  width,
  passage,
  onLookedFor,
  onPlace,
}: {
  pdf: Pdf
  number: number
  /** CSS pixels. */
  width: number
  passage: StoredPassage | undefined
  onLookedFor: (passage: StoredPassage, isFound: boolean) => void
  onPlace: ((place: PagePlace) => void) | undefined
}) {
  const t = useTranslations('knowledge.pdf')
  const sheet = useRef<HTMLDivElement>(null)
  const [isNear, setIsNear] = useState(false)
  const [hasFailed, setHasFailed] = useState(false)
  const page = usePage(pdf, number, isNear)
  const [size, setSize] = useState<PageSize>(pdf.firstPage)
  if (page) {
    const viewport = page.getViewport({ scale: 1 })
    if (viewport.width !== size.width || viewport.height !== size.height) setSize({ width: viewport.width, height: viewport.height })
  }

  // Follows the distance between the page and the view.
  useEffect(() => {
    if (sheet.current) return observeNear(sheet.current, ({ isIntersecting }) => setIsNear(isIntersecting))
  }, [])
  // The layer of words is laid out in points; this is how many pixels one has.
  useLayoutEffect(() => {
    sheet.current?.style.setProperty('--total-scale-factor', `${(width / size.width) * (page?.userUnit ?? 1)}`)
  }, [width, size, page])

  const onFailed = useCallback(() => setHasFailed(true), [])
  const lookedFor = useCallback((isFound: boolean) => passage && onLookedFor(passage, isFound), [passage, onLookedFor])
  const choose = useCallback((text: Letters, place: number) => onPlace?.({ page: number, text, place }), [number, onPlace])
  return (
    <div
      ref={sheet}
      role="group"
      aria-label={t('page', { page: number })}
      style={{ width, height: (width * size.height) / size.width }}
      className="paper relative mx-auto scroll-mt-14 overflow-clip bg-white text-black outline outline-line dark:brightness-90"
    >
      {page && <PdfDrawing page={page} width={width} onFailed={onFailed} />}
      {page && <PdfText page={page} Layer={pdf.TextLayer} passage={passage} onLookedFor={lookedFor} onPlace={onPlace === undefined ? undefined : choose} />}
      {(page === null || hasFailed) && <p className="absolute inset-x-0 top-0 p-4">{t('pageFailed', { page: number })}</p>}
    </div>
  )
})

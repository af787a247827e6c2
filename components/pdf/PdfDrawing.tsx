'use client'

import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { useEffect, useRef } from 'react'
import { drawPage, release } from '@/components/pdf/drawPage'

/** While the width changes the page is stretched, and drawn anew when it rests. */
const restMs = 120

/** What a page looks like. */
export function PdfDrawing({ page, width, onFailed }: { page: PDFPageProxy; width: number; onFailed: () => void }) {
  const holder = useRef<HTMLDivElement>(null)
  // Follows the page and its width on a canvas, which React knows nothing of.
  useEffect(() => {
    const element = holder.current
    if (element === null) return undefined
    let stop = (): void => undefined
    const draw = (): void => {
      stop = drawPage(page, element, width, onFailed)
    }
    const timer = setTimeout(draw, element.childElementCount === 0 ? 0 : restMs)
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [page, width, onFailed])
  useEffect(() => {
    const element = holder.current
    return () => {
      if (element !== null) release(element)
    }
  }, [])
  return <div ref={holder} aria-hidden className="absolute inset-0 [&>canvas]:size-full" />
}

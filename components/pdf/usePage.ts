import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { useEffect, useState } from 'react'
import type { Pdf } from '@/components/pdf/openPdf'

/** A page of a PDF while it is near the view: undefined until it is read, null when it cannot be. */
export function usePage({ document }: Pdf, number: number, isNear: boolean): PDFPageProxy | null | undefined {
  const [page, setPage] = useState<PDFPageProxy | null>()
  useEffect(() => {
    if (!isNear) return undefined
    let isWanted = true
    let read: PDFPageProxy | undefined
    document.getPage(number).then(
      (found) => {
        read = found
        if (isWanted) setPage(found)
      },
      () => isWanted && setPage(null),
    )
    return () => {
      isWanted = false
      // What was read of the page is the larger part of what it costs.
      read?.cleanup()
      setPage(undefined)
    }
  }, [document, number, isNear])
  return page
}

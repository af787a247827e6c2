import { useEffect, useState } from 'react'
import { failureOf, openPdf, type Pdf, type PdfFailure } from '@/components/pdf/openPdf'

export type PdfState = { readonly status: 'opening' } | { readonly status: 'open'; readonly pdf: Pdf } | { readonly status: 'failed'; readonly failure: PdfFailure }

const opening: PdfState = { status: 'opening' }

/** The PDF at a path of this server, while it is looked at. */
export function usePdf(path: string): PdfState {
  const [state, setState] = useState<PdfState>(opening)
  useEffect(() => {
    const closing = new AbortController()
    const { signal } = closing
    const fail = (error: unknown): void => {
      if (!signal.aborted) setState({ status: 'failed', failure: failureOf(error) })
    }
    openPdf(path, signal, fail).then((pdf) => signal.aborted || setState({ status: 'open', pdf }), fail)
    return () => {
      closing.abort()
      setState(opening)
    }
  }, [path])
  return state
}

import type { PDFDocumentProxy, TextLayer } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { fetchRange } from '@/components/pdf/fetchRange'

/** Why a PDF cannot be shown: it asks for a password, it is no PDF any more, or its bytes did not come. */
export type PdfFailure = 'locked' | 'damaged' | 'unreachable'

/** In points, as the page is seen: turned, if it says so. */
export interface PageSize {
  readonly width: number
  readonly height: number
}

export interface Pdf {
  readonly document: PDFDocumentProxy
  /** What nearly every other page measures as well. */
  readonly firstPage: PageSize
  readonly TextLayer: typeof TextLayer
}

/** Bytes of a piece of a file: a page of text needs one or two of them. */
const rangeBytes = 262_144

// Older browsers than this year's read the legacy build only, and it is hardly larger.
const loadReader = () => import('pdfjs-dist/legacy/build/pdf.mjs')

/**
 * Opens a PDF of this server until the signal aborts. Only the pieces of the file that are looked at are fetched; when one of them does
 * not come later on, `onLost` is called.
 */
export async function openPdf(path: string, signal: AbortSignal, onLost: (error: unknown) => void): Promise<Pdf> {
  const url = new URL(path, location.href)
  const [reader, first] = await Promise.all([loadReader(), fetchRange(url, 0, rangeBytes, signal)])
  signal.throwIfAborted()
  const { getDocument, GlobalWorkerOptions, PDFDataRangeTransport, TextLayer, version } = reader
  // Not by its address: Next leaves out the header from which the library would learn the length of a file.
  const range = new PDFDataRangeTransport(first.size, first.bytes, first.bytes.length >= first.size)
  range.requestDataRange = (begin, end) => {
    fetchRange(url, begin, end, signal).then(
      ({ bytes }) => range.onDataRange(begin, bytes.slice(0, end - begin)),
      (error: unknown) => signal.aborted || onLost(error),
    )
  }
  GlobalWorkerOptions.workerSrc = new URL('pdfjs-dist/legacy/build/pdf.worker.min.mjs', import.meta.url).href
  // Pages are drawn beside the page that people scroll; browsers that cannot do that draw them in it.
  GlobalWorkerOptions.rendererSrc = new URL('pdfjs-dist/legacy/build/pdf.renderer.min.mjs', import.meta.url).href
  const assets = new URL(`/api/pdfjs/${version}/`, location.href)
  const task = getDocument({
    range,
    rangeChunkSize: rangeBytes,
    disableStream: true,
    disableAutoFetch: true,
    cMapUrl: new URL('cmaps/', assets).href,
    standardFontDataUrl: new URL('standard_fonts/', assets).href,
    wasmUrl: new URL('wasm/', assets).href,
    iccUrl: new URL('iccs/', assets).href,
    verbosity: 0,
  })
  signal.addEventListener('abort', () => void task.destroy())
  const document = await task.promise
  const { width, height } = (await document.getPage(1)).getViewport({ scale: 1 })
  return { document, firstPage: { width, height }, TextLayer }
}

export function failureOf(error: unknown): PdfFailure {
  switch (error instanceof Error ? error.name : '') {
    case 'PasswordException':
      return 'locked'
    case 'InvalidPDFException':
    case 'FormatError':
    case 'UnknownErrorException':
      return 'damaged'
    default:
      return 'unreachable'
  }
}

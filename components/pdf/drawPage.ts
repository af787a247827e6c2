import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** Phones refuse canvases beyond this many pixels. */
const maxPixels = 16_000_000

/**
 * Draws a page `width` CSS pixels wide, as sharp as the screen, and puts it in the place of what `holder` shows when it is whole.
 * The result stops it.
 */
export function drawPage(page: PDFPageProxy, holder: HTMLElement, width: number, onFailed: () => void): () => void {
  const size = page.getViewport({ scale: 1 })
  const scale = width / size.width
  const sharpest = Math.sqrt(maxPixels / (size.width * size.height)) / scale
  const viewport = page.getViewport({ scale: scale * Math.min(devicePixelRatio, sharpest) })
  const canvas = document.createElement('canvas')
  canvas.width = Math.floor(viewport.width)
  canvas.height = Math.floor(viewport.height)
  const task = page.render({ canvas, viewport })
  let isWanted = true
  task.promise.then(
    () => {
      if (isWanted) show(canvas, holder)
    },
    () => {
      if (isWanted) onFailed()
    },
  )
  return () => {
    isWanted = false
    task.cancel()
  }
}

function show(canvas: HTMLCanvasElement, holder: HTMLElement): void {
  release(holder)
  holder.replaceChildren(canvas)
}

/** Gives back the pixels of what a holder shows: browsers keep them for a while otherwise. */
export function release(holder: HTMLElement): void {
  for (const canvas of holder.querySelectorAll('canvas')) canvas.width = 0
}

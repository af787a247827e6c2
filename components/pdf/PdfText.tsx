'use client'

import './pdfText.css'
import type { PDFPageProxy, TextLayer } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { type MouseEvent, useEffect, useRef, useState } from 'react'
import { showMark } from '@/components/documents/showMark'
import { textPlaceAt } from '@/components/documents/textPlaceAt'
import { findPassage, type StoredPassage } from '@/components/pdf/findPassage'
import { type Letters, lettersOf } from '@/components/pdf/letters'
import { markSpans, type TextRun, textRuns } from '@/components/pdf/markSpans'

interface PageText {
  readonly runs: readonly TextRun[]
  readonly letters: Letters
}

/** The words of a page over its drawing: nothing to see but what is selected and what is marked. */
export function PdfText({
  page,
  Layer,
  passage,
  onLookedFor,
  onPlace,
}: {
  page: PDFPageProxy
  Layer: typeof TextLayer
  passage: StoredPassage | undefined
  /** Called when the passage has been looked for on this page. */
  onLookedFor: (isFound: boolean) => void
  /** Called with the text of the page and the place in it that was clicked. */
  onPlace: ((text: Letters, place: number) => void) | undefined
}) {
  const layer = useRef<HTMLDivElement>(null)
  const [text, setText] = useState<PageText>()

  // Follows the page: its words are put into the layer by the library that knows where they stand.
  useEffect(() => {
    const container = layer.current
    if (container === null) return undefined
    let isWanted = true
    const lay = async (): Promise<void> => {
      const content = await page.getTextContent()
      if (!isWanted) return
      // The widths of words are measured in the fonts of this language, whatever the one of the page around them.
      container.lang = content.lang ?? ''
      const textLayer = new Layer({ textContentSource: content, container, viewport: page.getViewport({ scale: 1 }) })
      await textLayer.render()
      if (!isWanted) return
      setText({ runs: textRuns(textLayer.textDivs, textLayer.textContentItemsStr), letters: lettersOf(textLayer.textContentItemsStr.join('')) })
    }
    // A page whose words cannot be read is still a picture; the passage is then not found on it.
    lay().catch(() => isWanted && setText({ runs: [], letters: lettersOf('') }))
    return () => {
      isWanted = false
      container.replaceChildren()
      setText(undefined)
    }
  }, [page, Layer])

  // Follows the passage in elements that React knows nothing of.
  useEffect(() => {
    if (text === undefined || passage === undefined) return undefined
    const spans = findPassage(text.letters, passage)
    const clear = markSpans(text.runs, spans)
    onLookedFor(spans.length > 0)
    if (passage.isBeginning && !passage.isSeen) showMark(layer.current?.querySelector('mark') ?? null)
    return clear
  }, [text, passage, onLookedFor])

  const choose = (event: MouseEvent<HTMLDivElement>): void => {
    if (event.target === event.currentTarget || text === undefined) return
    const place = textPlaceAt(event.currentTarget, event)
    if (place !== null) onPlace?.(text.letters, place)
  }
  // Who works with the keyboard chooses in the list of passages.
  return <div ref={layer} onClick={onPlace === undefined ? undefined : choose} className="pdf-text" />
}

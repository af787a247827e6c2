'use client'

import type { ShownPassage } from '@/components/documents/passage'
import { PassageReader } from '@/components/documents/PassageReader'
import { PdfReader } from '@/components/documents/PdfReader'
import { ReaderSwitch } from '@/components/documents/ReaderSwitch'
import { useReaderView } from '@/components/documents/useReaderView'
import { documentFormats } from '@/server/documents/facts'

/**
 * A document with a passage marked: a PDF as it looks or as text, as people choose, any other format as text. It scrolls with whatever
 * holds it.
 */
export function DocumentReader({
  documentId,
  name,
  passage,
  onPlace,
}: {
  documentId: string
  name: string
  passage: ShownPassage
  /** Called with the offset in the text where somebody clicked. */
  onPlace?: (offset: number) => void
}) {
  const [view, setView] = useReaderView()
  const text = (
    <div className="px-4">
      <PassageReader documentId={documentId} passage={passage} onPlace={onPlace} />
    </div>
  )
  if (!isPdf(name)) return text
  const bar = <ReaderSwitch view={view} onView={setView} />
  if (view === 'original') return <PdfReader key={documentId} documentId={documentId} passage={passage} bar={bar} instead={text} onPlace={onPlace} />
  return (
    <>
      <div className="sticky -top-px z-10 flex h-12 items-center border-b border-line bg-ground px-2">{bar}</div>
      {text}
    </>
  )
}

function isPdf(name: string): boolean {
  return documentFormats.pdf.some((extension) => name.toLowerCase().endsWith(`.${extension}`))
}

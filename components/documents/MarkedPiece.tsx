import { PassageMark } from '@/components/documents/PassageMark'
import { markedText, type ShownPassage } from '@/components/documents/passage'
import { TextWithHeadings } from '@/components/documents/TextWithHeadings'

/** A piece of a text with its part of a passage marked. `beginsAt`: from where on a passage that begins is brought into view here. */
export function MarkedPiece({ start, text, passage, beginsAt = start }: { start: number; text: string; passage: ShownPassage; beginsAt?: number }) {
  const { before, marked, after } = markedText({ start, text }, passage.start, passage.end)
  return (
    <>
      <TextWithHeadings text={before} />
      {marked !== '' && <PassageMark key={`${passage.start}:${passage.end}`} text={marked} comesIntoView={passage.start >= beginsAt && !passage.isSeen} />}
      <TextWithHeadings text={after} />
    </>
  )
}

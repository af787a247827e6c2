'use client'

import { type MouseEvent, memo } from 'react'
import { useTranslations } from 'use-intl/react'
import { PassageMark } from '@/components/documents/PassageMark'
import { TextWithHeadings } from '@/components/documents/TextWithHeadings'
import { textPlaceAt } from '@/components/documents/textPlaceAt'
import { languageOf, markedText, type ShownPassage } from '@/components/documents/passage'
import type { DocumentBlock } from '@/server/documents/schema'

/** A page of the text, or a piece of it; everything is text, so that no document can bring its own markup. */
export const PassageBlock = memo(function PassageBlock({
  block,
  passage: { start, end, isSeen },
  onPlace,
}: {
  block: DocumentBlock
  passage: ShownPassage
  onPlace: ((offset: number) => void) | undefined
}) {
  const t = useTranslations('knowledge.reader')
  const { before, marked, after } = markedText(block, start, end)
  const choose = (event: MouseEvent<HTMLElement>): void => {
    const place = textPlaceAt(event.currentTarget, event)
    if (place !== null) onPlace?.(block.start + place)
  }
  return (
    <section>
      {block.page !== null && (
        <div className="flex items-center gap-3 pt-6 pb-3 text-xs text-ink-muted tabular-nums select-none">
          <hr className="flex-1 border-line" />
          <span>{t('page', { page: block.page })}</span>
        </div>
      )}
      {/* Who works with the keyboard chooses in the list of passages. */}
      <p
        onClick={onPlace === undefined ? undefined : choose}
        lang={languageOf(block.text) ?? ''}
        className="text-[15px] leading-[26px] text-pretty wrap-anywhere whitespace-pre-wrap [&:lang(zh)]:text-[16px] [&:lang(zh)]:leading-[28px]"
      >
        <TextWithHeadings text={before} />
        {marked !== '' && <PassageMark key={`${start}:${end}`} text={marked} comesIntoView={start >= block.start && !isSeen} />}
        <TextWithHeadings text={after} />
      </p>
    </section>
  )
})

'use client'

import { type MouseEvent, memo } from 'react'
import { useTranslations } from 'use-intl/react'
import { MarkedPiece } from '@/components/documents/MarkedPiece'
import { textPlaceAt } from '@/components/documents/textPlaceAt'
import { languageOf, type ShownPassage } from '@/components/documents/passage'
import { TextTable } from '@/components/documents/TextTable'
import { textPieces } from '@/components/documents/textTables'
import type { DocumentBlock } from '@/server/documents/schema'

/** A page of the text, or a piece of it; everything is text, so that no document can bring its own markup. */
export const PassageBlock = memo(function PassageBlock({
  block,
  passage,
  onPlace,
}: {
  block: DocumentBlock
  passage: ShownPassage
  onPlace: ((offset: number) => void) | undefined
}) {
  const t = useTranslations('knowledge.reader')
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
      <div
        onClick={onPlace === undefined ? undefined : choose}
        lang={languageOf(block.text) ?? ''}
        className="text-[15px] leading-[26px] text-pretty wrap-anywhere whitespace-pre-wrap [&:lang(zh)]:text-[16px] [&:lang(zh)]:leading-[28px]"
      >
        {textPieces(block.text).map(({ start, text, rows }) =>
          rows === null ? (
            <MarkedPiece key={start} start={block.start + start} text={text} passage={passage} />
          ) : (
            // Rows at the beginning of a block go on with a table of the block before, whose header is there.
            <TextTable key={start} rows={rows} offset={block.start} passage={passage} hasHeader={start > 0 || block.page !== null || block.start === 0} />
          ),
        )}
      </div>
    </section>
  )
})

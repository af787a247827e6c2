import { useTranslations } from 'use-intl/react'
import { MarkedPiece } from '@/components/documents/MarkedPiece'
import type { ShownPassage } from '@/components/documents/passage'
import type { TableRow } from '@/components/documents/textTables'

/** Rows of a text as a table; `offset` is where the text begins in its document. The bars between cells stay in it unseen, so that every place is where it was. */
export function TextTable({ rows, offset, passage, hasHeader }: { rows: readonly TableRow[]; offset: number; passage: ShownPassage; hasHeader: boolean }) {
  const t = useTranslations('knowledge.reader')
  return (
    // It scrolls from side to side alone: what is marked in it is brought into view by what holds the document.
    <div role="region" aria-label={t('table')} tabIndex={0} className="my-1 overflow-x-auto overflow-y-hidden">
      <table className="w-full border-collapse text-ui leading-5 wrap-break-word">
        <tbody>
          {rows.map(({ cells, isRule }, row) => (
            <tr key={row} hidden={isRule} className="border-y border-line">
              {cells.map(({ start, before, text, after }, column) => {
                const Cell = hasHeader && row === 0 ? 'th' : 'td'
                const at = offset + start + before.length
                const isMarked = offset + start < passage.end && at + text.length > passage.start
                // A passage that begins with a row begins with its first words.
                const isFirst = cells.findIndex((cell) => cell.text !== '') === column
                return (
                  <Cell key={column} className={`min-w-12 px-2 py-1 text-left align-top ${Cell === 'th' ? 'font-medium' : 'font-normal'} ${isMarked ? 'bg-mark text-ink' : ''}`}>
                    <span hidden>{before}</span>
                    <MarkedPiece start={at} text={text} passage={passage} beginsAt={offset + (isFirst ? (cells[0]?.start ?? start) : start)} />
                    <span hidden>{after}</span>
                  </Cell>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

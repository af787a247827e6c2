'use client'

import { ArrowDown, ArrowUp } from 'lucide-react'
import { useTranslations } from 'use-intl/react'
import { columnsClass } from '@/components/documentList/DocumentRow'
import { type Listing, type SortKey, sortKeys } from '@/components/documentList/listing'
import { Checkbox } from '@/components/ui/Checkbox'

/** Figures stand at the right of their column, words at the left. */
const isRight = { name: false, state: false, passages: true, size: true, added: true } as const satisfies Record<SortKey, boolean>

export function DocumentTableHeader({
  listing,
  onSort,
  chosen,
  onChooseAll,
}: {
  listing: Listing
  onSort: (by: SortKey) => void
  chosen: 'none' | 'some' | 'all'
  /** undefined: nothing can be done with what is chosen. */
  onChooseAll: (() => void) | undefined
}) {
  const t = useTranslations('knowledge.table')
  return (
    <div role="row" className={`sticky top-0 z-10 h-9 items-center border-b border-line bg-ground text-ink-muted max-md:hidden ${columnsClass}`}>
      <div role="columnheader" className="flex">
        {onChooseAll !== undefined && <Checkbox label={t('chooseAll')} isLabelHidden checked={chosen === 'all'} isIndeterminate={chosen === 'some'} onChange={onChooseAll} />}
      </div>
      {sortKeys.map((key) => {
        const isSorted = listing.sortBy === key
        const Arrow = listing.isDescending ? ArrowDown : ArrowUp
        return (
          <div
            key={key}
            role="columnheader"
            aria-sort={isSorted ? (listing.isDescending ? 'descending' : 'ascending') : 'none'}
            className={`flex ${isRight[key] ? 'justify-end' : ''}`}
          >
            <button
              type="button"
              onClick={() => onSort(key)}
              className={`group inline-flex items-center gap-1 rounded-control py-1 hover:text-ink ${isRight[key] ? 'flex-row-reverse' : ''} ${isSorted ? 'text-ink' : ''}`}
            >
              {t(key)}
              <Arrow aria-hidden className={`size-3 stroke-2 ${isSorted ? '' : 'opacity-0 group-hover:opacity-50'}`} />
            </button>
          </div>
        )
      })}
    </div>
  )
}

'use client'

import { ZoomIn, ZoomOut } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl/react'
import { fieldClass } from '@/components/ui/Input'
import { IconButton } from '@/components/ui/IconButton'

/** As parts of the width that there is room for. */
const zooms = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4] as const

/** The bar above the pages: which page is read, and how large the pages are. */
export function PdfToolbar({
  start,
  page,
  pageCount,
  onPage,
  zoom,
  onZoom,
}: {
  start: ReactNode
  page: number
  pageCount: number
  onPage: (page: number) => void
  zoom: number
  onZoom: (zoom: number) => void
}) {
  const t = useTranslations('knowledge.pdf')
  const format = useFormatter()
  const smaller = zooms.findLast((step) => step < zoom)
  const larger = zooms.find((step) => step > zoom)
  return (
    <div role="toolbar" aria-label={t('toolbar')} className="sticky -top-px left-0 z-10 flex h-12 items-center gap-3 border-b border-line bg-ground px-2">
      {start}
      <PageField key={page} page={page} pageCount={pageCount} onPage={onPage} />
      <div className="flex items-center">
        <IconButton label={t('zoomOut')} disabled={smaller === undefined} onClick={() => smaller !== undefined && onZoom(smaller)}>
          <ZoomOut />
        </IconButton>
        <button
          type="button"
          data-tooltip={t('fitWidth')}
          onClick={() => onZoom(1)}
          className="h-8 w-12 rounded-control text-center text-ink-muted tabular-nums transition-colors hover:bg-ink/6 hover:text-ink max-sm:hidden pointer-coarse:h-10"
        >
          {format.number(zoom, { style: 'percent' })}
          <span className="sr-only"> {t('fitWidth')}</span>
        </button>
        <IconButton label={t('zoomIn')} disabled={larger === undefined} onClick={() => larger !== undefined && onZoom(larger)}>
          <ZoomIn />
        </IconButton>
      </div>
    </div>
  )
}

/** The number of the page, to read and to write into. */
function PageField({ page, pageCount, onPage }: { page: number; pageCount: number; onPage: (page: number) => void }) {
  const t = useTranslations('knowledge.pdf')
  const [typed, setTyped] = useState(`${page}`)
  const go = (): void => {
    const wanted = Math.trunc(Number(typed))
    if (wanted >= 1 && wanted <= pageCount && wanted !== page) onPage(wanted)
    else setTyped(`${page}`)
  }
  return (
    <form
      className="ml-auto flex items-center gap-1.5 text-ink-muted tabular-nums"
      onSubmit={(event) => {
        event.preventDefault()
        go()
      }}
    >
      <input
        aria-label={t('pageNumber', { count: pageCount })}
        inputMode="numeric"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={go}
        className={`${fieldClass} h-7 w-11! px-1! text-center pointer-coarse:h-10`}
      />
      <span aria-hidden>/ {pageCount}</span>
    </form>
  )
}

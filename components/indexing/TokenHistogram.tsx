import { useTranslations } from 'use-intl/react'
import type { ChunkingPreview } from '@/server/ingestion/schema'

const size = { width: 160, height: 36, gap: 2 } as const

/** How large the pieces are: a column for each range of tokens. */
export function TokenHistogram({ columns }: { columns: ChunkingPreview['tokenHistogram'] }) {
  const t = useTranslations('indexing.preview')
  const [first, last] = [columns[0], columns.at(-1)]
  if (first === undefined || last === undefined) return null
  const most = Math.max(...columns.map((column) => column.count))
  const width = size.width / columns.length
  return (
    <figure className="text-ink-muted">
      <svg role="img" aria-label={t('histogram', { from: first.from, to: last.to })} width={size.width} height={size.height} className="fill-accent">
        {columns.map((column, at) => {
          const height = column.count === 0 ? 0 : Math.max(2, (column.count / most) * size.height)
          return (
            <rect key={column.from} x={at * width} y={size.height - height} width={width - size.gap} height={height}>
              <title>{t('column', { from: column.from, to: column.to - 1, count: column.count })}</title>
            </rect>
          )
        })}
      </svg>
      <figcaption className="flex justify-between border-t border-line text-[0.6875rem] tabular-nums">
        <span>{first.from}</span>
        <span>{t('tokens')}</span>
        <span>{last.to}</span>
      </figcaption>
    </figure>
  )
}

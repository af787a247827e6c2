'use client'

import { Ellipsis, Eye, EyeOff, Pencil, Trash2 } from 'lucide-react'
import { memo, useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import { MarkedWords } from '@/components/chunks/MarkedWords'
import { reveal } from '@/components/documents/keepPlace'
import { languageOf, withoutHeadings } from '@/components/documents/passage'
import { IconButton } from '@/components/ui/IconButton'
import { Menu } from '@/components/ui/Menu'
import type { RouterOutputs } from '@/server/router'

/** A passage as the page has it. */
export type ListedChunk = RouterOutputs['chunks']['list'][number]

export type ChunkAction = 'edit' | 'enable' | 'disable' | 'delete'

/** A passage with where it stands; choosing it shows it in the text. */
export const ChunkItem = memo(function ChunkItem({
  chunk,
  isChosen,
  search = '',
  onChoose,
  onAction,
}: {
  chunk: ListedChunk
  isChosen: boolean
  /** Words that were searched for, to be marked. */
  search?: string
  onChoose: (chunk: ListedChunk) => void
  /** undefined: it can only be read. */
  onAction: ((action: ChunkAction, chunk: ListedChunk) => void) | undefined
}) {
  const t = useTranslations('knowledge')
  const index = chunk.index + 1
  const item = useRef<HTMLLIElement>(null)
  // The passage may have been chosen by the address, far down the list.
  useEffect(() => {
    if (isChosen && item.current !== null) reveal(item.current)
  }, [isChosen])
  return (
    <li ref={item} className={`group relative [contain-intrinsic-block-size:auto_120px] [content-visibility:auto] ${chunk.isEnabled ? '' : 'opacity-60'}`}>
      <div className={`border-l-2 py-2.5 pr-9 pl-3 transition-colors group-hover:bg-raised ${isChosen ? 'border-accent bg-raised' : 'border-transparent'}`}>
        <span className="flex flex-wrap gap-x-3 text-xs text-ink-muted tabular-nums">
          <span>{t('document.position', { index })}</span>
          {chunk.page !== null && <span>{t('document.page', { page: chunk.page })}</span>}
          <span>{t('tokens', { count: chunk.tokenCount })}</span>
          {chunk.editedAt !== null && <span>{t('chunks.edited')}</span>}
          {!chunk.isEnabled && <span className="text-warn">{t('chunks.off')}</span>}
        </span>
        {chunk.headingPath.length > 0 && <span className="block truncate text-xs font-medium text-ink-muted">{chunk.headingPath.join(' › ')}</span>}
        {chunk.context !== '' && <span className="line-clamp-1 text-xs text-ink-muted italic">{chunk.context}</span>}
        <span lang={languageOf(chunk.text) ?? ''} className={`mt-1 wrap-anywhere ${search === '' ? 'line-clamp-4' : 'block'}`}>
          <MarkedWords text={withoutHeadings(chunk.text, chunk.headingPath)} search={search} />
        </span>
        {chunk.keywords.length > 0 && <span className="mt-1 block text-xs text-ink-muted">{t('chunks.keywordList', { keywords: chunk.keywords.join(' · ') })}</span>}
      </div>
      {/* Over the whole row, and named by its number: the text would be too long a name. */}
      <button type="button" aria-pressed={isChosen} aria-label={t('document.show', { index })} onClick={() => onChoose(chunk)} className="absolute inset-0 focus-visible:-outline-offset-2" />
      {onAction !== undefined && (
        <div className="absolute top-1.5 right-0">
          <Menu
            trigger={
              <IconButton label={t('chunks.actions', { index })}>
                <Ellipsis />
              </IconButton>
            }
            items={[
              { label: t('chunks.edit'), icon: <Pencil />, onSelect: () => onAction('edit', chunk) },
              chunk.isEnabled
                ? { label: t('chunks.disable'), icon: <EyeOff />, onSelect: () => onAction('disable', chunk) }
                : { label: t('chunks.enable'), icon: <Eye />, onSelect: () => onAction('enable', chunk) },
              { label: t('chunks.delete'), icon: <Trash2 />, onSelect: () => onAction('delete', chunk), isDanger: true },
            ]}
          />
        </div>
      )}
    </li>
  )
})

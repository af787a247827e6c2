'use client'

import { Ellipsis } from 'lucide-react'
import Link from 'next/link'
import { memo } from 'react'
import { useFormatter, useTranslations } from 'use-intl/react'
import type { ListedDocument } from '@/components/documentList/listing'
import { type DocumentAction, documentMenu } from '@/components/documentList/documentMenu'
import { DocumentState } from '@/components/documents/DocumentState'
import { useFileSize } from '@/components/documents/useFileSize'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { useMayWrite } from '@/components/teams/useMayWrite'
import { Button } from '@/components/ui/Button'
import { Checkbox } from '@/components/ui/Checkbox'
import { IconButton } from '@/components/ui/IconButton'
import { Menu } from '@/components/ui/Menu'

/** The columns of a row and of the header above it: choice, name, state, passages, size, added, menu. */
export const columnsClass = 'md:grid md:grid-cols-[1rem_minmax(0,1fr)_minmax(0,15rem)_5rem_5.5rem_7.5rem_2rem] md:gap-x-4'

export const DocumentRow = memo(function DocumentRow({
  document,
  isChosen,
  onChoose,
  onAction,
}: {
  document: ListedDocument
  isChosen: boolean
  /** `isRange`: from the row that was chosen last up to this one. */
  onChoose: (document: ListedDocument, isRange: boolean) => void
  onAction: (action: DocumentAction, document: ListedDocument) => void
}) {
  const t = useTranslations('knowledge')
  const format = useFormatter()
  const fileSize = useFileSize()
  const mayWrite = useMayWrite(document.knowledgeBaseId)
  return (
    <div role="row" className={`relative min-h-10 border-b border-line py-1 transition-colors hover:bg-raised max-md:pr-10 max-md:pl-8 ${isChosen ? 'bg-raised' : ''} ${columnsClass} md:items-center`} aria-selected={isChosen}>
      <div role="cell" className="flex max-md:absolute max-md:top-1 max-md:left-0">
        {mayWrite && (
          <Checkbox
            label={t('table.choose', { name: document.name })}
            isLabelHidden
            className="relative z-1"
            checked={isChosen}
            // The change itself does not say whether Shift was held.
            onChange={() => undefined}
            onClick={(event) => onChoose(document, event.shiftKey)}
          />
        )}
      </div>
      <div role="cell" className="min-w-0">
        <Link
          href={`/knowledge/${document.knowledgeBaseId}/documents/${document.id}`}
          prefetch={false}
          title={document.name}
          className={`block truncate font-medium after:absolute after:inset-0 focus-visible:-outline-offset-2 ${document.isEnabled ? '' : 'text-ink-muted'}`}
        >
          {document.name}
        </Link>
      </div>
      <div role="cell" className="min-w-0 max-md:flex max-md:flex-wrap max-md:gap-x-3">
        <DocumentState document={document} />
        <span className="text-ink-muted tabular-nums md:hidden">
          {document.chunkCount > 0 && `${t('passages', { count: document.chunkCount })} · `}
          {fileSize(document.size)}
        </span>
      </div>
      <div role="cell" className="text-right text-ink-muted tabular-nums max-md:hidden">
        {document.chunkCount > 0 && format.number(document.chunkCount)}
      </div>
      <div role="cell" className="text-right text-ink-muted tabular-nums max-md:hidden">
        {fileSize(document.size)}
      </div>
      <div role="cell" className="text-right text-ink-muted tabular-nums max-md:hidden">
        {format.dateTime(new Date(document.createdAt), { dateStyle: 'medium' })}
      </div>
      <div role="cell" className="max-md:absolute max-md:top-1 max-md:right-0 md:-my-1">
        <Menu
          trigger={
            <IconButton label={t('table.actions', { name: document.name })} className="relative">
              <Ellipsis />
            </IconButton>
          }
          items={documentMenu(document, mayWrite).map(({ action, icon, isDanger }) => ({
            label: t(`table.${action}`),
            icon,
            isDanger,
            onSelect: () => onAction(action, document),
          }))}
        />
      </div>
      <RowNotes document={document} onAction={mayWrite ? (action) => onAction(action, document) : undefined} />
    </div>
  )
})

/** What to do with one that stands still. */
const stalledActions = ['restart', 'cancel', 'ledger'] as const satisfies readonly DocumentAction[]

/** Why it failed, what is missing in it, or what it is the same as, in full: nobody should have to open a menu to learn that. */
function RowNotes({ document, onAction }: { document: ListedDocument; onAction: ((action: DocumentAction) => void) | undefined }) {
  const t = useTranslations('knowledge.table')
  const translated = useServerSentence()
  const { duplicateOf } = document
  if (document.errorText === null && document.warnings.length === 0 && duplicateOf === null && document.isEnabled && !document.isStalled) return null
  return (
    <div role="cell" className="pb-1 md:col-span-5 md:col-start-2">
      {!document.isEnabled && <p className="text-ink-muted">{t('off')}</p>}
      {document.isStalled && (
        <p className="flex flex-wrap items-baseline gap-x-4 text-warn">
          {t('stalled')}
          <span className="-my-1 -ml-2.5">
            {(onAction === undefined ? [] : stalledActions).map((action) => (
              <Button key={action} variant="ghost" size="sm" className="relative" onClick={() => onAction?.(action)}>
                {t(`stalledActions.${action}`)}
              </Button>
            ))}
          </span>
        </p>
      )}
      {duplicateOf !== null && (
        <Link href={`/knowledge/${document.knowledgeBaseId}/documents/${duplicateOf.id}`} prefetch={false} className="relative text-ink-muted underline">
          {t('duplicate', { name: duplicateOf.name })}
        </Link>
      )}
      {document.errorText !== null && (
        <p className="flex flex-wrap items-baseline gap-x-4 text-danger">
          <span className="min-w-0 wrap-anywhere">{translated(document.errorText)}</span>
          {onAction !== undefined && (
            <Button variant="ghost" size="sm" className="relative -my-1 -ml-2.5" onClick={() => onAction('retry')}>
              {t('retry')}
            </Button>
          )}
        </p>
      )}
      {document.warnings.map((warning) => (
        <p key={warning} className="text-warn">
          {translated(warning)}
        </p>
      ))}
    </div>
  )
}

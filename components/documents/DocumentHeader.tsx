'use client'

import { Download, Ellipsis } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl/react'
import { DocumentDialogs, type OpenDialog } from '@/components/documentList/DocumentDialogs'
import { documentMenu } from '@/components/documentList/documentMenu'
import { useActOnDocument } from '@/components/documentList/useActOnDocument'
import { useDocumentActions } from '@/components/documentList/useDocumentActions'
import { DocumentState } from '@/components/documents/DocumentState'
import { useFileSize } from '@/components/documents/useFileSize'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { useMayWrite } from '@/components/teams/useMayWrite'
import { BackLink } from '@/components/ui/BackLink'
import { Button, buttonClass } from '@/components/ui/Button'
import { ErrorState } from '@/components/ui/ErrorState'
import { IconButton } from '@/components/ui/IconButton'
import { Menu } from '@/components/ui/Menu'
import type { RouterOutputs } from '@/server/router'

/** What a document is: name, measures, state, what is wrong with it, and its original. */
export function DocumentHeader({ document, baseName }: { document: RouterOutputs['documents']['get']; baseName: string | undefined }) {
  const t = useTranslations('knowledge')
  const translated = useServerSentence()
  const format = useFormatter()
  const fileSize = useFileSize()
  const router = useRouter()
  const [dialog, setDialog] = useState<OpenDialog | null>(null)
  const actions = useDocumentActions()
  const mayWrite = useMayWrite(document.knowledgeBaseId)
  const act = useActOnDocument(actions, setDialog)
  const basePath = `/knowledge/${document.knowledgeBaseId}`
  const measures = [
    document.pageCount !== null && document.pageCount > 0 ? t('pages', { count: document.pageCount }) : undefined,
    document.characterCount > 0 ? t('characters', { count: document.characterCount }) : undefined,
    document.chunkCount > 0 ? t('passages', { count: document.chunkCount }) : undefined,
    fileSize(document.size),
    format.dateTime(new Date(document.createdAt), { dateStyle: 'medium' }),
  ].filter((measure) => measure !== undefined)
  return (
    <header className="flex flex-col gap-1">
      <BackLink href={basePath}>{baseName ?? t('title')}</BackLink>
      <div className="flex flex-wrap gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-60 max-sm:space-y-1">
          <h1 className="wrap-anywhere sm:py-1">{document.name}</h1>
          <p className="text-ink-muted tabular-nums">{measures.join(' · ')}</p>
        </div>
        <div className="flex items-center gap-2 self-start max-sm:mb-1">
          {document.activeVersion > 0 && <Button onClick={() => setDialog({ kind: 'report', document })}>{t('table.report')}</Button>}
          <a href={`/api/files/${document.id}`} download className={buttonClass()}>
            <Download aria-hidden className="size-4 stroke-[1.75]" />
            {t('document.download')}
          </a>
          <Menu
            trigger={
              <IconButton label={t('table.actions', { name: document.name })}>
                <Ellipsis />
              </IconButton>
            }
            items={documentMenu(document, mayWrite).flatMap(({ action, icon, isDanger }) =>
              action === 'open' || action === 'download' || action === 'report' ? [] : [{ label: t(`table.${action}`), icon, isDanger, onSelect: () => act(action, document) }],
            )}
          />
        </div>
      </div>
      {document.state !== 'ready' && (
        <div className="max-w-xs">
          <DocumentState document={document} />
        </div>
      )}
      {document.errorText !== null && <ErrorState message={document.errorText} onRetry={mayWrite ? () => act('retry', document) : undefined} />}
      {actions.error !== null && <ErrorState message={actions.error.message} />}
      {document.warnings.map((warning) => (
        <p key={warning} className="max-w-prose text-warn">
          {translated(warning)}
        </p>
      ))}
      {dialog !== null && <DocumentDialogs dialog={dialog} onClose={() => setDialog(null)} onDeleted={() => router.replace(basePath)} />}
    </header>
  )
}

'use client'

import { Ellipsis, Pencil, Settings2, TextSearch, Trash2 } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { AddDocuments, type useAdding } from '@/components/knowledge/add/AddDocuments'
import { DeleteBaseDialog } from '@/components/knowledge/DeleteBaseDialog'
import { EngineLine } from '@/components/knowledge/EngineLine'
import { RenameBaseDialog } from '@/components/knowledge/RenameBaseDialog'
import { SharedBadge } from '@/components/teams/SharedBadge'
import { BackLink } from '@/components/ui/BackLink'
import { buttonClass } from '@/components/ui/Button'
import { IconButton } from '@/components/ui/IconButton'
import { Menu } from '@/components/ui/Menu'
import type { RouterOutputs } from '@/server/router'

/** Name, size and engine of a base, and what can be done with it. */
export function BaseHeader({
  base,
  documentCount,
  passageCount,
  liveCount,
  adding,
}: {
  base: RouterOutputs['knowledge']['get']
  documentCount: number
  passageCount: number
  liveCount: number
  adding: ReturnType<typeof useAdding>
}) {
  const t = useTranslations('knowledge')
  const router = useRouter()
  const [dialog, setDialog] = useState<'rename' | 'delete' | null>(null)
  const close = () => setDialog(null)
  const { may } = base.sharing
  return (
    <header className="flex flex-col gap-1">
      <BackLink href="/knowledge">{t('base.back')}</BackLink>
      <div className="flex flex-wrap gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-60 max-sm:space-y-1">
          <h1 className="wrap-anywhere sm:py-1">{base.name}</h1>
          <p aria-live="polite" className="text-ink-muted tabular-nums">
            {t('documents', { count: documentCount })} · {t('passages', { count: passageCount })}
            {liveCount > 0 && <span className="text-ink"> · {t('list.stateLive', { count: liveCount })}</span>}
          </p>
        </div>
        <div className="flex flex-wrap items-center gap-2 self-start max-sm:mb-1">
          {may !== 'read' && <AddDocuments knowledgeBaseId={base.id} adding={adding} />}
          <Link href={`/knowledge/${base.id}/test`} className={buttonClass()}>
            <TextSearch aria-hidden className="size-4 stroke-[1.75]" />
            {t('base.test')}
          </Link>
          {may !== 'read' && (
            <Menu
              trigger={
                <IconButton label={t('base.actions')}>
                  <Ellipsis />
                </IconButton>
              }
              items={[
                { label: t('base.settings'), icon: <Settings2 />, onSelect: () => router.push(`/knowledge/${base.id}/settings`) },
                { label: t('edit.rename'), icon: <Pencil />, onSelect: () => setDialog('rename') },
                ...(may === 'manage' ? [{ label: t('edit.delete'), icon: <Trash2 />, onSelect: () => setDialog('delete'), isDanger: true }] : []),
              ]}
            />
          )}
        </div>
      </div>
      <SharedBadge sharing={base.sharing} />
      <EngineLine embeddingModel={base.embeddingModel} />
      {dialog === 'rename' && <RenameBaseDialog base={base} onClose={close} />}
      {dialog === 'delete' && <DeleteBaseDialog base={{ ...base, documentCount }} onClose={close} onDeleted={() => router.replace('/knowledge')} />}
    </header>
  )
}

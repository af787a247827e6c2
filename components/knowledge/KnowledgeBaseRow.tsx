'use client'

import { Ellipsis, Pencil, Trash2 } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import { BaseState } from '@/components/knowledge/BaseState'
import { SharedBadge } from '@/components/teams/SharedBadge'
import { IconButton } from '@/components/ui/IconButton'
import { Menu } from '@/components/ui/Menu'
import type { RouterOutputs } from '@/server/router'

type Base = RouterOutputs['knowledge']['list'][number]

export function KnowledgeBaseRow({ base, onRename, onDelete }: { base: Base; onRename: () => void; onDelete: () => void }) {
  const t = useTranslations('knowledge')
  return (
    <li className="group relative flex min-h-12 items-center gap-x-4 py-2 transition-colors hover:bg-raised">
      <div className="grid min-w-0 flex-1 grid-cols-1 gap-x-6 sm:grid-cols-[minmax(0,1fr)_7rem_7rem_minmax(8rem,14rem)] sm:items-center">
        {/* The whole row is the link; the menu lies above it. */}
        <Link href={`/knowledge/${base.id}`} className="truncate font-medium after:absolute after:inset-0">
          {base.name}
        </Link>
        <span className="text-ink-muted tabular-nums max-sm:hidden">{t('documents', { count: base.documentCount })}</span>
        <span className="text-ink-muted tabular-nums max-sm:hidden">{t('passages', { count: base.chunkCount })}</span>
        <span className="flex flex-wrap gap-x-3">
          {base.documentCount > 0 && (
            <span className="text-ink-muted tabular-nums sm:hidden">{t('documents', { count: base.documentCount })}</span>
          )}
          <BaseState base={base} />
          <SharedBadge sharing={base.sharing} />
        </span>
      </div>
      {base.sharing.may !== 'read' && (
        <Menu
          trigger={
            <IconButton label={t('list.actions', { name: base.name })} className="relative">
              <Ellipsis />
            </IconButton>
          }
          items={[
            { label: t('edit.rename'), icon: <Pencil />, onSelect: onRename },
            ...(base.sharing.may === 'manage' ? [{ label: t('edit.delete'), icon: <Trash2 />, onSelect: onDelete, isDanger: true }] : []),
          ]}
        />
      )}
    </li>
  )
}

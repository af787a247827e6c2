'use client'

import { Ellipsis, MessageSquare, Trash2 } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'use-intl/react'
import { AssistantFace } from '@/components/assistants/AssistantFace'
import { SharedBadge } from '@/components/teams/SharedBadge'
import { buttonClass } from '@/components/ui/Button'
import { IconButton } from '@/components/ui/IconButton'
import { Menu } from '@/components/ui/Menu'
import type { RouterOutputs } from '@/server/router'

export function AssistantRow({ assistant, onDelete }: { assistant: RouterOutputs['assistants']['list'][number]; onDelete: () => void }) {
  const t = useTranslations('assistants.list')
  const router = useRouter()
  const { id, name, avatar, description } = assistant
  const chatHref = `/?assistant=${id}`
  return (
    <li className="relative flex min-h-14 items-center gap-3 py-2 transition-colors hover:bg-raised">
      <AssistantFace name={name} avatar={avatar} />
      <div className="min-w-0 flex-1">
        {/* The whole row is the link; what can be done with it lies above. */}
        <Link href={`/assistants/${id}`} className="block truncate font-medium after:absolute after:inset-0">
          {name}
        </Link>
        {description !== '' && <p className="truncate text-ink-muted">{description}</p>}
        <SharedBadge sharing={assistant.sharing} />
      </div>
      <Link href={chatHref} className={`${buttonClass({ size: 'sm' })} relative max-sm:hidden`}>
        <MessageSquare aria-hidden className="size-3.5 stroke-[1.75]" />
        {t('try')}
      </Link>
      <Menu
        trigger={
          <IconButton label={t('actions', { name })} className="relative">
            <Ellipsis />
          </IconButton>
        }
        items={[
          { label: t('try'), icon: <MessageSquare />, onSelect: () => router.push(chatHref) },
          ...(assistant.sharing.may === 'manage' ? [{ label: t('delete'), icon: <Trash2 />, onSelect: onDelete, isDanger: true }] : []),
        ]}
      />
    </li>
  )
}

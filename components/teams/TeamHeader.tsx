'use client'

import { useMutation } from '@tanstack/react-query'
import { Ellipsis, LogOut, Pencil, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { NameDialog } from '@/components/ui/NameDialog'
import { useTeamMutation } from '@/components/teams/useTeamMutation'
import { ConfirmDialog } from '@/components/ui/ConfirmDialog'
import { IconButton } from '@/components/ui/IconButton'
import { Menu } from '@/components/ui/Menu'
import { toast } from '@/components/ui/toast'
import type { RouterOutputs } from '@/server/router'

type Open = 'rename' | 'leave' | 'delete' | null

/** The name of a team, and what may be done with the team itself. */
export function TeamHeader({ team }: { team: RouterOutputs['teams']['get'] }) {
  const t = useTranslations('teams.edit')
  const [open, setOpen] = useState<Open>(null)
  const trpc = useTRPC()
  const router = useRouter()
  const { onError, onSettled } = useTeamMutation()
  const close = () => setOpen(null)
  const gone = (message: string) => () => {
    toast(message)
    router.replace('/settings/team')
  }
  const rename = useMutation(trpc.teams.rename.mutationOptions({ onSuccess: close, onSettled }))
  const leave = useMutation(trpc.teams.leave.mutationOptions({ onSuccess: gone(t('left')), onError, onSettled }))
  const remove = useMutation(trpc.teams.remove.mutationOptions({ onSuccess: gone(t('deleted')), onError, onSettled }))
  return (
    <header className="mt-1 mb-5 flex items-start gap-3">
      <h1 className="min-w-0 flex-1 wrap-anywhere">{team.name}</h1>
      <Menu
        trigger={
          <IconButton label={t('actions', { name: team.name })}>
            <Ellipsis />
          </IconButton>
        }
        items={[
          ...(team.role === 'member' ? [] : [{ label: t('rename'), icon: <Pencil />, onSelect: () => setOpen('rename') }]),
          { label: t('leave'), icon: <LogOut />, onSelect: () => setOpen('leave') },
          ...(team.role === 'owner' ? [{ label: t('delete'), icon: <Trash2 />, onSelect: () => setOpen('delete'), isDanger: true }] : []),
        ]}
      />
      {open === 'rename' && (
        <NameDialog
          maxLength={80}
          title={t('renameTitle')}
          initial={team.name}
          submitLabel={t('save')}
          error={rename.error?.message}
          isPending={rename.isPending}
          onSubmit={(name) => rename.mutate({ id: team.id, name })}
          onClose={close}
        />
      )}
      {open === 'leave' && (
        <ConfirmDialog
          open
          onOpenChange={close}
          title={t('leaveTitle', { name: team.name })}
          description={t('leaveText')}
          confirmLabel={t('leaveConfirm')}
          isPending={leave.isPending}
          onConfirm={() => leave.mutate({ id: team.id }, { onSettled: close })}
        />
      )}
      {open === 'delete' && (
        <ConfirmDialog
          open
          onOpenChange={close}
          title={t('deleteTitle', { name: team.name })}
          description={t('deleteText')}
          confirmLabel={t('deleteConfirm')}
          isPending={remove.isPending}
          onConfirm={() => remove.mutate({ id: team.id }, { onSettled: close })}
        />
      )}
    </header>
  )
}

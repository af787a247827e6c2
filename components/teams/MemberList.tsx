'use client'

import { useMutation } from '@tanstack/react-query'
import { UserMinus } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { useTeamMutation } from '@/components/teams/useTeamMutation'
import { ConfirmDialog } from '@/components/ui/ConfirmDialog'
import { IconButton } from '@/components/ui/IconButton'
import { fieldClass } from '@/components/ui/Input'
import { toast } from '@/components/ui/toast'
import type { RouterOutputs } from '@/server/router'
import { memberRoles } from '@/server/teams/schema'

type Team = RouterOutputs['teams']['get']
type Member = Team['members'][number]

/** Who is in a team and as what; what one may not change is text. */
export function MemberList({ team, userId }: { team: Team; userId: string }) {
  const t = useTranslations('teams')
  const trpc = useTRPC()
  const [removing, setRemoving] = useState<Member | null>(null)
  const after = useTeamMutation()
  const setRole = useMutation(trpc.teams.setRole.mutationOptions(after))
  const remove = useMutation(trpc.teams.removeMember.mutationOptions(after))
  const roles = team.role === 'owner' ? memberRoles : memberRoles.filter((role) => role !== 'owner')
  return (
    <>
      <ul className="divide-y divide-line border-y border-line">
        {team.members.map((member) => {
          const isMine = member.userId === userId
          const mayChange = team.role === 'owner' || (team.role === 'admin' && member.role !== 'owner')
          return (
            <li key={member.userId} className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
              <div className="min-w-40 flex-1">
                <span className="wrap-anywhere">{member.name}</span>
                {isMine && <span className="text-ink-muted"> ({t('members.you')})</span>}
                {member.name !== member.username && <p className="text-xs text-ink-muted wrap-anywhere">{member.username}</p>}
              </div>
              {mayChange ? (
                <select
                  aria-label={t('members.role', { name: member.name })}
                  value={member.role}
                  disabled={setRole.isPending}
                  onChange={(event) => {
                    const role = roles.find((one) => one === event.target.value)
                    if (role !== undefined) setRole.mutate({ teamId: team.id, userId: member.userId, role })
                  }}
                  className={`${fieldClass} h-8 w-40! pointer-coarse:h-11`}
                >
                  {roles.map((role) => (
                    <option key={role} value={role}>
                      {t(`roles.${role}`)}
                    </option>
                  ))}
                </select>
              ) : (
                <span className="text-ink-muted">{t(`roles.${member.role}`)}</span>
              )}
              {mayChange && !isMine && (
                <IconButton label={t('members.removeName', { name: member.name })} onClick={() => setRemoving(member)}>
                  <UserMinus />
                </IconButton>
              )}
            </li>
          )
        })}
      </ul>
      {removing !== null && (
        <ConfirmDialog
          open
          onOpenChange={() => setRemoving(null)}
          title={t('members.removeTitle', { name: removing.name })}
          description={t('members.removeText')}
          confirmLabel={t('members.remove')}
          isPending={remove.isPending}
          onConfirm={() =>
            remove.mutate({ teamId: team.id, userId: removing.userId }, { onSuccess: () => toast(t('members.removed', { name: removing.name })), onSettled: () => setRemoving(null) })
          }
        />
      )}
    </>
  )
}

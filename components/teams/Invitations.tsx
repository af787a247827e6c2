'use client'

import { useMutation } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { useTeamMutation } from '@/components/teams/useTeamMutation'
import { Button } from '@/components/ui/Button'
import { CopyButton } from '@/components/ui/CopyButton'
import { Field } from '@/components/ui/Field'
import { Input } from '@/components/ui/Input'
import { Select } from '@/components/ui/Select'
import { toast } from '@/components/ui/toast'
import type { RouterOutputs } from '@/server/router'

const addressOf = (token: string): string => `${location.origin}/join/${token}`
const dayChoices = ['1', '7', '30'] as const

/** Makes links to a team, shows each once, and lists those that nobody has accepted yet. */
export function Invitations({ teamId, invitations }: { teamId: string; invitations: RouterOutputs['teams']['get']['invitations'] }) {
  const t = useTranslations('teams')
  const format = useFormatter()
  const trpc = useTRPC()
  const after = useTeamMutation()
  const revoke = useMutation(trpc.teams.revoke.mutationOptions({ ...after, onSuccess: () => toast(t('invite.revoked')) }))
  return (
    <div className="flex flex-col gap-4">
      <InviteForm teamId={teamId} />
      {invitations.length === 0 ? (
        <p className="text-ink-muted">{t('invite.none')}</p>
      ) : (
        <ul className="divide-y divide-line border-y border-line">
          {invitations.map((invitation) => (
            <li key={invitation.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
              <div className="min-w-40 flex-1">
                <p className="wrap-anywhere">{invitation.email ?? t('invite.anybody')}</p>
                <p className="text-xs text-ink-muted">{t('invite.until', { role: t(`roles.${invitation.role}`), when: format.dateTime(new Date(invitation.expiresAt), { dateStyle: 'medium' }) })}</p>
              </div>
              <Button size="sm" disabled={revoke.isPending} onClick={() => revoke.mutate({ id: invitation.id })}>
                {t('invite.revoke')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function InviteForm({ teamId }: { teamId: string }) {
  const t = useTranslations('teams')
  const translated = useServerSentence()
  const [role, setRole] = useState<'member' | 'admin'>('member')
  const [email, setEmail] = useState('')
  const [days, setDays] = useState<(typeof dayChoices)[number]>('7')
  const { onSettled } = useTeamMutation()
  const invite = useMutation(useTRPC().teams.invite.mutationOptions({ onSettled }))
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!invite.isPending) invite.mutate({ teamId, role, days: Number(days), ...(email.trim() === '' ? {} : { email: email.trim() }) })
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      <div className="grid gap-3 sm:grid-cols-2">
        <Select label={t('invite.role')} value={role} onChange={setRole} options={(['member', 'admin'] as const).map((value) => ({ value, label: t(`roles.${value}`) }))} />
        <Select label={t('invite.days')} value={days} onChange={setDays} options={dayChoices.map((value) => ({ value, label: t('invite.dayCount', { count: Number(value) }) }))} />
      </div>
      <Field label={t('invite.email')} error={invite.error === null ? undefined : translated(invite.error.message)}>
        {(control) => <Input {...control} type="email" value={email} maxLength={254} autoComplete="off" onChange={(event) => setEmail(event.target.value)} />}
      </Field>
      <Button type="submit" className="self-start" disabled={invite.isPending}>
        {t('invite.create')}
      </Button>
      {invite.data && (
        <div role="status">
          <p className="text-ink-muted">{t('invite.made')}</p>
          <div className="mt-1 flex items-center gap-1">
            <Input readOnly aria-label={t('invite.link')} value={addressOf(invite.data.token)} onFocus={(event) => event.target.select()} />
            <CopyButton label={t('invite.copy')} text={addressOf(invite.data.token)} />
          </div>
        </div>
      )}
    </form>
  )
}

'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { textOf } from '@/components/auth/fields'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { Button } from '@/components/ui/Button'
import { CopyButton } from '@/components/ui/CopyButton'
import { ErrorState } from '@/components/ui/ErrorState'
import { Field } from '@/components/ui/Field'
import { Input } from '@/components/ui/Input'
import { Select } from '@/components/ui/Select'
import { toast } from '@/components/ui/toast'

const lifetimes = ['1', '7', '30'] as const

/** Links to an account: made here and shown once, and those that nobody has accepted yet. */
export function AccountInvitations() {
  const t = useTranslations('account.invitations')
  const format = useFormatter()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const invitations = useQuery(trpc.auth.invitations.list.queryOptions())
  const revoke = useMutation(
    trpc.auth.invitations.revoke.mutationOptions({
      onSuccess: () => toast(t('revoked')),
      onSettled: () => queries.invalidateQueries(trpc.auth.invitations.pathFilter()),
    }),
  )
  if (invitations.error) return <ErrorState message={invitations.error.message} onRetry={() => void invitations.refetch()} />
  if (invitations.data === undefined) return null
  return (
    <div className="flex flex-col gap-6">
      <InviteForm />
      {revoke.error && <ErrorState message={revoke.error.message} />}
      {invitations.data.length === 0 ? (
        <p className="text-ink-muted">{t('none')}</p>
      ) : (
        <ul aria-label={t('list')} className="divide-y divide-line border-y border-line">
          {invitations.data.map(({ id, email, expiresAt }) => (
            <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
              <div className="min-w-40 flex-1">
                <p className="wrap-anywhere">{email ?? t('anybody')}</p>
                <p className="text-xs text-ink-muted">{t('until', { when: format.dateTime(new Date(expiresAt), { dateStyle: 'medium' }) })}</p>
              </div>
              <Button size="sm" disabled={revoke.isPending} onClick={() => revoke.mutate({ id })}>
                {t('revoke')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function InviteForm() {
  const t = useTranslations('account.invitations')
  const translated = useServerSentence()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [days, setDays] = useState<(typeof lifetimes)[number]>('7')
  const create = useMutation(trpc.auth.invitations.create.mutationOptions({ onSuccess: () => queries.invalidateQueries(trpc.auth.invitations.pathFilter()) }))
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    create.mutate({ email: textOf(form, 'email').trim() || null, days: Number(days) }, { onSuccess: () => form.reset() })
  }
  const address = create.data === undefined ? '' : `${location.origin}/sign-up?invitation=${create.data.token}`
  return (
    <form noValidate onSubmit={submit} className="flex max-w-md flex-col gap-4">
      <Field label={t('email')} hint={t('emailHint')} error={create.error === null ? undefined : translated(create.error.message)}>
        {(control) => <Input {...control} name="email" type="email" autoComplete="off" maxLength={254} />}
      </Field>
      <Select label={t('days')} value={days} onChange={setDays} options={lifetimes.map((value) => ({ value, label: t('daysCount', { count: Number(value) }) }))} />
      <Button type="submit" className="self-start" disabled={create.isPending}>
        {t('create')}
      </Button>
      {create.data && (
        <div role="status">
          <p className="text-ink-muted">{t('made')}</p>
          <div className="mt-1 flex items-center gap-1">
            <Input readOnly aria-label={t('link')} value={address} onFocus={(event) => event.target.select()} />
            <CopyButton text={address} />
          </div>
        </div>
      )}
    </form>
  )
}

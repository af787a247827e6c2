'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { SubmitEvent } from 'react'
import { useTranslations } from 'use-intl/react'
import { failureOf } from '@/components/api/failureOf'
import { useTRPC } from '@/components/api/trpc'
import { textOf } from '@/components/auth/fields'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { Button } from '@/components/ui/Button'
import { ErrorState } from '@/components/ui/ErrorState'
import { Field } from '@/components/ui/Field'
import { Input } from '@/components/ui/Input'
import { toast } from '@/components/ui/toast'

/** What one says of oneself. */
export function ProfileForm() {
  const [t, shell] = [useTranslations('account'), useTranslations('shell')]
  const translated = useServerSentence()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const profile = useQuery(trpc.auth.profile.get.queryOptions())
  const save = useMutation(
    trpc.auth.profile.update.mutationOptions({
      onSuccess: (saved) => {
        queries.setQueryData(trpc.auth.profile.get.queryKey(), saved)
        toast(t('saved'))
      },
    }),
  )
  if (profile.error) return <ErrorState message={profile.error.message} onRetry={() => void profile.refetch()} />
  if (profile.data === undefined) return null

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const [displayName, email] = ['displayName', 'email'].map((name) => textOf(event.currentTarget, name).trim())
    save.mutate({ displayName: displayName || null, email: email || null })
  }
  const problem = failureOf(save.error)
  const isOfName = problem?.message.startsWith('displayName') === true
  const said = save.error === null ? undefined : translated(save.error.message)
  return (
    <form onSubmit={submit} noValidate className="flex max-w-md flex-col gap-4">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-2">
        <dt className="text-ink-muted">{t('profile.username')}</dt>
        <dd className="break-words">{profile.data.username}</dd>
        <dt className="text-ink-muted">{t('profile.role')}</dt>
        <dd>{shell(`settings.account.roles.${profile.data.role}`)}</dd>
      </dl>
      <Field label={t('profile.displayName')} hint={t('profile.displayNameHint')} error={isOfName ? said : undefined}>
        {(control) => <Input {...control} name="displayName" defaultValue={profile.data.displayName ?? ''} autoComplete="name" maxLength={100} />}
      </Field>
      <Field label={t('profile.email')} error={isOfName ? undefined : said}>
        {(control) => <Input {...control} name="email" type="email" defaultValue={profile.data.email ?? ''} autoComplete="email" maxLength={254} />}
      </Field>
      <Button type="submit" variant="primary" className="self-start" disabled={save.isPending}>
        {save.isPending ? t('saving') : t('save')}
      </Button>
    </form>
  )
}

'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { failureOf } from '@/components/api/failureOf'
import { useTRPC } from '@/components/api/trpc'
import { focusField, textOf } from '@/components/auth/fields'
import { FormError } from '@/components/auth/FormError'
import { PasswordInput } from '@/components/auth/PasswordInput'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { Button } from '@/components/ui/Button'
import { Field } from '@/components/ui/Field'
import { toast } from '@/components/ui/toast'
import { passwordSchema } from '@/server/auth/schema'

/** Another password, for who knows the one there is. */
export function PasswordForm() {
  const t = useTranslations('account.security.password')
  const translated = useServerSentence()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [problem, setProblem] = useState<string>()
  const change = useMutation(
    trpc.auth.changePassword.mutationOptions({
      onSuccess: () => {
        toast(t('changed'))
        void queries.invalidateQueries(trpc.auth.sessions.pathFilter())
      },
    }),
  )
  const failure = failureOf(change.error)
  const isWrong = failure?.kind === 'invalid'

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const newPassword = textOf(event.currentTarget, 'newPassword')
    const found = passwordSchema.safeParse(newPassword).error?.issues[0]?.message
    setProblem(found)
    if (found !== undefined) focusField(event.currentTarget, 'newPassword')
    else change.mutate({ currentPassword: textOf(form, 'currentPassword'), newPassword }, { onSuccess: () => form.reset() })
  }
  return (
    <form method="post" noValidate onSubmit={submit} className="flex max-w-md flex-col gap-4">
      <FormError message={change.error !== null && !isWrong ? change.error.message : undefined} />
      <Field label={t('current')} error={isWrong ? translated(failure.message) : undefined}>
        {(control) => <PasswordInput {...control} name="currentPassword" autoComplete="current-password" maxLength={256} />}
      </Field>
      <Field label={t('new')} error={problem === undefined ? undefined : translated(problem)}>
        {(control) => <PasswordInput {...control} name="newPassword" autoComplete="new-password" maxLength={256} />}
      </Field>
      <Button type="submit" className="self-start" disabled={change.isPending}>
        {t('change')}
      </Button>
    </form>
  )
}

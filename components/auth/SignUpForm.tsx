'use client'

import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { focusField, textOf } from '@/components/auth/fields'
import { FormError } from '@/components/auth/FormError'
import { PasswordInput } from '@/components/auth/PasswordInput'
import { type RegistrationProblems, registrationProblems } from '@/components/auth/registrationProblems'
import { signIn } from '@/components/auth/session'
import { failureOf } from '@/components/api/failureOf'
import { useTRPCClient } from '@/components/api/trpc'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { Button } from '@/components/ui/Button'
import { Field } from '@/components/ui/Field'
import { Input } from '@/components/ui/Input'
import type { Registration } from '@/server/auth/schema'

/** Creates an account, opens a session and goes to `path`, a path of this site. `invitation`: the secret of the link that one came by. */
export function SignUpForm({ path, invitation }: { path: string; invitation?: string }) {
  const t = useTranslations('shell.auth')
  const translated = useServerSentence()
  const client = useTRPCClient()
  const [problems, setProblems] = useState<RegistrationProblems>({})
  const attempt = useMutation({
    mutationFn: async ({ username, password }: Registration) => {
      await client.auth.register.mutate({ username, password, invitation })
      return signIn(username, password)
    },
    onSuccess: (result) => {
      // The account exists in any case; where signing in was refused, the sign-in page says why.
      location.replace(result.kind === 'signedIn' ? path : '/sign-in')
    },
  })
  const failure = failureOf(attempt.error)
  const isTaken = failure?.kind === 'conflict' && failure.message.includes('username')
  const isBusy = attempt.isPending || attempt.isSuccess

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const draft = { username: textOf(event.currentTarget, 'username'), password: textOf(event.currentTarget, 'password') }
    const found = registrationProblems(draft)
    setProblems(found)
    if (found.username !== undefined) focusField(event.currentTarget, 'username')
    else if (found.password !== undefined) focusField(event.currentTarget, 'password')
    else attempt.mutate(draft)
  }

  const problemOf = (field: 'username' | 'password'): string | undefined => {
    const problem = problems[field]
    return problem === undefined ? undefined : t(problem)
  }

  return (
    <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-4">
      <FormError message={sentence()} />
      <Field label={t('username')} error={isTaken ? translated(failure.message) : problemOf('username')}>
        {(control) => <Input {...control} name="username" autoComplete="username" autoCapitalize="none" spellCheck={false} autoFocus maxLength={256} />}
      </Field>
      <Field label={t('password')} hint={t('passwordHint')} error={problemOf('password')}>
        {(control) => <PasswordInput {...control} name="password" autoComplete="new-password" maxLength={256} />}
      </Field>
      <Button type="submit" variant="primary" disabled={isBusy}>
        {isBusy ? t('signingUp') : t('signUp')}
      </Button>
    </form>
  )

  function sentence(): string | undefined {
    if (!attempt.isError || isTaken) return undefined
    return failure === undefined ? t('unreachable') : failure.message
  }
}

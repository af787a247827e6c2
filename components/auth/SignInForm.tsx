'use client'

import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { focusField, textOf } from '@/components/auth/fields'
import { FormError } from '@/components/auth/FormError'
import { PasswordInput } from '@/components/auth/PasswordInput'
import { signIn } from '@/components/auth/session'
import { Button } from '@/components/ui/Button'
import { Field } from '@/components/ui/Field'
import { Input } from '@/components/ui/Input'

/** Opens a session, then goes to `path`, a path of this site. */
export function SignInForm({ path }: { path: string }) {
  const t = useTranslations('shell.auth')
  const [missing, setMissing] = useState<{ username: boolean; password: boolean }>({ username: false, password: false })
  const form = useRef<HTMLFormElement>(null)
  const attempt = useMutation({
    mutationFn: ({ username, password }: { username: string; password: string }) => signIn(username, password),
    onSuccess: (result) => {
      // A full load: nothing that was kept for somebody else stays in memory.
      if (result.kind === 'signedIn') location.replace(path)
      else if (form.current !== null) focusField(form.current, 'password')
    },
  })
  const isLeaving = attempt.data?.kind === 'signedIn'

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const username = textOf(event.currentTarget, 'username')
    const password = textOf(event.currentTarget, 'password')
    const isMissing = { username: username.trim() === '', password: password === '' }
    setMissing(isMissing)
    if (isMissing.username) focusField(event.currentTarget, 'username')
    else if (isMissing.password) focusField(event.currentTarget, 'password')
    else attempt.mutate({ username, password })
  }

  return (
    // method: before the page is ready, the browser's own submit must not put a password into the address.
    <form ref={form} method="post" noValidate onSubmit={submit} className="flex flex-col gap-4">
      <FormError message={sentence()} />
      <Field label={t('username')} error={missing.username ? t('usernameMissing') : undefined}>
        {(control) => <Input {...control} name="username" autoComplete="username" autoCapitalize="none" spellCheck={false} autoFocus maxLength={256} />}
      </Field>
      <Field label={t('password')} error={missing.password ? t('passwordMissing') : undefined}>
        {(control) => <PasswordInput {...control} name="password" autoComplete="current-password" maxLength={256} />}
      </Field>
      <Button type="submit" variant="primary" disabled={attempt.isPending || isLeaving}>
        {attempt.isPending || isLeaving ? t('signingIn') : t('signIn')}
      </Button>
    </form>
  )

  function sentence(): string | undefined {
    if (attempt.isError) return t('unreachable')
    switch (attempt.data?.kind) {
      case 'wrong':
        return t('wrong')
      case 'refused':
        return attempt.data.message
      case 'signedIn':
      case undefined:
        return undefined
    }
  }
}

'use client'

import { useMutation } from '@tanstack/react-query'
import { type SubmitEvent, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { focusField, textOf } from '@/components/auth/fields'
import { FormError } from '@/components/auth/FormError'
import { PasswordInput } from '@/components/auth/PasswordInput'
import { type SignInResult, signIn } from '@/components/auth/session'
import { Button } from '@/components/ui/Button'
import { Field } from '@/components/ui/Field'
import { Input } from '@/components/ui/Input'

interface Typed {
  readonly username: string
  readonly password: string
}

const fields = ['username', 'password', 'code'] as const

/** Opens a session, then goes to `path`, a path of this site. The code of a second factor is asked for once the password was right. */
export function SignInForm({ path }: { path: string }) {
  const t = useTranslations('shell.auth')
  const tc = useTranslations('account.signIn')
  const [missing, setMissing] = useState<(typeof fields)[number]>()
  /** What was right so far, while the code is asked for. */
  const [typed, setTyped] = useState<Typed>()
  const form = useRef<HTMLFormElement>(null)
  const attempt = useMutation({
    mutationFn: ({ username, password, code }: Typed & { code: string }) => signIn(username, password, code),
    onSuccess: (result, { username, password }) => {
      // A full load: nothing that was kept for somebody else stays in memory.
      if (result.kind === 'signedIn') location.replace(path)
      else if (result.kind === 'codeNeeded') setTyped({ username, password })
      else if (form.current !== null) focusField(form.current, typed === undefined ? 'password' : 'code')
    },
  })
  const isLeaving = attempt.data?.kind === 'signedIn'

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const code = textOf(event.currentTarget, 'code').trim()
    const { username, password } = typed ?? { username: textOf(event.currentTarget, 'username'), password: textOf(event.currentTarget, 'password') }
    const empty = username.trim() === '' ? 'username' : password === '' ? 'password' : typed !== undefined && code === '' ? 'code' : undefined
    setMissing(empty)
    if (empty === undefined) attempt.mutate({ username, password, code })
    else focusField(event.currentTarget, empty)
  }
  const again = () => {
    setTyped(undefined)
    attempt.reset()
  }
  const label = attempt.isPending || isLeaving ? t('signingIn') : typed === undefined ? t('signIn') : tc('continue')

  return (
    // method: before the page is ready, the browser's own submit must not put a password into the address.
    <form ref={form} method="post" noValidate onSubmit={submit} className="flex flex-col gap-4">
      <FormError message={attempt.isError ? t('unreachable') : sentence(attempt.data)} />
      {typed === undefined ? (
        <>
          <Field label={tc('name')} error={missing === 'username' ? t('usernameMissing') : undefined}>
            {(control) => <Input {...control} name="username" autoComplete="username" autoCapitalize="none" spellCheck={false} autoFocus maxLength={256} />}
          </Field>
          <Field label={t('password')} error={missing === 'password' ? t('passwordMissing') : undefined}>
            {(control) => <PasswordInput {...control} name="password" autoComplete="current-password" maxLength={256} />}
          </Field>
        </>
      ) : (
        <Field label={tc('code')} hint={tc('codeText')} error={missing === 'code' ? tc('codeMissing') : undefined}>
          {(control) => <Input {...control} name="code" autoComplete="one-time-code" autoCapitalize="none" spellCheck={false} autoFocus maxLength={64} className="font-mono" />}
        </Field>
      )}
      <Button type="submit" variant="primary" disabled={attempt.isPending || isLeaving}>
        {label}
      </Button>
      {typed !== undefined && (
        <Button variant="ghost" onClick={again}>
          {tc('back')}
        </Button>
      )}
    </form>
  )

  function sentence(result: SignInResult | undefined): string | undefined {
    switch (result?.kind) {
      case 'wrong':
        return t('wrong')
      case 'refused':
        return result.message
      case 'codeNeeded':
      case 'signedIn':
      case undefined:
        return undefined
    }
  }
}

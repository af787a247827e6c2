'use client'

import { useMutation } from '@tanstack/react-query'
import type { SubmitEvent } from 'react'
import { useTranslations } from 'use-intl/react'
import { CodeField } from '@/components/account/CodeField'
import { useTRPC } from '@/components/api/trpc'
import { textOf } from '@/components/auth/fields'
import { FormError } from '@/components/auth/FormError'
import { PasswordInput } from '@/components/auth/PasswordInput'
import { Button } from '@/components/ui/Button'
import { Dialog } from '@/components/ui/Dialog'
import { Field } from '@/components/ui/Field'
import { toast } from '@/components/ui/toast'

/** Switches the second factor off, with password and code. */
export function SwitchOffDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('account.security.factor')
  const disable = useMutation(
    useTRPC().auth.secondFactor.disable.mutationOptions({
      onSuccess: () => {
        toast(t('isOff'))
        onClose()
      },
    }),
  )
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    disable.mutate({ password: textOf(event.currentTarget, 'password'), code: textOf(event.currentTarget, 'code') })
  }
  return (
    <Dialog open onOpenChange={onClose} title={t('offTitle')}>
      <form noValidate method="post" onSubmit={submit} className="flex flex-col gap-4">
        <FormError message={disable.error?.message} />
        <Field label={t('password')}>{(control) => <PasswordInput {...control} name="password" autoComplete="current-password" maxLength={256} />}</Field>
        <CodeField takesRecovery />
        <Button type="submit" variant="danger" className="self-end" disabled={disable.isPending}>
          {t('offTitle')}
        </Button>
      </form>
    </Dialog>
  )
}

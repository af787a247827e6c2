'use client'

import { useMutation } from '@tanstack/react-query'
import type { SubmitEvent } from 'react'
import { useTranslations } from 'use-intl/react'
import { CodeField } from '@/components/account/CodeField'
import { useTRPC } from '@/components/api/trpc'
import { textOf } from '@/components/auth/fields'
import { FormError } from '@/components/auth/FormError'
import { PasswordInput } from '@/components/auth/PasswordInput'
import { forgetOthers } from '@/components/shell/forgetOthers'
import { Button } from '@/components/ui/Button'
import { Dialog } from '@/components/ui/Dialog'
import { Field } from '@/components/ui/Field'

/** Deletes the account of who gives the password, and a code where there is a second factor. */
export function DeleteAccountDialog({ needsCode, onClose }: { needsCode: boolean; onClose: () => void }) {
  const t = useTranslations('account.data.delete')
  const shell = useTranslations('shell')
  const removal = useMutation(
    useTRPC().accounts.removeOwn.mutationOptions({
      onSuccess: () => {
        forgetOthers(null)
        // A full load: nothing of it stays in memory.
        location.replace('/sign-in?deleted=1')
      },
    }),
  )
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    removal.mutate({ password: textOf(event.currentTarget, 'password'), code: needsCode ? textOf(event.currentTarget, 'code') : '' })
  }
  return (
    <Dialog open isSticky onOpenChange={onClose} title={t('title')}>
      <form noValidate method="post" onSubmit={submit} className="flex flex-col gap-4">
        <FormError message={removal.error?.message} />
        <p className="text-ink-muted">{t('warning')}</p>
        <Field label={t('password')} hint={t('passwordHint')}>
          {(control) => <PasswordInput {...control} name="password" autoComplete="current-password" maxLength={256} />}
        </Field>
        {needsCode && <CodeField takesRecovery />}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{shell('cancel')}</Button>
          <Button type="submit" variant="danger" disabled={removal.isPending || removal.isSuccess}>
            {t(removal.isPending || removal.isSuccess ? 'deleting' : 'confirm')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

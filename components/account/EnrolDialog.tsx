'use client'

import { useMutation } from '@tanstack/react-query'
import type { SubmitEvent } from 'react'
import { useTranslations } from 'use-intl/react'
import { CodeField } from '@/components/account/CodeField'
import { QrCode } from '@/components/account/QrCode'
import { RecoveryCodes } from '@/components/account/RecoveryCodes'
import { useTRPC } from '@/components/api/trpc'
import { textOf } from '@/components/auth/fields'
import { PasswordInput } from '@/components/auth/PasswordInput'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { Button } from '@/components/ui/Button'
import { CopyButton } from '@/components/ui/CopyButton'
import { Dialog } from '@/components/ui/Dialog'
import { Field } from '@/components/ui/Field'
import { toast } from '@/components/ui/toast'
import type { Enrolment } from '@/server/auth/schema'

/** The way to a second factor: the password, the picture and its first code, the recovery codes. */
export function EnrolDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('account.security.factor')
  const translated = useServerSentence()
  const trpc = useTRPC()
  const begin = useMutation(trpc.auth.secondFactor.begin.mutationOptions())
  const confirm = useMutation(trpc.auth.secondFactor.confirm.mutationOptions())
  const said = (error: { message: string } | null): string | undefined => (error === null ? undefined : translated(error.message))

  const finish = () => {
    toast(t('isOn'))
    onClose()
  }
  if (confirm.data !== undefined) {
    return (
      <Dialog open isSticky onOpenChange={finish} title={t('codesTitle')} footer={<Button variant="primary" onClick={finish}>{t('done')}</Button>}>
        <RecoveryCodes codes={confirm.data} />
      </Dialog>
    )
  }
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (begin.data === undefined) begin.mutate({ password: textOf(event.currentTarget, 'password') })
    else confirm.mutate({ code: textOf(event.currentTarget, 'code') })
  }
  return (
    <Dialog open isSticky onOpenChange={onClose} title={t('onTitle')}>
      <form noValidate method="post" onSubmit={submit} className="flex flex-col gap-4">
        {begin.data === undefined ? (
          <Field label={t('password')} error={said(begin.error)}>
            {(control) => <PasswordInput {...control} name="password" autoComplete="current-password" maxLength={256} />}
          </Field>
        ) : (
          <>
            <Scan enrolment={begin.data} />
            <CodeField error={said(confirm.error)} />
          </>
        )}
        <Button type="submit" variant="primary" className="self-end" disabled={begin.isPending || confirm.isPending}>
          {begin.data === undefined ? t('next') : t('confirm')}
        </Button>
      </form>
    </Dialog>
  )
}

function Scan({ enrolment: { uri, secret } }: { enrolment: Enrolment }) {
  const t = useTranslations('account.security.factor')
  return (
    <>
      <p>{t('scan')}</p>
      <QrCode text={uri} label={t('picture')} />
      <div>
        <p className="text-ink-muted">{t('typed')}</p>
        <p className="flex items-center gap-1">
          <code data-testid="totp-secret" className="break-all">
            {secret}
          </code>
          <CopyButton text={secret} />
        </p>
      </div>
    </>
  )
}

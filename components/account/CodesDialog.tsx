'use client'

import { useMutation } from '@tanstack/react-query'
import type { SubmitEvent } from 'react'
import { useTranslations } from 'use-intl/react'
import { CodeField } from '@/components/account/CodeField'
import { RecoveryCodes } from '@/components/account/RecoveryCodes'
import { useTRPC } from '@/components/api/trpc'
import { textOf } from '@/components/auth/fields'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { Button } from '@/components/ui/Button'
import { Dialog } from '@/components/ui/Dialog'

/** New recovery codes in the place of those there are. */
export function CodesDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('account.security.factor')
  const translated = useServerSentence()
  const renew = useMutation(useTRPC().auth.secondFactor.renewRecoveryCodes.mutationOptions())
  if (renew.data !== undefined) {
    return (
      <Dialog open isSticky onOpenChange={onClose} title={t('codesTitle')} footer={<Button variant="primary" onClick={onClose}>{t('done')}</Button>}>
        <RecoveryCodes codes={renew.data} />
      </Dialog>
    )
  }
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    renew.mutate({ code: textOf(event.currentTarget, 'code') })
  }
  return (
    <Dialog open onOpenChange={onClose} title={t('renewTitle')} description={t('renewText')}>
      <form noValidate method="post" onSubmit={submit} className="flex flex-col gap-4">
        <CodeField takesRecovery error={renew.error === null ? undefined : translated(renew.error.message)} />
        <Button type="submit" variant="primary" className="self-end" disabled={renew.isPending}>
          {t('next')}
        </Button>
      </form>
    </Dialog>
  )
}

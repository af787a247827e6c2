'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { CodesDialog } from '@/components/account/CodesDialog'
import { EnrolDialog } from '@/components/account/EnrolDialog'
import { SwitchOffDialog } from '@/components/account/SwitchOffDialog'
import { useTRPC } from '@/components/api/trpc'
import { Button } from '@/components/ui/Button'
import { ErrorState } from '@/components/ui/ErrorState'

/** Whether a code is asked for after the password, and the ways to change that. */
export function SecondFactor() {
  const t = useTranslations('account.security.factor')
  const trpc = useTRPC()
  const queries = useQueryClient()
  const factor = useQuery(trpc.auth.secondFactor.get.queryOptions())
  const [open, setOpen] = useState<'enrol' | 'off' | 'codes'>()
  const close = () => {
    setOpen(undefined)
    void queries.invalidateQueries(trpc.auth.pathFilter())
  }
  if (factor.error) return <ErrorState message={factor.error.message} onRetry={() => void factor.refetch()} />
  if (factor.data === undefined) return null
  return (
    <div className="flex flex-col items-start gap-3">
      {factor.data.isOn ? (
        <>
          <p>
            <span className="font-medium text-ok">{t('on')}</span>
            <span className="text-ink-muted"> · {t('left', { count: factor.data.recoveryCodesLeft })}</span>
          </p>
          <div className="flex flex-wrap gap-2">
            <Button onClick={() => setOpen('codes')}>{t('renew')}</Button>
            <Button variant="danger" onClick={() => setOpen('off')}>
              {t('turnOff')}
            </Button>
          </div>
        </>
      ) : (
        <>
          <p className="text-ink-muted">{t('off')}</p>
          <Button onClick={() => setOpen('enrol')}>{t('turnOn')}</Button>
        </>
      )}
      {open === 'enrol' && <EnrolDialog onClose={close} />}
      {open === 'off' && <SwitchOffDialog onClose={close} />}
      {open === 'codes' && <CodesDialog onClose={close} />}
    </div>
  )
}

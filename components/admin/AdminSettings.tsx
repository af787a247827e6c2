'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { microsOf } from '@/components/admin/dollars'
import { ModelChoice } from '@/components/admin/ModelChoice'
import { useTRPC } from '@/components/api/trpc'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { Button } from '@/components/ui/Button'
import { ErrorState } from '@/components/ui/ErrorState'
import { Field } from '@/components/ui/Field'
import { Input } from '@/components/ui/Input'
import { Select } from '@/components/ui/Select'
import { Skeleton } from '@/components/ui/Skeleton'
import { toast } from '@/components/ui/toast'
import { registrationModes, type Settings } from '@/server/settings/schema'

/** What holds for everybody; in force at once. */
export function AdminSettings() {
  const settings = useQuery(useTRPC().settings.get.queryOptions())
  if (settings.error !== null) return <ErrorState message={settings.error.message} onRetry={() => void settings.refetch()} />
  return settings.data === undefined ? <Skeleton className="h-48 w-full" /> : <Form settings={settings.data} />
}

function Form({ settings }: { settings: Settings }) {
  const t = useTranslations('admin.settings')
  const translated = useServerSentence()
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [registration, setRegistration] = useState(settings.registration)
  const [balance, setBalance] = useState(settings.defaultBalanceUsd === null ? '' : String(settings.defaultBalanceUsd))
  const [models, setModels] = useState<readonly string[] | null>(settings.defaultModels)
  const save = useMutation(
    trpc.settings.update.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.settings.pathFilter())
        toast(t('saved'))
      },
    }),
  )
  const micros = balance.trim() === '' ? null : (microsOf(balance) ?? undefined)
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    if (micros !== undefined) save.mutate({ registration, defaultBalanceUsd: micros === null ? null : micros / 1_000_000, defaultModels: models === null ? null : [...models] })
  }
  return (
    <form onSubmit={submit} className="flex max-w-md flex-col gap-5">
      <Select label={t('registration')} value={registration} onChange={setRegistration} options={registrationModes.map((value) => ({ value, label: t(`modes.${value}`), hint: t(`hints.${value}`) }))} />
      <Field label={t('balance')} hint={t('balanceHint')} error={micros === undefined ? t('noAmount') : undefined}>
        {(control) => <Input {...control} inputMode="decimal" value={balance} autoComplete="off" onChange={(event) => setBalance(event.target.value)} />}
      </Field>
      <ModelChoice label={t('models')} chosen={models} onChoose={setModels} />
      {save.error !== null && <p role="alert" className="text-danger">{translated(save.error.message)}</p>}
      <div>
        <Button variant="primary" type="submit" disabled={micros === undefined || save.isPending}>
          {t('save')}
        </Button>
      </div>
    </form>
  )
}

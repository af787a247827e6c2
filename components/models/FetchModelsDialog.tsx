'use client'

import { useMutation } from '@tanstack/react-query'
import { useEffect, useId, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { type Provider, useRegistryChanged } from '@/components/models/useRegistryChanged'
import { Button } from '@/components/ui/Button'
import { Checkbox } from '@/components/ui/Checkbox'
import { Dialog } from '@/components/ui/Dialog'
import { ErrorState } from '@/components/ui/ErrorState'
import { Input } from '@/components/ui/Input'

/** What a provider lists now, to choose from. Mounted only while it is open. */
export function FetchModelsDialog({ provider, onClose }: { provider: Provider; onClose: () => void }) {
  const t = useTranslations('models.fetch')
  const kinds = useTranslations('models.kinds')
  const shell = useTranslations('shell')
  const trpc = useTRPC()
  const changed = useRegistryChanged()
  const search = useId()
  const [wanted, setWanted] = useState('')
  const [chosen, setChosen] = useState<readonly string[]>([])
  const { mutate: ask, ...listed } = useMutation(trpc.models.providers.listModels.mutationOptions())
  const add = useMutation(
    trpc.models.registry.add.mutationOptions({
      onSuccess: () => {
        changed()
        onClose()
      },
    }),
  )
  // The provider is asked once, when the dialog opens.
  useEffect(() => ask({ id: provider.id }), [ask, provider.id])

  const fresh = (listed.data ?? []).filter(({ isRegistered }) => !isRegistered)
  const shown = fresh.filter(({ name }) => name.toLowerCase().includes(wanted.trim().toLowerCase()))
  const toggle = (name: string, isChosen: boolean): void => setChosen((before) => (isChosen ? [...before, name] : before.filter((other) => other !== name)))
  const submit = (): void => add.mutate({ models: fresh.filter(({ name }) => chosen.includes(name)).map(({ name, kind }) => ({ providerId: provider.id, name, kind })) })
  return (
    <Dialog
      open
      isSticky
      onOpenChange={onClose}
      title={t('title', { label: provider.label })}
      description={t('text')}
      footer={
        <>
          <Button onClick={onClose}>{shell('cancel')}</Button>
          <Button variant="primary" onClick={submit} disabled={chosen.length === 0 || add.isPending}>
            {t('add', { count: chosen.length })}
          </Button>
        </>
      }
    >
      <div className="flex min-h-48 flex-col gap-3">
        {listed.error !== null && <ErrorState message={listed.error.message} onRetry={() => ask({ id: provider.id })} />}
        {listed.isPending && <p className="text-ink-muted">{t('asking')}</p>}
        {listed.data !== undefined && fresh.length === 0 && <p className="text-ink-muted">{t('none')}</p>}
        {fresh.length > 10 && <Input id={search} type="search" aria-label={t('search')} placeholder={t('search')} value={wanted} onChange={(event) => setWanted(event.target.value)} />}
        <ul className="flex flex-col">
          {shown.map(({ name, kind }) => (
            <li key={name} className="flex items-center gap-3 py-0.5">
              <Checkbox label={name} className="min-w-0 flex-1 break-all" checked={chosen.includes(name)} onChange={(event) => toggle(name, event.target.checked)} />
              <span className="text-ink-muted">{kinds(kind)}</span>
            </li>
          ))}
        </ul>
        {add.error !== null && <ErrorState message={add.error.message} />}
      </div>
    </Dialog>
  )
}

'use client'

import { useMutation } from '@tanstack/react-query'
import { MoreHorizontal } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { AdminSection } from '@/components/models/AdminSection'
import { ConnectionLine } from '@/components/models/ConnectionLine'
import { FetchModelsDialog } from '@/components/models/FetchModelsDialog'
import { ProviderDialog } from '@/components/models/ProviderDialog'
import { useConnectionTests } from '@/components/models/useConnectionTests'
import { type Provider, useRegistryChanged } from '@/components/models/useRegistryChanged'
import { Button } from '@/components/ui/Button'
import { ConfirmDialog } from '@/components/ui/ConfirmDialog'
import { ErrorState } from '@/components/ui/ErrorState'
import { IconButton } from '@/components/ui/IconButton'
import { Menu } from '@/components/ui/Menu'

type Open = { readonly what: 'add' } | { readonly what: 'edit' | 'fetch' | 'remove'; readonly provider: Provider }

/** The services that models are called at. */
export function ProviderList({ providers }: { providers: readonly Provider[] }) {
  const t = useTranslations('models.providers')
  const trpc = useTRPC()
  const changed = useRegistryChanged()
  const [open, setOpen] = useState<Open | null>(null)
  const tests = useConnectionTests()
  const update = useMutation(trpc.models.providers.update.mutationOptions({ onSuccess: changed }))
  const test = useMutation(trpc.models.providers.test.mutationOptions())
  const remove = useMutation(trpc.models.providers.remove.mutationOptions({ onSuccess: changed }))
  const close = (): void => setOpen(null)
  const failure = update.error ?? remove.error
  const verbsOf = (provider: Provider) => {
    const isBuiltin = provider.kind === 'builtin'
    return [
      ...(isBuiltin ? [] : [{ label: t('editVerb'), onSelect: () => setOpen({ what: 'edit', provider }) }]),
      ...(isBuiltin ? [] : [{ label: t('fetch'), onSelect: () => setOpen({ what: 'fetch', provider }), isDisabled: provider.key === 'missing' }]),
      ...(isBuiltin ? [] : [{ label: t('test'), onSelect: () => void tests.run(provider.id, () => test.mutateAsync({ id: provider.id })) }]),
      { label: t(provider.isEnabled ? 'switchOff' : 'on'), onSelect: () => update.mutate({ id: provider.id, isEnabled: !provider.isEnabled }) },
      ...(isBuiltin ? [] : [{ label: t('remove'), onSelect: () => setOpen({ what: 'remove', provider }), isDanger: true }]),
    ]
  }
  return (
    <AdminSection title={t('title')} text={t('text')} add={{ label: t('add'), onClick: () => setOpen({ what: 'add' }) }}>
      {failure !== null && <ErrorState message={failure.message} />}
      <ul className="divide-y divide-line border-y border-line">
        {providers.map((provider) => (
          <li key={provider.id} className="flex items-start gap-3 py-2">
            <div className={`min-w-0 flex-1 ${provider.isEnabled ? '' : 'opacity-70'}`}>
              <p className="flex flex-wrap items-baseline gap-x-3">
                <span className="font-medium">{provider.label}</span>
                <span className="font-mono text-xs text-ink-muted">{provider.id}</span>
                {!provider.isEnabled && <span className="text-warn">{t('off')}</span>}
              </p>
              <p className="flex flex-wrap gap-x-3 text-ink-muted">
                {provider.address !== null && provider.address !== '' && <span className="min-w-0 break-all">{provider.address}</span>}
                <span className={provider.key === 'missing' ? 'text-warn' : ''}>{t(`key.${provider.key}`, { last4: provider.keyLast4 ?? '' })}</span>
                <span>{t('count', { count: provider.modelCount })}</span>
              </p>
              <ConnectionLine told={tests.told(provider.id)} />
            </div>
            {provider.key === 'missing' && <Button onClick={() => setOpen({ what: 'edit', provider })}>{t('giveKey')}</Button>}
            <Menu
              trigger={
                <IconButton label={t('more', { label: provider.label })}>
                  <MoreHorizontal />
                </IconButton>
              }
              items={verbsOf(provider)}
            />
          </li>
        ))}
      </ul>
      {open?.what === 'add' && <ProviderDialog provider={null} onClose={close} />}
      {open?.what === 'edit' && <ProviderDialog provider={open.provider} onClose={close} />}
      {open?.what === 'fetch' && <FetchModelsDialog provider={open.provider} onClose={close} />}
      {open?.what === 'remove' && (
        <ConfirmDialog
          open
          onOpenChange={close}
          title={t('removeTitle', { label: open.provider.label })}
          description={t('removeText', { count: open.provider.modelCount })}
          confirmLabel={t('removeConfirm')}
          onConfirm={() => remove.mutate({ id: open.provider.id }, { onSuccess: close })}
          isPending={remove.isPending}
        />
      )}
    </AdminSection>
  )
}

'use client'

import { useMutation } from '@tanstack/react-query'
import { MoreHorizontal } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { AdminSection } from '@/components/models/AdminSection'
import { ConnectionLine } from '@/components/models/ConnectionLine'
import { ModelDialog } from '@/components/models/ModelDialog'
import { useConnectionTests } from '@/components/models/useConnectionTests'
import { usePrice } from '@/components/models/usePrice'
import { type Provider, type RegisteredModel, useRegistryChanged } from '@/components/models/useRegistryChanged'
import { ConfirmDialog } from '@/components/ui/ConfirmDialog'
import { ErrorState } from '@/components/ui/ErrorState'
import { IconButton } from '@/components/ui/IconButton'
import { Input } from '@/components/ui/Input'
import { Menu } from '@/components/ui/Menu'

type Open = { readonly what: 'add' } | { readonly what: 'edit' | 'remove'; readonly model: RegisteredModel }

const cellClass = 'px-2 py-2 align-top first:pl-0 last:pr-0'
/** A list that is longer is searched. */
const fewModels = 12

/** The registered models with their figures and prices. */
export function ModelList({ models, providers }: { models: readonly RegisteredModel[]; providers: readonly Provider[] }) {
  const t = useTranslations('models.list')
  const kinds = useTranslations('models.kinds')
  const price = usePrice()
  const trpc = useTRPC()
  const changed = useRegistryChanged()
  const [wanted, setWanted] = useState('')
  const [open, setOpen] = useState<Open | null>(null)
  const tests = useConnectionTests()
  const update = useMutation(trpc.models.registry.update.mutationOptions({ onSuccess: changed }))
  const test = useMutation(trpc.models.registry.test.mutationOptions())
  const remove = useMutation(trpc.models.registry.remove.mutationOptions({ onSuccess: changed }))
  const close = (): void => setOpen(null)
  const failure = update.error ?? remove.error
  const shown = models.filter(({ id, label }) => `${id} ${label}`.toLowerCase().includes(wanted.trim().toLowerCase()))
  const pricesOf = ({ inputUsdPerMillion, outputUsdPerMillion }: RegisteredModel) => ({ inputMicrosPerMillion: inputUsdPerMillion * 1_000_000, outputMicrosPerMillion: outputUsdPerMillion * 1_000_000 })
  const stateOf = (model: RegisteredModel): 'off' | 'usable' | 'byNameOnly' | 'noKey' => (!model.isEnabled ? 'off' : !model.isUsable ? 'noKey' : model.isListed ? 'usable' : 'byNameOnly')
  return (
    <AdminSection title={t('title')} text={t('text')} add={{ label: t('add'), onClick: () => setOpen({ what: 'add' }) }}>
      {failure !== null && <ErrorState message={failure.message} />}
      {models.length > fewModels && <Input type="search" className="mb-2 max-w-xs" aria-label={t('search')} placeholder={t('search')} value={wanted} onChange={(event) => setWanted(event.target.value)} />}
      <div className="relative overflow-x-auto border-y border-line">
        <table className="w-full min-w-2xl text-left">
          <thead className="text-ink-muted">
            <tr>
              {(['name', 'kind', 'context', 'price', 'state'] as const).map((column) => (
                <th key={column} scope="col" className={`${cellClass} font-normal`}>
                  {t(column)}
                </th>
              ))}
              <th scope="col" className={cellClass}>
                <span className="sr-only">{t('verbs')}</span>
              </th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line border-t border-line">
            {shown.map((model) => (
              <tr key={model.id}>
                <th scope="row" className={`${cellClass} max-w-80 font-normal`}>
                  <span className="block font-medium break-words">{model.label}</span>
                  <span className="block font-mono text-xs break-all text-ink-muted">{model.id}</span>
                  <ConnectionLine told={tests.told(model.id)} />
                </th>
                <td className={cellClass}>
                  {kinds(model.kind)}
                  {model.canSee && <span className="block text-xs text-ink-muted">{t('sees')}</span>}
                </td>
                <td className={`${cellClass} tabular-nums`}>{model.contextTokens === null ? <span className="text-ink-muted">{model.kind === 'chat' ? t('byName') : '–'}</span> : t('tokens', { count: model.contextTokens })}</td>
                <td className={`${cellClass} whitespace-nowrap tabular-nums`}>{price.short(pricesOf(model))}</td>
                <td className={`${cellClass} ${stateOf(model) === 'usable' ? 'text-ok' : 'text-ink-muted'}`}>{t(stateOf(model))}</td>
                <td className={`${cellClass} text-right`}>
                  <Menu
                    trigger={
                      <IconButton label={t('more', { label: model.label })}>
                        <MoreHorizontal />
                      </IconButton>
                    }
                    items={[
                      { label: t('edit'), onSelect: () => setOpen({ what: 'edit', model }) },
                      { label: t('test'), onSelect: () => void tests.run(model.id, () => test.mutateAsync({ id: model.id })), isDisabled: !model.isUsable },
                      { label: t(model.isEnabled ? 'switchOff' : 'on'), onSelect: () => update.mutate({ id: model.id, isEnabled: !model.isEnabled }) },
                      { label: t('remove'), onSelect: () => setOpen({ what: 'remove', model }), isDanger: true },
                    ]}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {shown.length === 0 && <p className="py-4 text-ink-muted">{t('none')}</p>}
      </div>
      {open?.what === 'add' && <ModelDialog model={null} providers={providers} onClose={close} />}
      {open?.what === 'edit' && <ModelDialog model={open.model} providers={providers} onClose={close} />}
      {open?.what === 'remove' && (
        <ConfirmDialog open onOpenChange={close} title={t('removeTitle', { label: open.model.label })} description={t('removeText')} confirmLabel={t('removeConfirm')} onConfirm={() => remove.mutate({ id: open.model.id }, { onSuccess: close })} isPending={remove.isPending} />
      )}
    </AdminSection>
  )
}

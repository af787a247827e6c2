'use client'

import { useMutation } from '@tanstack/react-query'
import { type SubmitEvent, useId, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { type Provider, useRegistryChanged } from '@/components/models/useRegistryChanged'
import { Button } from '@/components/ui/Button'
import { Checkbox } from '@/components/ui/Checkbox'
import { Dialog } from '@/components/ui/Dialog'
import { ErrorState } from '@/components/ui/ErrorState'
import { Field } from '@/components/ui/Field'
import { Input } from '@/components/ui/Input'
import { Select } from '@/components/ui/Select'

const addedKinds = ['openaiCompatible', 'openai', 'ollama', 'anthropic', 'google', 'zhipu'] as const
type AddedKind = (typeof addedKinds)[number]

/** A provider to add, or one to change. Mounted only while it is open. */
export function ProviderDialog({ provider, onClose }: { provider: Provider | null; onClose: () => void }) {
  const t = useTranslations('models.provider')
  const list = useTranslations('models.providers')
  const shell = useTranslations('shell')
  const trpc = useTRPC()
  const changed = useRegistryChanged()
  const form = useId()
  const [kind, setKind] = useState<AddedKind>('openaiCompatible')
  const [id, setId] = useState('')
  const [label, setLabel] = useState(provider?.label ?? '')
  const [address, setAddress] = useState(provider?.baseUrl ?? '')
  const [key, setKey] = useState('')
  const [removesKey, setRemovesKey] = useState(false)
  const onSuccess = (): void => {
    changed()
    onClose()
  }
  const add = useMutation(trpc.models.providers.add.mutationOptions({ onSuccess }))
  const update = useMutation(trpc.models.providers.update.mutationOptions({ onSuccess }))
  const failure = add.error ?? update.error
  const isPending = add.isPending || update.isPending

  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const baseUrl = address.trim() === '' ? null : address.trim()
    const given = key.trim() === '' ? undefined : key.trim()
    if (provider === null) add.mutate({ id: id.trim(), kind, label: label.trim(), baseUrl, apiKey: given ?? null })
    else update.mutate({ id: provider.id, label: label.trim(), baseUrl, ...(removesKey ? { apiKey: null } : given === undefined ? {} : { apiKey: given }) })
  }
  const shownKind = provider?.kind ?? kind
  const addressHint = shownKind === 'ollama' ? t('ollamaHint') : shownKind === 'openaiCompatible' ? t('baseUrlNeeded') : provider !== null && provider.baseUrl === null && provider.address !== null ? t('baseUrlHint', { address: provider.address }) : undefined
  return (
    <Dialog
      open
      isSticky
      onOpenChange={onClose}
      title={provider === null ? list('add') : list('edit', { label: provider.label })}
      footer={
        <>
          <Button onClick={onClose}>{shell('cancel')}</Button>
          <Button variant="primary" type="submit" form={form} disabled={isPending || label.trim() === '' || (provider === null && id.trim() === '')}>
            {t('save')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="flex flex-col gap-4">
        {provider === null && (
          <>
            <Select label={t('kind')} value={kind} onChange={setKind} options={addedKinds.map((value) => ({ value, label: t(`kinds.${value}`) }))} />
            <Field label={t('id')} hint={t('idHint')}>
              {(control) => <Input {...control} value={id} onChange={(event) => setId(event.target.value.toLowerCase())} maxLength={40} autoComplete="off" spellCheck={false} />}
            </Field>
          </>
        )}
        <Field label={t('label')}>{(control) => <Input {...control} value={label} onChange={(event) => setLabel(event.target.value)} maxLength={100} autoComplete="off" />}</Field>
        <Field label={t('baseUrl')} hint={addressHint}>
          {(control) => <Input {...control} type="url" value={address} onChange={(event) => setAddress(event.target.value)} maxLength={500} autoComplete="off" spellCheck={false} />}
        </Field>
        <Field label={t('apiKey')} hint={provider?.keyLast4 == null ? t('apiKeyHint') : t('apiKeyKept', { last4: provider.keyLast4 })}>
          {(control) => <Input {...control} type="password" value={key} onChange={(event) => setKey(event.target.value)} maxLength={1_000} autoComplete="new-password" disabled={removesKey} />}
        </Field>
        {provider?.keyLast4 != null && <Checkbox label={t('removeKey')} checked={removesKey} onChange={(event) => setRemovesKey(event.target.checked)} />}
        {failure !== null && <ErrorState message={failure.message} />}
      </form>
    </Dialog>
  )
}

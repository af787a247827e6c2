'use client'

import { useMutation } from '@tanstack/react-query'
import { type SubmitEvent, useId, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { emptyForm, figuresOf, formOf, wrongFields } from '@/components/models/modelForm'
import { type Provider, type RegisteredModel, useRegistryChanged } from '@/components/models/useRegistryChanged'
import { Button } from '@/components/ui/Button'
import { Checkbox } from '@/components/ui/Checkbox'
import { Dialog } from '@/components/ui/Dialog'
import { ErrorState } from '@/components/ui/ErrorState'
import { Field } from '@/components/ui/Field'
import { Input } from '@/components/ui/Input'
import { Select } from '@/components/ui/Select'
import { type ModelKind, modelKinds } from '@/server/models/facts'

/** A model to register, or one whose figures change. Mounted only while it is open. */
export function ModelDialog({ model, providers, onClose }: { model: RegisteredModel | null; providers: readonly Provider[]; onClose: () => void }) {
  const t = useTranslations('models.model')
  const kinds = useTranslations('models.kinds')
  const shell = useTranslations('shell')
  const trpc = useTRPC()
  const changed = useRegistryChanged()
  const formId = useId()
  const places = providers.filter(({ kind }) => kind !== 'builtin')
  const [providerId, setProviderId] = useState(places[0]?.id ?? '')
  const [name, setName] = useState('')
  const [newKind, setKind] = useState<ModelKind>('chat')
  const [form, setForm] = useState(model === null ? emptyForm : formOf(model))
  const onSuccess = (): void => {
    changed()
    onClose()
  }
  const add = useMutation(trpc.models.registry.add.mutationOptions({ onSuccess }))
  const update = useMutation(trpc.models.registry.update.mutationOptions({ onSuccess }))
  const failure = add.error ?? update.error
  const wrong = wrongFields(form)
  const isReady = wrong.length === 0 && !add.isPending && !update.isPending && (model !== null || (name.trim() !== '' && providerId !== ''))
  const kind = model?.kind ?? newKind

  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    if (!isReady) return
    if (model === null) {
      const { contextTokens, canSee, ...figures } = figuresOf(form)
      // What is left empty is guessed by the name.
      add.mutate({ models: [{ providerId, name: name.trim(), kind, ...figures, ...(contextTokens === null ? {} : { contextTokens }), ...(canSee === true ? { canSee } : {}) }] })
    } else update.mutate({ id: model.id, ...figuresOf(form) })
  }
  const number = (field: 'contextTokens' | 'maxOutputTokens' | 'dimensions' | 'inputPrice' | 'outputPrice', hint: string) => (
    <Field label={t(field)} hint={hint} error={wrong.includes(field) ? t('numberWrong') : undefined}>
      {(control) => <Input {...control} inputMode="decimal" value={form[field]} onChange={(event) => setForm({ ...form, [field]: event.target.value })} maxLength={20} autoComplete="off" />}
    </Field>
  )
  return (
    <Dialog
      open
      isSticky
      onOpenChange={onClose}
      title={model === null ? t('addTitle') : t('editTitle', { label: model.label })}
      footer={
        <>
          <Button onClick={onClose}>{shell('cancel')}</Button>
          <Button variant="primary" type="submit" form={formId} disabled={!isReady}>
            {t(model === null ? 'add' : 'save')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="grid gap-4 sm:grid-cols-2">
        {model === null && (
          <>
            <Select label={t('provider')} value={providerId} onChange={setProviderId} options={places.map(({ id, label }) => ({ value: id, label }))} />
            <Select label={t('kind')} value={newKind} onChange={setKind} options={modelKinds.map((value) => ({ value, label: kinds(value) }))} />
            <Field label={t('name')}>{(control) => <Input {...control} value={name} onChange={(event) => setName(event.target.value)} maxLength={200} autoComplete="off" spellCheck={false} />}</Field>
          </>
        )}
        <Field label={t('label')} hint={t('labelHint')}>
          {(control) => <Input {...control} value={form.label} onChange={(event) => setForm({ ...form, label: event.target.value })} maxLength={100} autoComplete="off" />}
        </Field>
        {kind === 'chat' && number('contextTokens', t('byName'))}
        {kind === 'chat' && number('maxOutputTokens', t('byProvider'))}
        {kind === 'embedding' && number('dimensions', t('dimensionsHint'))}
        {number('inputPrice', t('priceHint'))}
        {kind !== 'embedding' && number('outputPrice', t('priceHint'))}
        {kind === 'chat' && <Checkbox label={t('canSee')} checked={form.canSee} onChange={(event) => setForm({ ...form, canSee: event.target.checked })} />}
        {failure !== null && (
          <div className="sm:col-span-2">
            <ErrorState message={failure.message} />
          </div>
        )}
      </form>
    </Dialog>
  )
}

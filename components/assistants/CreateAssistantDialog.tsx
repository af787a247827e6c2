'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type SubmitEvent, useId, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { Button } from '@/components/ui/Button'
import { Dialog } from '@/components/ui/Dialog'
import { Field } from '@/components/ui/Field'
import { Input } from '@/components/ui/Input'

/** Makes an assistant by its name alone, and opens it, where the rest is said. Its bases are searched as each of them says. */
export function CreateAssistantDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('assistants')
  const translated = useServerSentence()
  const trpc = useTRPC()
  const router = useRouter()
  const queries = useQueryClient()
  const form = useId()
  const [name, setName] = useState('')
  const create = useMutation(
    trpc.assistants.create.mutationOptions({
      onSuccess: ({ id }) => {
        void queries.invalidateQueries(trpc.assistants.list.pathFilter())
        router.push(`/assistants/${id}`)
      },
    }),
  )
  const isBusy = create.isPending || create.isSuccess
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (name.trim() !== '' && !isBusy) create.mutate({ name, retrieval: null })
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('list.create')}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button variant="primary" type="submit" form={form} disabled={name.trim() === '' || isBusy}>
            {t('list.createAction')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit}>
        <Field label={t('basic.name')} error={create.error === null ? undefined : translated(create.error.message)}>
          {(control) => <Input {...control} value={name} onChange={(event) => setName(event.target.value)} maxLength={128} placeholder={t('basic.namePlaceholder')} autoComplete="off" autoFocus />}
        </Field>
      </form>
    </Dialog>
  )
}

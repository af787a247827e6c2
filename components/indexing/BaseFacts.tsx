'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { Button } from '@/components/ui/Button'
import { Field } from '@/components/ui/Field'
import { Input } from '@/components/ui/Input'
import { Textarea } from '@/components/ui/Textarea'
import { toast } from '@/components/ui/toast'

/** Name and description of a base. */
export function BaseFacts({ base }: { base: { id: string; name: string; description: string } }) {
  const t = useTranslations('indexing.facts')
  const translated = useServerSentence()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [name, setName] = useState(base.name)
  const [description, setDescription] = useState(base.description)
  const update = useMutation(
    trpc.knowledge.update.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.knowledge.pathFilter())
        toast(t('saved'))
      },
    }),
  )
  const isChanged = name.trim() !== base.name || description.trim() !== base.description
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    update.mutate({ id: base.id, name, description })
  }
  return (
    <form onSubmit={submit} className="flex max-w-xl flex-col gap-4">
      <Field label={t('name')} error={update.error === null ? undefined : translated(update.error.message)}>
        {(control) => <Input {...control} value={name} maxLength={128} autoComplete="off" onChange={(event) => setName(event.target.value)} />}
      </Field>
      <Field label={t('description')} hint={t('descriptionHint')}>
        {(control) => <Textarea {...control} value={description} maxLength={65_535} onChange={(event) => setDescription(event.target.value)} />}
      </Field>
      <Button type="submit" className="self-start" disabled={!isChanged || name.trim() === '' || update.isPending}>
        {t('save')}
      </Button>
    </form>
  )
}

'use client'

import { useMutation } from '@tanstack/react-query'
import { type SubmitEvent, useId, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { headersIn } from '@/components/tools/headersIn'
import { useToolServersChanged } from '@/components/tools/useToolServersChanged'
import { Button } from '@/components/ui/Button'
import { Dialog } from '@/components/ui/Dialog'
import { ErrorState } from '@/components/ui/ErrorState'
import { Field } from '@/components/ui/Field'
import { Input } from '@/components/ui/Input'
import { Textarea } from '@/components/ui/Textarea'

/** A tool server to add. Mounted only while it is open. */
export function AddToolServerDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('admin.tools')
  const shell = useTranslations('shell')
  const changed = useToolServersChanged()
  const form = useId()
  const [name, setName] = useState('')
  const [url, setUrl] = useState('')
  const [lines, setLines] = useState('')
  const headers = headersIn(lines)
  const add = useMutation(
    useTRPC().tools.add.mutationOptions({
      onSuccess: () => {
        void changed()
        onClose()
      },
    }),
  )
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    if (headers !== null) add.mutate({ name: name.trim(), url: url.trim(), headers })
  }
  return (
    <Dialog
      open
      isSticky
      onOpenChange={onClose}
      title={t('add')}
      footer={
        <>
          <Button onClick={onClose}>{shell('cancel')}</Button>
          <Button variant="primary" type="submit" form={form} disabled={add.isPending || name.trim() === '' || url.trim() === '' || headers === null}>
            {t('save')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t('name')} hint={t('nameHint')}>
          {(control) => <Input {...control} value={name} onChange={(event) => setName(event.target.value.toLowerCase())} maxLength={30} autoComplete="off" spellCheck={false} />}
        </Field>
        <Field label={t('url')}>{(control) => <Input {...control} type="url" value={url} onChange={(event) => setUrl(event.target.value)} maxLength={500} autoComplete="off" spellCheck={false} />}</Field>
        <Field label={t('headersLabel')} hint={headers === null ? t('headersWrong') : t('headersHint')}>
          {(control) => <Textarea {...control} value={lines} onChange={(event) => setLines(event.target.value)} maxLength={10_000} autoComplete="off" spellCheck={false} />}
        </Field>
        {add.error !== null && <ErrorState message={add.error.message} />}
      </form>
    </Dialog>
  )
}

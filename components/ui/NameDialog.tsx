'use client'

import { type SubmitEvent, useId, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { Button } from '@/components/ui/Button'
import { Dialog } from '@/components/ui/Dialog'
import { Field } from '@/components/ui/Field'
import { Input } from '@/components/ui/Input'

/** Asks for the name of something, of a new one or another name. Mounted only while it is open. */
export function NameDialog({
  title,
  description,
  initial = '',
  placeholder,
  maxLength = 128,
  submitLabel,
  error,
  isPending,
  onSubmit,
  onClose,
}: {
  title: string
  description?: string
  initial?: string
  placeholder?: string
  maxLength?: number
  submitLabel: string
  error: string | undefined
  isPending: boolean
  onSubmit: (name: string) => void
  onClose: () => void
}) {
  const t = useTranslations('shell.name')
  const translated = useServerSentence()
  const form = useId()
  const [name, setName] = useState(initial)
  const trimmed = name.trim()
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (trimmed !== '' && !isPending) onSubmit(trimmed)
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={title}
      description={description}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button variant="primary" type="submit" form={form} disabled={trimmed === '' || isPending}>
            {submitLabel}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit}>
        <Field label={t('label')} error={error === undefined ? undefined : translated(error)}>
          {(control) => (
            <Input
              {...control}
              value={name}
              onChange={(event) => setName(event.target.value)}
              onFocus={(event) => event.target.select()}
              maxLength={maxLength}
              placeholder={placeholder}
              autoComplete="off"
              autoFocus
            />
          )}
        </Field>
      </form>
    </Dialog>
  )
}

'use client'

import { useMutation } from '@tanstack/react-query'
import { type SubmitEvent, useId, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { useAdded } from '@/components/knowledge/add/useAdded'
import { Button } from '@/components/ui/Button'
import { Dialog } from '@/components/ui/Dialog'
import { Field } from '@/components/ui/Field'
import { Input } from '@/components/ui/Input'
import { Textarea } from '@/components/ui/Textarea'

/** What the server takes; longer texts are uploaded as files. */
const maxCharacters = 500_000

/** Takes a text with an optional name. A click beside it keeps it: what was pasted is not lost that easily. */
export function AddTextDialog({ knowledgeBaseId, initialText, onClose }: { knowledgeBaseId: string; initialText: string; onClose: () => void }) {
  const t = useTranslations('knowledge.add')
  const translated = useServerSentence()
  const trpc = useTRPC()
  const added = useAdded()
  const form = useId()
  const [name, setName] = useState('')
  const [text, setText] = useState(initialText)
  const add = useMutation(
    trpc.documents.pasteText.mutationOptions({
      onSuccess: (document) => {
        added(document)
        onClose()
      },
    }),
  )
  const isTooLong = text.length > maxCharacters
  const canAdd = text.trim() !== '' && !isTooLong && !add.isPending
  const error = isTooLong ? t('textTooLong', { count: text.length, limit: maxCharacters }) : add.error === null ? undefined : translated(add.error.message)
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (canAdd) add.mutate({ knowledgeBaseId, name, text })
  }
  return (
    <Dialog
      open
      isSticky
      onOpenChange={onClose}
      title={t('textTitle')}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button variant="primary" type="submit" form={form} disabled={!canAdd}>
            {t('textSubmit')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t('name')}>
          {(control) => <Input {...control} value={name} onChange={(event) => setName(event.target.value)} maxLength={200} placeholder={t('namePlaceholder')} autoComplete="off" />}
        </Field>
        <Field label={t('text')} error={error}>
          {(control) => (
            <Textarea {...control} data-first-focus={initialText === '' ? true : undefined} value={text} onChange={(event) => setText(event.target.value)} rows={10} placeholder={t('textPlaceholder')} />
          )}
        </Field>
      </form>
    </Dialog>
  )
}

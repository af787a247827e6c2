import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useTRPC } from '@/components/api/trpc'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { Button } from '@/components/ui/Button'
import { Dialog } from '@/components/ui/Dialog'
import { Field } from '@/components/ui/Field'
import { Textarea } from '@/components/ui/Textarea'

/** The instructions that a chat has of its own, in the place of its assistant's. Emptied, they are gone. */
export function InstructDialog({ conversation, onClose }: { conversation: { id: string; systemPrompt: string | null }; onClose: () => void }) {
  const t = useTranslations('assistants')
  const translated = useServerSentence()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const form = useId()
  const [text, setText] = useState(conversation.systemPrompt ?? '')
  const instruct = useMutation(
    trpc.conversations.instruct.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.conversations.open.queryFilter({ id: conversation.id }))
        onClose()
      },
    }),
  )
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    instruct.mutate({ id: conversation.id, systemPrompt: text.trim() === '' ? null : text })
  }
  return (
    <Dialog
      open
      isSticky
      onOpenChange={onClose}
      title={t('chat.instruct')}
      description={t('chat.text')}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button variant="primary" type="submit" form={form} disabled={instruct.isPending}>
            {t('save')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit}>
        <Field label={t('instructions.label')} error={instruct.error === null ? undefined : translated(instruct.error.message)}>
          {(control) => <Textarea {...control} rows={8} value={text} maxLength={50_000} autoFocus onChange={(event) => setText(event.target.value)} />}
        </Field>
      </form>
    </Dialog>
  )
}

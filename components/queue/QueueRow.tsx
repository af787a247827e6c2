import { useMutation } from '@tanstack/react-query'
import { CornerDownLeft, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useTRPC } from '@/components/api/trpc'
import type { Queued } from '@/components/chat/usePulse'
import { useRefresh } from '@/components/chat/useTurn'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { QuestionField } from '@/components/queue/QuestionField'
import { Button } from '@/components/ui/Button'
import { IconButton } from '@/components/ui/IconButton'
import { toast } from '@/components/ui/toast'

/** A question that waits: its words, and what can be done with it until its turn has come. */
export function QueueRow({ conversationId, question: { id, text } }: { conversationId: string; question: Queued }) {
  const t = useTranslations('turns.queue')
  const trpc = useTRPC()
  const translated = useServerSentence()
  const refresh = useRefresh()
  const [draft, setDraft] = useState<string | null>(null)
  const onSettled = (): void => refresh(conversationId)
  const onError = (error: { message: string }): void => toast(translated(error.message) || t('failed'))
  const sendNow = useMutation(trpc.chat.sendNow.mutationOptions({ onSettled, onError }))
  const remove = useMutation(trpc.conversations.removeQueued.mutationOptions({ onSettled, onError }))
  const edit = useMutation(trpc.conversations.editQueued.mutationOptions({ onSettled, onSuccess: () => setDraft(null) }))
  const isBusy = sendNow.isPending || remove.isPending

  if (draft !== null) {
    const save = (): void => {
      if (draft.trim() !== '') edit.mutate({ id, text: draft.trim() })
    }
    return (
      <li className="space-y-2 py-2">
        <QuestionField label={t('field')} text={draft} onChange={setDraft} onSave={save} onCancel={() => setDraft(null)} />
        {edit.error !== null && (
          <p role="alert" className="text-danger">
            {translated(edit.error.message)}
          </p>
        )}
        <div className="flex justify-end gap-2">
          <Button size="sm" onClick={() => setDraft(null)}>
            {t('cancel')}
          </Button>
          <Button size="sm" variant="primary" disabled={draft.trim() === '' || edit.isPending} onClick={save}>
            {t('save')}
          </Button>
        </div>
      </li>
    )
  }
  return (
    <li className="flex items-center gap-1">
      <p className="min-w-0 flex-1 truncate">{text}</p>
      <IconButton label={t('sendNow')} disabled={isBusy} onClick={() => sendNow.mutate({ answerId: id })}>
        <CornerDownLeft />
      </IconButton>
      <IconButton label={t('edit')} disabled={isBusy} onClick={() => setDraft(text)}>
        <Pencil />
      </IconButton>
      <IconButton label={t('delete')} disabled={isBusy} onClick={() => remove.mutate({ id })}>
        <Trash2 />
      </IconButton>
    </li>
  )
}

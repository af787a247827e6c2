import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useTRPC } from '@/components/api/trpc'
import { isComposing } from '@/components/composer/isComposing'
import type { ConversationItem } from '@/components/conversations/useConversations'
import { Button } from '@/components/ui/Button'
import { Dialog } from '@/components/ui/Dialog'
import { ErrorState } from '@/components/ui/ErrorState'
import { Input } from '@/components/ui/Input'

export function RenameConversation({ conversation, onOpenChange }: { conversation: ConversationItem; onOpenChange: (isOpen: boolean) => void }) {
  const t = useTranslations('chat.conversations')
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const formId = useId()
  const [title, setTitle] = useState(conversation.title)
  const rename = useMutation(
    trpc.conversations.rename.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.conversations.pathFilter())
        onOpenChange(false)
      },
    }),
  )
  const save = (event: FormEvent): void => {
    event.preventDefault()
    if (title.trim() !== '') rename.mutate({ id: conversation.id, title })
  }
  return (
    <Dialog
      open
      onOpenChange={onOpenChange}
      title={t('renameTitle')}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>{t('cancel')}</Button>
          <Button variant="primary" type="submit" form={formId} disabled={title.trim() === '' || rename.isPending}>
            {t('save')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={save} className="space-y-3">
        <Input
          value={title}
          maxLength={255}
          aria-label={t('titleLabel')}
          onFocus={(event) => event.target.select()}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && isComposing(event)) event.preventDefault()
          }}
          onChange={(event) => setTitle(event.target.value)}
        />
        {rename.error !== null && <ErrorState message={rename.error.message} />}
      </form>
    </Dialog>
  )
}

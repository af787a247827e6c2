import { memo } from 'react'
import { useTranslations } from 'use-intl'
import type { Message } from '@/components/chat/turnStream'

/** A question, as it was written: no Markdown, every line break kept. */
export const UserMessage = memo(function UserMessage({ message }: { message: Message }) {
  const t = useTranslations('chat.message')
  return (
    <article aria-label={t('you')} className="flex justify-end">
      <p className="max-w-[85%] rounded-surface bg-raised px-3.5 py-2 text-answer break-words whitespace-pre-wrap">{message.content}</p>
    </article>
  )
})

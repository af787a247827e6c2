import { lazy, memo, Suspense } from 'react'
import { useTranslations } from 'use-intl'
import type { Message } from '@/components/chat/turnStream'

const SentAttachments = lazy(() => import('@/components/attachments/SentAttachments').then((module) => ({ default: module.SentAttachments })))

/** A question, as it was written: no Markdown, every line break kept. */
export const UserMessage = memo(function UserMessage({ message }: { message: Message }) {
  const t = useTranslations('chat.message')
  return (
    <article aria-label={t('you')} className="flex flex-col items-end">
      {message.attachments.length > 0 && (
        <Suspense>
          <SentAttachments attachments={message.attachments} />
        </Suspense>
      )}
      <p className="max-w-[85%] rounded-surface bg-raised px-3.5 py-2 text-answer break-words whitespace-pre-wrap">{message.content}</p>
    </article>
  )
})

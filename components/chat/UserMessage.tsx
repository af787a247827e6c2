import { lazy, memo, Suspense, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Message } from '@/components/chat/turnStream'
import { QuestionActions } from '@/components/exchange/QuestionActions'

const QuestionEditor = lazy(() => import('@/components/exchange/QuestionEditor').then((module) => ({ default: module.QuestionEditor })))
const SentAttachments = lazy(() => import('@/components/attachments/SentAttachments').then((module) => ({ default: module.SentAttachments })))

/** A question, as it was written: no Markdown, every line break kept. */
export const UserMessage = memo(function UserMessage({ message }: { message: Message }) {
  const t = useTranslations('chat.message')
  const ts = useTranslations('scope.named')
  const [isEditing, setIsEditing] = useState(false)
  const words = <p data-words dir="auto" className="max-w-[85%] rounded-surface bg-raised px-3.5 py-2 text-answer break-words whitespace-pre-wrap">{message.content}</p>
  return (
    <article aria-label={t('you')} className="group/message flex flex-col items-end">
      {message.attachments.length > 0 && (
        <Suspense>
          <SentAttachments attachments={message.attachments} />
        </Suspense>
      )}
      {message.scope !== null && (
        <p className="mb-1 flex max-w-[85%] flex-wrap justify-end gap-x-2 text-xs text-accent">
          <span className="sr-only">{ts('label')}: </span>
          {[...message.scope.knowledgeBases, ...message.scope.documents].map(({ id, name }) => (
            <span key={id} className="truncate">
              # {name}
            </span>
          ))}
        </p>
      )}
      {isEditing ? (
        <Suspense fallback={words}>
          <QuestionEditor question={message} onClose={() => setIsEditing(false)} />
        </Suspense>
      ) : (
        <>
          {words}
          <QuestionActions question={message} onEdit={() => setIsEditing(true)} />
        </>
      )}
    </article>
  )
})

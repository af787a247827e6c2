import { memo } from 'react'
import { useTranslations } from 'use-intl'
import { AnswerText } from '@/components/chat/AnswerText'

/** What an assistant says before it is asked: an answer to nothing, which has no sources and cannot be asked for again. */
export const OpenerMessage = memo(function OpenerMessage({ text }: { text: string }) {
  const t = useTranslations('chat.message')
  return (
    <article aria-label={t('opener')}>
      <AnswerText text={text} isStreaming={false} />
    </article>
  )
})

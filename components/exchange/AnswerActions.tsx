import { RotateCcw } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Message } from '@/components/chat/turnStream'
import { actionsClass } from '@/components/exchange/actions'
import { useExchange } from '@/components/exchange/ExchangeContext'
import { FeedbackButton } from '@/components/exchange/FeedbackButton'
import { VersionSwitch } from '@/components/exchange/VersionSwitch'
import { CopyButton } from '@/components/ui/CopyButton'
import { IconButton } from '@/components/ui/IconButton'

/** What can be done with an answer that has ended; that of the last one is always in sight. */
export function AnswerActions({ answer, isLast }: { answer: Message; isLast: boolean }) {
  const t = useTranslations('chat.message')
  const exchange = useExchange()
  return (
    <>
      <VersionSwitch message={answer} />
      <span className={isLast ? 'flex items-center' : actionsClass}>
        {answer.content !== '' && <CopyButton label={t('copy')} text={answer.content} />}
        {exchange !== null && answer.content !== '' && (
          <>
            <FeedbackButton answer={answer} value="up" />
            <FeedbackButton answer={answer} value="down" />
          </>
        )}
        {exchange !== null && answer.status === 'complete' && (
          <IconButton label={t('another')} disabled={exchange.isAnswering} onClick={() => exchange.retry(answer.id)}>
            <RotateCcw />
          </IconButton>
        )}
      </span>
    </>
  )
}

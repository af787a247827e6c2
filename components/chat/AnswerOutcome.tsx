import { ArrowRight, Copy, RotateCcw } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Message } from '@/components/chat/turnStream'
import { useExchange } from '@/components/exchange/ExchangeContext'
import { RetryWith } from '@/components/exchange/RetryWith'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { Button } from '@/components/ui/Button'
import { copyText } from '@/components/ui/copyText'
import { toast } from '@/components/ui/toast'

/** How an answer ended when it did not end by itself: what happened, what is safe, and the way to try again. */
export function AnswerOutcome({ answer, onRetry }: { answer: Message; onRetry: ((modelId?: string) => void) | null }) {
  const t = useTranslations('chat')
  const more = useTranslations('turns.answer')
  const shell = useTranslations('shell')
  const exchange = useExchange()
  const translated = useServerSentence()
  const sentence = sentenceOf()
  if (sentence === null) return null
  const isFailed = answer.status === 'failed'
  const isWhole = answer.status === 'complete'
  return (
    <div role={isFailed ? 'alert' : undefined} className={`flex flex-wrap items-center gap-x-3 gap-y-2 border-l-2 py-1 pl-3 ${isFailed ? 'border-danger' : 'border-line'}`}>
      <p className="min-w-0">{sentence}</p>
      {onRetry !== null && exchange !== null && answer.content !== '' && (
        <Button size="sm" onClick={() => exchange.goOn(answer.id)}>
          <ArrowRight aria-hidden className="size-3.5 stroke-[1.75]" />
          {more('continue')}
        </Button>
      )}
      {onRetry !== null && !(isWhole && answer.content !== '') && (
        <Button size="sm" onClick={() => onRetry()}>
          <RotateCcw aria-hidden className="size-3.5 stroke-[1.75]" />
          {t('message.retry')}
        </Button>
      )}
      {onRetry !== null && isFailed && <RetryWith failedId={answer.modelId} onRetry={onRetry} />}
      {onRetry !== null && isFailed && exchange !== null && answer.parentId !== null && (
        <Button size="sm" onClick={copyQuestion}>
          <Copy aria-hidden className="size-3.5 stroke-[1.75]" />
          {more('copyQuestion')}
        </Button>
      )}
    </div>
  )

  function copyQuestion(): void {
    const text = exchange?.questionOf(answer) ?? ''
    void copyText(text).then((isCopied) => (isCopied ? toast(shell('copied')) : undefined))
  }

  function sentenceOf(): string | null {
    switch (answer.status) {
      case 'queued':
      case 'pending':
      case 'streaming':
        return null
      case 'complete':
        if (answer.content === '') return t('message.empty')
        return answer.activity?.isCut === true ? more('cut') : null
      case 'stopped':
        return answer.content === '' ? t('status.stoppedEmpty') : t('status.stopped')
      case 'interrupted':
        return answer.content === '' ? t('status.interruptedEmpty') : t('status.interrupted')
      case 'failed':
        return answer.errorText === null ? t('status.failed') : translated(answer.errorText)
    }
  }
}

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useTRPC } from '@/components/api/trpc'
import type { Message } from '@/components/chat/turnStream'
import { useRefresh } from '@/components/chat/useTurn'
import { useDraft } from '@/components/composer/useDraft'
import { useExchange } from '@/components/exchange/ExchangeContext'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { QuestionField } from '@/components/queue/QuestionField'
import { Button } from '@/components/ui/Button'

/** A question that is written anew: its words alone, or asked again on a branch beside the first. */
export function QuestionEditor({ question, onClose }: { question: Message; onClose: () => void }) {
  const t = useTranslations('turns.question')
  const translated = useServerSentence()
  const refresh = useRefresh()
  const exchange = useExchange()
  // Who was led away in the middle finds the new words again.
  const [kept, keep] = useDraft(question.id, 'edit')
  const [text, setText] = useState(kept === '' ? question.content : kept)
  const change = (next: string): void => {
    setText(next)
    keep(next)
  }
  const close = (): void => {
    keep('')
    onClose()
  }
  const save = useMutation(useTRPC().conversations.editQuestion.mutationOptions({ onSuccess: close, onSettled: () => refresh(question.conversationId) }))
  const rerun = useMutation({ mutationFn: async (words: string) => exchange?.rerun(question.id, words), onSuccess: close })
  const words = text.trim()
  const isBusy = save.isPending || rerun.isPending
  const failure = save.error ?? rerun.error
  const mayRerun = words !== '' && !isBusy && exchange?.isAnswering === false

  return (
    <div className="w-full space-y-2">
      <QuestionField label={t('field')} text={text} onChange={change} onSave={() => mayRerun && rerun.mutate(words)} onCancel={close} />
      {failure !== null && (
        <p role="alert" className="text-danger">
          {translated(failure.message) || t('failed')}
        </p>
      )}
      <div className="flex flex-wrap items-center justify-end gap-2">
        <span className="flex-1 text-xs text-ink-muted">{exchange?.isAnswering === true ? t('answering') : t('kept')}</span>
        <Button size="sm" variant="ghost" onClick={close}>
          {t('cancel')}
        </Button>
        <Button size="sm" disabled={words === '' || words === question.content || isBusy} onClick={() => save.mutate({ id: question.id, text: words })}>
          {t('save')}
        </Button>
        <Button size="sm" variant="primary" disabled={!mayRerun} onClick={() => rerun.mutate(words)}>
          {t('rerun')}
        </Button>
      </div>
    </div>
  )
}

import { ArrowUp, Square } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { v7 } from 'uuid'
import { TurnRefused } from '@/components/chat/turnStream'
import type { Choice } from '@/components/composer/choice'
import { isComposing } from '@/components/composer/isComposing'
import { KnowledgePicker } from '@/components/composer/KnowledgePicker'
import { ModelPicker } from '@/components/composer/ModelPicker'
import { useDraft } from '@/components/composer/useDraft'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { IconButton } from '@/components/ui/IconButton'

const maxLength = 100_000

export interface ComposerProps {
  conversationId: string | null
  choice: Choice | undefined
  onChoose: (choice: Choice) => void
  /** Sends the question; rejects when the server did not take it, and the text stays. */
  onSend: (question: { requestId: string; text: string } & Choice) => Promise<unknown>
  /** Set while an answer runs. What is sent meanwhile waits for its end. */
  onStop: (() => void) | null
  isStopping: boolean
}

/** Where a question is written. Enter sends, Shift+Enter breaks the line. */
export function Composer({ conversationId, choice, onChoose, onSend, onStop, isStopping }: ComposerProps) {
  const t = useTranslations('chat.composer')
  const translated = useServerSentence()
  const [text, setText] = useDraft(conversationId)
  const [isSending, setIsSending] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const request = useRequestId(text)
  const field = useRef<HTMLTextAreaElement>(null)
  const tooLong = text.length > maxLength
  const canSend = choice !== undefined && text.trim() !== '' && !tooLong && !isSending

  // A finger would only find the keyboard in the way.
  useEffect(() => {
    if (matchMedia('(pointer: fine)').matches) field.current?.focus()
  }, [])

  async function send(): Promise<void> {
    if (!canSend || choice === undefined) return
    setIsSending(true)
    setFailure(null)
    try {
      await onSend({ requestId: request.idFor(), text: text.trim(), ...choice })
      request.forget()
      setText('')
    } catch (error) {
      setFailure(error instanceof TurnRefused ? error.message || t('refused') : t('sendFailed'))
    } finally {
      setIsSending(false)
    }
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.shiftKey || isComposing(event)) return
    event.preventDefault()
    void send()
  }

  return (
    <form
      className="mx-auto w-full max-w-176 px-4"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      {failure !== null && (
        <p role="alert" className="mb-2 border-l-2 border-danger py-0.5 pl-3">
          {translated(failure)}
        </p>
      )}
      <div className="rounded-surface border border-line bg-ground transition-colors focus-within:border-accent">
        {/* The hidden copy of the text gives the field its height, in every browser and without measuring. */}
        <div className="grid max-h-[40dvh] overflow-y-auto text-answer [&>*]:col-start-1 [&>*]:row-start-1">
          <div aria-hidden className="invisible px-3.5 py-3 break-words whitespace-pre-wrap">
            {text}{' '}
          </div>
          <textarea
            ref={field}
            rows={1}
            value={text}
            aria-label={t('label')}
            placeholder={t('placeholder')}
            enterKeyHint="send"
            readOnly={isSending}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={onKeyDown}
            className="resize-none overflow-hidden bg-transparent px-3.5 py-3 break-words whitespace-pre-wrap outline-none"
          />
        </div>
        <div className="flex items-center gap-1 px-1.5 pb-1.5">
          {choice !== undefined && (
            <>
              <KnowledgePicker
                chosen={choice.knowledgeBaseIds}
                onChoose={(knowledgeBaseIds) => onChoose({ ...choice, knowledgeBaseIds })}
                mayRewrite={choice.rewrite ?? true}
                onRewrite={(rewrite) => onChoose({ ...choice, rewrite })}
              />
              <ModelPicker chosen={choice.modelId} onChoose={(modelId) => onChoose({ ...choice, modelId })} />
            </>
          )}
          <span className="flex-1" />
          {onStop !== null && (
            <IconButton label={isStopping ? t('stopping') : t('stop')} disabled={isStopping} onClick={onStop} className="border border-line text-ink!">
              <Square className="size-3! fill-current" />
            </IconButton>
          )}
          {(onStop === null || text.trim() !== '') && (
            <IconButton
              type="submit"
              label={isSending ? t('sending') : onStop === null ? t('send') : t('sendAfter')}
              disabled={!canSend}
              className="bg-accent text-on-accent! hover:bg-accent/90 disabled:bg-ink/10 disabled:text-ink-muted! disabled:opacity-100"
            >
              <ArrowUp className={isSending ? 'animate-pulse' : ''} />
            </IconButton>
          )}
        </div>
      </div>
      <p className="py-2 text-center text-xs text-ink-muted">{tooLong ? <span className="text-danger">{t('tooLong', { count: text.length })}</span> : t('disclaimer')}</p>
    </form>
  )
}

/** The same id for the same text until it is sent: a question that went into a broken line and is sent again is one question. */
function useRequestId(text: string): { idFor: () => string; forget: () => void } {
  const last = useRef({ text: '', id: '' })
  return {
    idFor: () => {
      if (last.current.id === '' || last.current.text !== text) last.current = { text, id: v7() }
      return last.current.id
    },
    forget: () => {
      last.current = { text: '', id: '' }
    },
  }
}

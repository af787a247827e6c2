import { ArrowRight } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { v7 } from 'uuid'
import type { Turn } from '@/components/chat/turns'
import { useSend } from '@/components/chat/useTurn'
import type { Choice } from '@/components/composer/choice'
import { toast } from '@/components/ui/toast'

/** Questions that the guide answers; one press asks. */
export function Suggestions({ choice, onStarted }: { choice: Choice; onStarted: (turn: Turn) => void }) {
  const t = useTranslations('chat')
  const send = useSend()
  const [isSending, setIsSending] = useState(false)

  async function ask(text: string): Promise<void> {
    setIsSending(true)
    try {
      onStarted(await send({ conversationId: null, requestId: v7(), text, ...choice }))
    } catch (error) {
      setIsSending(false)
      toast(error instanceof Error && error.name === 'TurnRefused' && error.message !== '' ? error.message : t('composer.sendFailed'))
    }
  }

  return (
    <section aria-label={t('new.tryAsking')}>
      <h2 className="mb-1 text-ink-muted">{t('new.tryAsking')}</h2>
      <ul className="divide-y divide-line border-y border-line">
        {[t('new.question1'), t('new.question2')].map((question) => (
          <li key={question}>
            <button
              type="button"
              disabled={isSending}
              onClick={() => void ask(question)}
              className="group flex w-full items-center gap-2 py-2.5 text-left text-answer transition-colors hover:text-accent disabled:opacity-50"
            >
              <span className="min-w-0 flex-1">{question}</span>
              <ArrowRight aria-hidden className="size-4 shrink-0 stroke-[1.75] text-ink-muted group-hover:text-accent" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

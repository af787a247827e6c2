import { useMutation } from '@tanstack/react-query'
import { ThumbsDown, ThumbsUp } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useTRPC } from '@/components/api/trpc'
import type { Message } from '@/components/chat/turnStream'
import { useRefresh } from '@/components/chat/useTurn'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { IconButton } from '@/components/ui/IconButton'
import { Popover } from '@/components/ui/Popover'
import { toast } from '@/components/ui/toast'

const FeedbackReason = lazy(() => import('@/components/exchange/FeedbackReason').then((module) => ({ default: module.FeedbackReason })))

/** Says what one thinks of an answer, at once; the reason may follow, and it can be taken back. */
export function FeedbackButton({ answer: { id, conversationId, feedback, feedbackText }, value }: { answer: Message; value: 'up' | 'down' }) {
  const t = useTranslations('turns.feedback')
  const translated = useServerSentence()
  const refresh = useRefresh()
  const [isOpen, setIsOpen] = useState(false)
  const rate = useMutation(useTRPC().conversations.rate.mutationOptions({ onSettled: () => refresh(conversationId), onError: (error) => toast(translated(error.message)) }))
  const isGiven = feedback === value

  function change(open: boolean): void {
    setIsOpen(open)
    if (open && !isGiven) rate.mutate({ id, feedback: value, text: null })
  }
  function give(next: 'up' | 'down' | null, text: string | null): void {
    rate.mutate({ id, feedback: next, text })
    setIsOpen(false)
  }
  return (
    <Popover
      side="top"
      align="end"
      open={isOpen}
      onOpenChange={change}
      label={t(value)}
      trigger={
        <IconButton label={t(value)} aria-pressed={isGiven} className="aria-pressed:text-accent">
          {value === 'up' ? <ThumbsUp /> : <ThumbsDown />}
        </IconButton>
      }
    >
      <Suspense>
        <FeedbackReason reason={isGiven ? feedbackText : null} onSave={(text) => give(value, text)} onTakeBack={() => give(null, null)} />
      </Suspense>
    </Popover>
  )
}

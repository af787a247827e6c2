import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/Button'
import { Textarea } from '@/components/ui/Textarea'

/** Why an answer is good or bad, in its reader's words. */
export function FeedbackReason({ reason, onSave, onTakeBack }: { reason: string | null; onSave: (text: string) => void; onTakeBack: () => void }) {
  const t = useTranslations('turns.feedback')
  const [text, setText] = useState(reason ?? '')
  return (
    <form
      className="space-y-2"
      onSubmit={(event) => {
        event.preventDefault()
        onSave(text.trim())
      }}
    >
      <p>{t('thanks')}</p>
      <Textarea aria-label={t('reason')} placeholder={t('reason')} value={text} maxLength={2_000} onChange={(event) => setText(event.target.value)} />
      <div className="flex justify-end gap-2">
        <Button size="sm" variant="ghost" onClick={onTakeBack}>
          {t('takeBack')}
        </Button>
        <Button size="sm" variant="primary" type="submit" disabled={text.trim() === (reason ?? '')}>
          {t('save')}
        </Button>
      </div>
    </form>
  )
}

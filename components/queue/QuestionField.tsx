import { type KeyboardEvent, useEffect, useRef } from 'react'
import { isComposing } from '@/components/composer/isComposing'
import { Textarea } from '@/components/ui/Textarea'

/** A question that is written anew: Enter saves, Shift+Enter breaks the line, Escape leaves it as it was. */
export function QuestionField({ label, text, onChange, onSave, onCancel }: { label: string; text: string; onChange: (text: string) => void; onSave: () => void; onCancel: () => void }) {
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    const element = field.current
    element?.focus()
    element?.setSelectionRange(element.value.length, element.value.length)
  }, [])

  function onKeyDown(event: KeyboardEvent): void {
    if (isComposing(event)) return
    if (event.key === 'Escape') {
      event.preventDefault()
      onCancel()
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      onSave()
    }
  }

  return (
    <Textarea
      ref={field}
      dir="auto"
      aria-label={label}
      value={text}
      rows={Math.min(12, text.split('\n').length + 1)}
      maxLength={100_000}
      className="text-answer"
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={onKeyDown}
    />
  )
}

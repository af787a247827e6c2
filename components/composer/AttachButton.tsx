import { Paperclip } from 'lucide-react'
import { useRef } from 'react'
import { useTranslations } from 'use-intl'
import { IconButton } from '@/components/ui/IconButton'

/** Picks files for the question. */
export function AttachButton({ onFiles }: { onFiles: (files: File[]) => void }) {
  const t = useTranslations('scope.attachments')
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t('add')}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])])
          // The same file can be picked again after it was removed.
          event.target.value = ''
        }}
      />
      <IconButton label={t('add')} onClick={() => input.current?.click()}>
        <Paperclip />
      </IconButton>
    </>
  )
}

'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'use-intl/react'
import { useFileSize } from '@/components/documents/useFileSize'
import type { Upload } from '@/components/knowledge/uploadPool'
import { dismissUpload } from '@/components/knowledge/uploads'
import { IconButton } from '@/components/ui/IconButton'
import { ProgressBar } from '@/components/ui/ProgressBar'

/** One file being sent, in bytes; when all have left, the server is still storing them. */
export function SendingUpload({ upload: { id, file, sent, isHeld } }: { upload: Upload<File> }) {
  const t = useTranslations('knowledge.uploads')
  const fileSize = useFileSize()
  return (
    <li className="flex min-h-10 items-center gap-4">
      <span className="min-w-0 flex-1 truncate">{file.name}</span>
      <span className="shrink-0 text-ink-muted tabular-nums">
        {isHeld ? t('held') : sent >= file.size ? t('storing') : t('sent', { sent: fileSize(sent), total: fileSize(file.size) })}
      </span>
      <span className="w-24 shrink-0 sm:w-40">
        <ProgressBar value={sent / file.size} label={file.name} />
      </span>
      <IconButton label={t('cancel', { name: file.name })} onClick={() => dismissUpload(id)}>
        <X />
      </IconButton>
    </li>
  )
}

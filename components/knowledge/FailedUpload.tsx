'use client'

import { RotateCw, X } from 'lucide-react'
import { useTranslations } from 'use-intl/react'
import { useFileSize } from '@/components/documents/useFileSize'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { extensionOf, type Upload, type UploadFailure } from '@/components/knowledge/uploadPool'
import { dismissUpload, retryUpload } from '@/components/knowledge/uploads'
import { IconButton } from '@/components/ui/IconButton'
import { savedAs, usualExtensions } from '@/server/documents/facts'

/** One file that was not taken: why, and what to do. */
export function FailedUpload({ upload, maxBytes, canRetry }: { upload: Upload<File>; maxBytes: number; canRetry: boolean }) {
  const t = useTranslations('knowledge.uploads')
  const translated = useServerSentence()
  const fileSize = useFileSize()
  const { id, file, failure } = upload
  const better = savedAs[extensionOf(file.name).slice(1)]
  const sentence = ({ reason, message }: UploadFailure): string => {
    switch (reason) {
      case 'unsupported':
        return better === undefined ? t('unsupported', { extensions: usualExtensions.join(' ') }) : t('saveAs', { extension: better })
      case 'tooLarge':
        return t('tooLarge', { size: fileSize(file.size), limit: fileSize(maxBytes) })
      case 'refused':
        return message === '' ? t('refused') : translated(message)
      case 'empty':
      case 'offline':
        return t(reason)
    }
  }
  return (
    <li className="flex min-h-10 items-start gap-1 py-1">
      <div className="min-w-0 flex-1 py-1">
        <p className="truncate">{file.name}</p>
        {failure !== null && <p className="max-w-prose text-danger">{sentence(failure)}</p>}
      </div>
      {canRetry && (
        <IconButton label={t('retry', { name: file.name })} onClick={() => retryUpload(id)}>
          <RotateCw />
        </IconButton>
      )}
      <IconButton label={t('dismiss', { name: file.name })} onClick={() => dismissUpload(id)}>
        <X />
      </IconButton>
    </li>
  )
}

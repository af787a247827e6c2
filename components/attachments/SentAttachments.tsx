import { FileText } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Message } from '@/components/chat/turnStream'

/** The files that were sent with a question: images as they are, documents by their names. */
export function SentAttachments({ attachments }: { attachments: Message['attachments'] }) {
  const t = useTranslations('scope.attachments')
  return (
    <ul aria-label={t('sent')} className="mb-1.5 flex max-w-[85%] flex-wrap justify-end gap-1.5">
      {attachments.map(({ id, kind, name, state, documentId }) => (
        <li key={id} className="min-w-0">
          {kind === 'image' ? (
            <a href={`/api/attachments/${id}`} target="_blank" rel="noreferrer" aria-label={t('openImage', { name })} data-tooltip={name} className="block rounded-surface">
              {/* oxlint-disable-next-line nextjs/no-img-element -- its owner's own file, which nothing may keep */}
              <img src={`/api/attachments/${id}`} alt={name} loading="lazy" className="max-h-48 max-w-full rounded-surface border border-line object-contain" />
            </a>
          ) : documentId === null ? (
            <span className="flex items-center gap-1.5 rounded-control border border-line px-2 py-1 text-ui text-ink-muted line-through">{name}</span>
          ) : (
            <a href={`/api/attachments/${id}`} download={name} className="flex min-w-0 items-center gap-1.5 rounded-control border border-line px-2 py-1 text-ui hover:bg-raised pointer-coarse:py-2.5">
              <FileText aria-hidden className="size-4 shrink-0 stroke-[1.75] text-ink-muted" />
              <span className="truncate">{name}</span>
              {state === 'failed' && <span className="shrink-0 text-danger">{t('unread')}</span>}
            </a>
          )}
        </li>
      ))}
    </ul>
  )
}

import { FileJson, FileText, Printer } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Dialog } from '@/components/ui/Dialog'

/** A conversation as a file, or as a page to print. */
export function ExportDialog({ conversationId, onClose }: { conversationId: string; onClose: () => void }) {
  const t = useTranslations('organise.export')
  const ways = [
    { key: 'markdown', icon: FileText, href: `/api/export/${conversationId}?format=markdown` },
    { key: 'json', icon: FileJson, href: `/api/export/${conversationId}?format=json` },
    { key: 'print', icon: Printer, href: `/print/${conversationId}` },
  ] as const
  return (
    <Dialog open onOpenChange={onClose} title={t('title')}>
      <ul className="-mx-2">
        {ways.map(({ key, icon: Icon, href }) => (
          <li key={key}>
            <a
              href={href}
              {...(key === 'print' ? { target: '_blank', rel: 'noreferrer' } : { download: '' })}
              onClick={onClose}
              className="flex items-start gap-3 rounded-control px-2 py-2 transition-colors hover:bg-ink/5"
            >
              <Icon aria-hidden className="mt-0.5 size-4 shrink-0 stroke-[1.75] text-ink-muted" />
              <span>
                <span className="block font-medium">{t(key)}</span>
                <span className="block text-ink-muted">{t(`${key}Text`)}</span>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

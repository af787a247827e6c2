import { Pencil, Trash2 } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Message } from '@/components/chat/turnStream'
import { actionsClass } from '@/components/exchange/actions'
import { useExchange } from '@/components/exchange/ExchangeContext'
import { CopyButton } from '@/components/ui/CopyButton'
import { IconButton } from '@/components/ui/IconButton'
import { VersionSwitch } from '@/components/exchange/VersionSwitch'

const RemoveExchange = lazy(() => import('@/components/exchange/RemoveExchange').then((module) => ({ default: module.RemoveExchange })))

/** What can be done with a question. */
export function QuestionActions({ question, onEdit }: { question: Message; onEdit: () => void }) {
  const t = useTranslations('turns.question')
  const exchange = useExchange()
  const [isRemoving, setIsRemoving] = useState(false)
  if (exchange === null) return null
  return (
    <div className="-mr-2 -mb-3 flex min-h-8 items-center justify-end pointer-coarse:-mr-3">
      {question.editedAt !== null && <span className="mr-1 text-xs text-ink-muted">{t('edited')}</span>}
      <VersionSwitch message={question} />
      <span className={actionsClass}>
        <CopyButton label={t('copy')} text={question.content} />
        <IconButton label={t('edit')} onClick={onEdit}>
          <Pencil />
        </IconButton>
        <IconButton label={t('delete')} disabled={exchange.isAnswering} onClick={() => setIsRemoving(true)}>
          <Trash2 />
        </IconButton>
      </span>
      {isRemoving && (
        <Suspense>
          <RemoveExchange question={question} onClose={() => setIsRemoving(false)} />
        </Suspense>
      )}
    </div>
  )
}

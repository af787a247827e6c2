import { Hash, X } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Named } from '@/components/composer/useNaming'

/** What alone is searched for the question that is being written. */
export function NamedRow({ named, onRemove }: { named: readonly Named[]; onRemove: (id: string) => void }) {
  const t = useTranslations('scope.named')
  return (
    <ul aria-label={t('label')} className="flex flex-wrap gap-1.5 px-3 pt-2.5 text-ui">
      {named.map(({ id, name }) => (
        <li key={id} className="flex max-w-full min-w-0 items-center gap-1 rounded-control bg-accent/10 pl-1.5 text-accent">
          <Hash aria-hidden className="size-3.5 shrink-0 stroke-[1.75]" />
          <span className="truncate">{name}</span>
          <button type="button" aria-label={t('remove', { name })} onClick={() => onRemove(id)} className="rounded-control p-1.5 hover:bg-accent/15 pointer-coarse:p-3">
            <X aria-hidden className="size-3.5 stroke-[1.75]" />
          </button>
        </li>
      ))}
    </ul>
  )
}

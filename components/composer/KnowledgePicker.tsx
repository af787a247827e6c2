import { useQuery } from '@tanstack/react-query'
import { BookText, TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'use-intl'
import { useTRPC } from '@/components/api/trpc'
import { chipClass } from '@/components/composer/chip'
import { type KnowledgeBase, readinessOf } from '@/components/composer/choice'
import { Checkbox } from '@/components/ui/Checkbox'
import { ErrorState } from '@/components/ui/ErrorState'
import { Popover } from '@/components/ui/Popover'

const maxBases = 20

export interface KnowledgePickerProps {
  chosen: readonly string[]
  /** The question that is being written names itself what is searched. */
  isOverruled: boolean
  onChoose: (ids: string[]) => void
  /** Whether a follow-up question may be searched for in other words. */
  mayRewrite: boolean
  onRewrite: (mayRewrite: boolean) => void
}

/** Says what will be searched and whether it is ready, and lets one choose. */
export function KnowledgePicker({ chosen, isOverruled, onChoose, mayRewrite, onRewrite }: KnowledgePickerProps) {
  const t = useTranslations('chat.knowledge')
  const tb = useTranslations('scope.base')
  const tn = useTranslations('scope.named')
  const bases = useKnowledgeBases()
  const picked = (bases.data ?? []).filter((base) => chosen.includes(base.id))
  const notReady = useNotReadyReason(picked)
  const reason = isOverruled ? null : notReady
  const passages = picked.reduce((sum, base) => sum + base.chunkCount, 0)
  const toggle = (id: string, isChosen: boolean): void => onChoose(isChosen ? [...picked.map((base) => base.id), id] : picked.map((base) => base.id).filter((other) => other !== id))

  return (
    <Popover
      side="top"
      trigger={
        <button type="button" className={`${chipClass} ${reason === null ? '' : 'text-warn! hover:text-warn!'}`}>
          <span className="sr-only">{t('label')}: </span>
          {reason === null ? <BookText aria-hidden /> : <TriangleAlert aria-hidden />}
          <span className={`truncate ${isOverruled ? 'line-through' : ''}`}>{chipText(picked)}</span>
          {picked.length > 0 && !isOverruled && (
            <span className="-ml-0.5 shrink-0 tabular-nums max-sm:hidden">
              · {readyText(picked)}
              {reason === null && ` · ${tb('passages', { count: passages })}`}
            </span>
          )}
        </button>
      }
      className="w-80 p-3"
    >
      <p className="mb-2 font-medium">{t('title')}</p>
      {reason !== null && <p className="mb-2 text-warn">{reason}</p>}
      {bases.error !== null && <ErrorState message={t('loadFailed')} onRetry={() => void bases.refetch()} />}
      <ul className="max-h-72 overflow-y-auto">
        {(bases.data ?? []).map((base) => (
          <li key={base.id} className="flex items-center gap-2 py-0.5">
            <Checkbox
              className="min-w-0 flex-1 [&>span]:truncate"
              label={base.name}
              checked={chosen.includes(base.id)}
              disabled={!chosen.includes(base.id) && picked.length >= maxBases}
              onChange={(event) => toggle(base.id, event.target.checked)}
            />
            <span className={`shrink-0 text-xs tabular-nums ${readinessOf(base) === 'failed' ? 'text-danger' : 'text-ink-muted'}`}>{readyText([base])}</span>
          </li>
        ))}
      </ul>
      {bases.data?.length === 0 && <p className="text-ink-muted">{t('noBases')}</p>}
      {picked.length > 0 && (
        <div className="mt-2 border-t border-line pt-2">
          <Checkbox label={t('rewrite')} checked={mayRewrite} onChange={(event) => onRewrite(event.target.checked)} />
          <p className="pl-6 text-xs text-ink-muted">{t('rewriteHint')}</p>
        </div>
      )}
      {picked.length >= maxBases && <p className="mt-2 text-xs text-ink-muted">{t('limit')}</p>}
      {(bases.data?.length ?? 0) > 0 && <p className="mt-2 text-xs text-ink-muted">{tn('hint')}</p>}
      <Link href="/knowledge" className="mt-2 inline-block rounded-control text-accent hover:underline pointer-coarse:py-2.5">
        {bases.data?.length === 0 ? t('create') : t('manage')}
      </Link>
    </Popover>
  )

  function chipText(some: readonly KnowledgeBase[]): string {
    const [first] = some
    if (first === undefined) return bases.data?.length === 0 ? t('noBases') : t('none')
    return some.length === 1 ? first.name : t('several', { count: some.length })
  }

  function readyText(some: readonly KnowledgeBase[]): string {
    const ready = some.reduce((sum, base) => sum + base.readyCount, 0)
    const total = some.reduce((sum, base) => sum + base.documentCount, 0)
    if (total === 0) return t('empty')
    return ready === total ? t('ready') : t('readyOf', { ready, total })
  }
}

/** The bases, asked for again every two seconds while one of them is still being read. */
function useKnowledgeBases() {
  return useQuery(
    useTRPC().knowledge.list.queryOptions(undefined, {
      refetchInterval: ({ state }) => (state.data?.some((base) => base.liveCount > 0) === true ? 2_000 : false),
    }),
  )
}

/** Why nothing would be found in what is chosen, or not all that is in it; null when all of it can be. */
function useNotReadyReason(picked: readonly KnowledgeBase[]): string | null {
  const t = useTranslations('chat.knowledge')
  const tb = useTranslations('scope.base')
  const [first] = picked
  const live = picked.reduce((sum, base) => sum + base.liveCount, 0)
  if (first === undefined) return null
  if (picked.some((base) => base.readyCount > 0)) return live === 0 ? null : tb('stillReading', { live, total: picked.reduce((sum, base) => sum + base.documentCount, 0) })
  const names = picked.map((base) => base.name).join(', ')
  if (picked.some((base) => readinessOf(base) === 'reading')) return t('whyReading', { name: names })
  return picked.every((base) => readinessOf(base) === 'empty') ? t('whyEmpty', { name: names }) : t('whyFailed', { name: names })
}

import { useMutation, useQuery } from '@tanstack/react-query'
import { CornerDownRight } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useTRPC } from '@/components/api/trpc'
import { letGo, useRefresh } from '@/components/chat/useTurn'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { type Way, waysOf } from '@/components/reading/branchTree'
import { Dialog } from '@/components/ui/Dialog'
import { ErrorState } from '@/components/ui/ErrorState'
import { Skeleton } from '@/components/ui/Skeleton'

/** All branches of a conversation as a tree; a click shows one of them. */
export function BranchMap({ conversationId, isAnswering, onClose }: { conversationId: string; isAnswering: boolean; onClose: () => void }) {
  const t = useTranslations('reading.branches')
  const trpc = useTRPC()
  const translated = useServerSentence()
  const refresh = useRefresh()
  const nodes = useQuery(trpc.conversations.branches.queryOptions({ id: conversationId }, { staleTime: 0 }))
  const show = useMutation(
    trpc.conversations.showVersion.mutationOptions({
      onSuccess: () => {
        letGo(conversationId)
        onClose()
      },
      onSettled: () => refresh(conversationId),
    }),
  )
  return (
    <Dialog open onOpenChange={onClose} title={t('title')} description={isAnswering ? t('answering') : t('text')}>
      {show.error !== null && <ErrorState message={translated(show.error.message)} />}
      {nodes.error !== null && <ErrorState message={translated(nodes.error.message)} onRetry={() => void nodes.refetch()} />}
      {nodes.isPending && <Skeleton className="h-24 w-full" />}
      {nodes.data !== undefined && <Ways ways={waysOf(nodes.data)} isRoot isDisabled={isAnswering || show.isPending} onShow={(id) => show.mutate({ id })} />}
    </Dialog>
  )
}

interface WaysProps {
  ways: readonly Way[]
  isRoot?: boolean
  isDisabled: boolean
  onShow: (id: string) => void
}

function Ways({ ways, isRoot = false, isDisabled, onShow }: WaysProps) {
  const t = useTranslations('reading.branches')
  return (
    <ul className={isRoot ? '' : 'ml-2.5 border-l border-line pl-2'}>
      {ways.map((way) => (
        <li key={way.id}>
          <button
            type="button"
            disabled={isDisabled}
            aria-current={way.isShown ? 'true' : undefined}
            onClick={() => onShow(way.id)}
            className="group flex w-full items-center gap-1.5 rounded-control px-1.5 py-1 text-left hover:bg-ink/6 disabled:pointer-events-none aria-[current]:text-accent pointer-coarse:py-2.5"
          >
            <CornerDownRight aria-hidden className="size-3.5 shrink-0 stroke-[1.75] text-ink-muted group-aria-[current]:text-accent" />
            <span className="min-w-0 flex-1 truncate">{way.role === 'user' ? way.beginning : t('answer', { text: way.beginning })}</span>
            <span className="shrink-0 text-xs text-ink-muted tabular-nums">{t('length', { count: way.length })}</span>
          </button>
          {way.ways.length > 0 && <Ways ways={way.ways} isDisabled={isDisabled} onShow={onShow} />}
        </li>
      ))}
    </ul>
  )
}

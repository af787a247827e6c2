'use client'

import { Archive, FolderPlus, ListChecks, MessageCircleDashed, MoreHorizontal, Search } from 'lucide-react'
import Link from 'next/link'
import { useParams, useRouter } from 'next/navigation'
import { lazy, Suspense, useDeferredValue, useRef, useState } from 'react'
import { useNow, useTranslations } from 'use-intl'
import { ChosenBar } from '@/components/conversations/ChosenBar'
import { ConversationGroup } from '@/components/conversations/ConversationGroup'
import { useDropOf } from '@/components/conversations/dragged'
import { FolderList } from '@/components/conversations/FolderList'
import { groupByAge } from '@/components/conversations/groupByAge'
import { MoreRows } from '@/components/conversations/MoreRows'
import { useConversationList } from '@/components/conversations/useConversationList'
import { useConversations } from '@/components/conversations/useConversations'
import { usePlace } from '@/components/conversations/usePlace'
import { ErrorState } from '@/components/ui/ErrorState'
import { IconButton } from '@/components/ui/IconButton'
import { Input } from '@/components/ui/Input'
import { Menu } from '@/components/ui/Menu'
import { Skeleton } from '@/components/ui/Skeleton'
import { useDelayed } from '@/components/ui/useDelayed'

const SearchResults = lazy(() => import('@/components/search/SearchResults').then((module) => ({ default: module.SearchResults })))

/** The conversations of the sidebar: searched, or listed as pinned, in folders and by age. */
export function ConversationList() {
  const t = useTranslations('organise')
  const router = useRouter()
  const root = useRef<HTMLDivElement>(null)
  const { id: activeId } = useParams<{ id?: string }>()
  const [search, setSearch] = useState('')
  const wanted = useDeferredValue(search.trim())
  const { frame, open, chosen, begin, end } = useConversationList(root)
  return frame(
    <div
      ref={root}
      className="flex flex-col gap-2"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && chosen !== null && !event.defaultPrevented) end()
      }}
    >
      <div className="flex items-center gap-1">
        <div className="relative min-w-0 flex-1">
          <Search aria-hidden className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 stroke-[1.75] text-ink-muted" />
          <Input
            type="search"
            value={search}
            maxLength={200}
            aria-label={t('search.placeholder')}
            placeholder={t('search.placeholder')}
            className="pl-8!"
            onChange={(event) => setSearch(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') setSearch('')
            }}
          />
        </div>
        <Menu
          trigger={
            <IconButton label={t('list.actions')}>
              <MoreHorizontal />
            </IconButton>
          }
          items={[
            { label: t('list.newFolder'), icon: <FolderPlus />, onSelect: () => open({ kind: 'newFolder' }) },
            { label: t('list.select'), icon: <ListChecks />, onSelect: begin },
            { label: t('list.temporary'), icon: <MessageCircleDashed />, onSelect: () => router.push('/?temporary=1') },
            { label: t('list.archive'), icon: <Archive />, onSelect: () => router.push('/archive') },
          ]}
        />
      </div>
      <Suspense>{wanted === '' ? <Groups activeId={activeId} /> : <SearchResults search={wanted} />}</Suspense>
      {chosen !== null && <ChosenBar chosen={chosen} onEnd={end} />}
    </div>,
  )
}

function Groups({ activeId }: { activeId: string | undefined }) {
  const t = useTranslations('chat.conversations')
  const words = useTranslations('organise.list')
  const pinned = useConversations({ view: 'pinned' })
  const recent = useConversations({ view: 'recent' })
  const now = useNow({ updateInterval: 60_000 })
  const isLate = useDelayed(recent.isPending)
  const place = usePlace()
  const toPinned = useDropOf((ids) => place.mutate({ ids, isPinned: true }))
  const toRecent = useDropOf((ids) => place.mutate({ ids, isPinned: false, folderId: null }))
  return (
    <>
      <div {...toPinned.handlers} className={`rounded-control ${toPinned.isOver ? 'bg-accent/10 outline-1 outline-accent' : ''}`}>
        <ConversationGroup title={words('pinned')} items={pinned.items} activeId={activeId} />
        <MoreRows list={pinned} />
      </div>
      <FolderList activeId={activeId} />
      {isLate && <ListSkeleton />}
      {recent.error !== null && <ErrorState message={t('loadFailed')} onRetry={() => void recent.refetch()} />}
      {recent.isSuccess && recent.items.length === 0 && pinned.items.length === 0 && <p className="px-2 py-1 text-ink-muted">{t('empty')}</p>}
      <div {...toRecent.handlers} className={`flex flex-col gap-2 rounded-control ${toRecent.isOver ? 'bg-accent/10 outline-1 outline-accent' : ''}`}>
        {groupByAge(recent.items, now).map((group) => (
          <ConversationGroup key={group.age} title={t(group.age)} items={group.items} activeId={activeId} />
        ))}
        <MoreRows list={recent} />
      </div>
      <Link href="/archive" prefetch={false} className="flex h-8 items-center gap-2 rounded-control px-2 text-ink-muted transition-colors hover:bg-ink/5 hover:text-ink pointer-coarse:h-11">
        <Archive aria-hidden className="size-4 stroke-[1.75]" />
        {words('archive')}
      </Link>
    </>
  )
}

function ListSkeleton() {
  return (
    <div className="space-y-2 px-2 py-1">
      <Skeleton className="h-4 w-4/5" />
      <Skeleton className="h-4 w-3/5" />
      <Skeleton className="h-4 w-2/3" />
    </div>
  )
}

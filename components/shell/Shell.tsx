'use client'

import { Menu as MenuIcon, SquarePen } from 'lucide-react'
import Link from 'next/link'
import { type MouseEvent, type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Shortcuts } from '@/components/palette/Shortcuts'
import { forgetOthers } from '@/components/shell/forgetOthers'
import { keepCookie } from '@/components/shell/keepCookie'
import { OfflineNote } from '@/components/shell/OfflineNote'
import { Rail } from '@/components/shell/Rail'
import { type SidebarState, sidebarCookie } from '@/components/shell/sidebar'
import { Sidebar } from '@/components/shell/Sidebar'
import { useLastChat } from '@/components/shell/useLastChat'
import { Wordmark } from '@/components/shell/Wordmark'
import { buttonClass } from '@/components/ui/Button'
import { IconButton } from '@/components/ui/IconButton'
import { Sheet } from '@/components/ui/Sheet'
import { BalanceNote } from '@/components/usage/BalanceNote'

/**
 * The frame of every page behind the sign-in: the sidebar at the left, a rail of icons where it is hidden, a drawer on a phone.
 * The content area is as high as the rest of the window: a page may scroll in it, or fill it with its own scrolling parts.
 */
export function Shell({
  userId,
  username,
  isAdmin,
  sidebarAtFirst,
  conversations,
  children,
}: {
  userId: string
  username: string
  isAdmin: boolean
  sidebarAtFirst: SidebarState
  conversations: ReactNode
  children: ReactNode
}) {
  // Once, before any part of the page reads what is kept.
  useState(() => forgetOthers(userId))
  const t = useTranslations('shell')
  const chatHref = useLastChat()
  const [sidebar, setSidebar] = useState(sidebarAtFirst)
  const [isDrawerOpen, setIsDrawerOpen] = useState(false)

  const choose = (state: SidebarState) => {
    setSidebar(state)
    keepCookie(sidebarCookie, state)
  }
  const closeAfterLink = (event: MouseEvent) => {
    if (event.target instanceof Element && event.target.closest('a') !== null) setIsDrawerOpen(false)
  }

  return (
    <div className="flex h-dvh flex-col md:flex-row">
      <a
        href="#content"
        className="fixed top-2 left-2 z-50 -translate-y-20 rounded-control bg-accent px-3 py-2 text-on-accent focus-visible:translate-y-0"
      >
        {t('skipToContent')}
      </a>
      <header className="flex h-12 shrink-0 items-center gap-1 border-b border-line px-2 md:hidden">
        <IconButton label={t('nav.open')} aria-expanded={isDrawerOpen} onClick={() => setIsDrawerOpen(true)}>
          <MenuIcon />
        </IconButton>
        <Link href="/" className="flex h-10 items-center rounded-control px-1">
          <Wordmark />
        </Link>
        <span className="ml-auto">
          <BalanceNote />
        </span>
        <Link href="/" aria-label={t('nav.newChat')} className={`${buttonClass({ variant: 'ghost' })} w-10 px-0!`}>
          <SquarePen aria-hidden className="size-4 stroke-[1.75]" />
        </Link>
      </header>
      <aside className={`hidden shrink-0 border-r border-line bg-raised md:block ${sidebar === 'shown' ? 'w-66' : 'w-13'}`}>
        {sidebar === 'shown' ? (
          <Sidebar username={username} isAdmin={isAdmin} chatHref={chatHref} conversations={conversations} onHide={() => choose('hidden')} />
        ) : (
          <Rail username={username} isAdmin={isAdmin} chatHref={chatHref} onShow={() => choose('shown')} />
        )}
      </aside>
      <Sheet side="left" title="Parley" open={isDrawerOpen} onOpenChange={setIsDrawerOpen}>
        <div className="h-full" onClickCapture={closeAfterLink}>
          <Sidebar username={username} isAdmin={isAdmin} chatHref={chatHref} conversations={conversations} />
        </div>
      </Sheet>
      <Shortcuts onToggleSidebar={() => choose(sidebar === 'shown' ? 'hidden' : 'shown')} />
      <main id="content" tabIndex={-1} className="flex min-h-0 min-w-0 flex-1 flex-col overflow-y-auto outline-none">
        <OfflineNote />
        {children}
      </main>
    </div>
  )
}

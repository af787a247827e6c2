'use client'

import { PanelLeftClose, SquarePen } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { placesWith } from '@/components/shell/places'
import { UserMenu } from '@/components/shell/UserMenu'
import { Wordmark } from '@/components/shell/Wordmark'
import { buttonClass } from '@/components/ui/Button'
import { IconButton } from '@/components/ui/IconButton'
import { BalanceNote } from '@/components/usage/BalanceNote'

/** Where to go, what was said before, and who is signed in. Without `onHide` it has no head of its own, as in the drawer. */
export function Sidebar({
  username,
  isAdmin,
  chatHref,
  conversations,
  onHide,
}: {
  username: string
  isAdmin: boolean
  chatHref: string
  conversations: ReactNode
  onHide?: () => void
}) {
  const t = useTranslations('shell.nav')
  const path = usePathname()
  return (
    <div className="flex h-full flex-col">
      {onHide !== undefined && (
        <div className="flex h-12 shrink-0 items-center justify-between pr-2 pl-3">
          <Link href="/" className="rounded-control px-1">
            <Wordmark />
          </Link>
          <IconButton label={t('hide')} onClick={onHide}>
            <PanelLeftClose />
          </IconButton>
        </div>
      )}
      <nav aria-label={t('label')} className="flex flex-col gap-0.5 px-2 py-2">
        <Link href="/" className={`${buttonClass()} mb-2 justify-start! px-2!`}>
          <SquarePen aria-hidden className="size-4 stroke-[1.75] text-accent" />
          {t('newChat')}
        </Link>
        {placesWith(chatHref, isAdmin).map(({ key, href, icon: Icon, isHere, isRare }) => (
          <Link
            key={key}
            href={href}
            prefetch={isRare === true ? false : undefined}
            aria-current={isHere(path) ? 'page' : undefined}
            className="flex h-8 items-center gap-2 rounded-control px-2 text-ink-muted transition-colors hover:bg-ink/5 hover:text-ink aria-[current]:bg-ink/6 aria-[current]:font-medium aria-[current]:text-ink pointer-coarse:h-11"
          >
            <Icon aria-hidden className="size-4 stroke-[1.75]" />
            {t(key)}
          </Link>
        ))}
      </nav>
      <section aria-label={t('conversations')} className="min-h-0 flex-1 overflow-y-auto border-t border-line px-2 py-2">
        {conversations}
      </section>
      <div className="flex flex-col border-t border-line p-2">
        <BalanceNote />
        <UserMenu username={username} />
      </div>
    </div>
  )
}

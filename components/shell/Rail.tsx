'use client'

import { PanelLeftOpen, SquarePen } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'use-intl/react'
import { placesWith } from '@/components/shell/places'
import { UserMenu } from '@/components/shell/UserMenu'
import { IconButton } from '@/components/ui/IconButton'
import { Tooltip } from '@/components/ui/Tooltip'

const linkClass =
  'inline-flex size-9 items-center justify-center rounded-control text-ink-muted transition-colors hover:bg-ink/6 hover:text-ink aria-[current]:bg-ink/6 aria-[current]:text-ink [&_svg]:size-4 [&_svg]:stroke-[1.75]'

/** The hidden sidebar: the same places, as icons. */
export function Rail({ username, isAdmin, chatHref, onShow }: { username: string; isAdmin: boolean; chatHref: string; onShow: () => void }) {
  const t = useTranslations('shell.nav')
  const path = usePathname()
  return (
    <div className="flex h-full flex-col items-center gap-1 py-2">
      <IconButton label={t('show')} onClick={onShow} className="size-9!">
        <PanelLeftOpen />
      </IconButton>
      <nav aria-label={t('label')} className="flex flex-col gap-1">
        <Tooltip label={t('newChat')}>
          <Link href="/" aria-label={t('newChat')} className={linkClass}>
            <SquarePen aria-hidden />
          </Link>
        </Tooltip>
        {placesWith(chatHref, isAdmin).map(({ key, href, icon: Icon, isHere, isRare }) => (
          <Tooltip key={key} label={t(key)}>
            <Link href={href} prefetch={isRare === true ? false : undefined} aria-label={t(key)} aria-current={isHere(path) ? 'page' : undefined} className={linkClass}>
              <Icon aria-hidden />
            </Link>
          </Tooltip>
        ))}
      </nav>
      <div className="mt-auto">
        <UserMenu username={username} isCompact />
      </div>
    </div>
  )
}

'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'use-intl/react'
import { showInRow } from '@/components/shell/showInRow'

const places = ['profile', 'security', 'keys', 'models', 'usage', 'data', 'team'] as const

/** The sections of the settings: a list at the left, a row to push along on a phone. */
export function SettingsNav() {
  const t = useTranslations('account.nav')
  const path = usePathname()
  return (
    <nav aria-label={t('label')} className="-mx-4 mb-5 flex gap-1 overflow-x-auto px-4 pb-2 [scrollbar-width:none] md:sticky md:top-6 md:mx-0 md:mb-0 md:flex-col md:self-start md:px-0">
      {places.map((place) => (
        <Link
          key={place}
          ref={path === `/settings/${place}` || path.startsWith(`/settings/${place}/`) ? showInRow : undefined}
          href={`/settings/${place}`}
          aria-current={path === `/settings/${place}` ? 'page' : path.startsWith(`/settings/${place}/`) ? 'true' : undefined}
          className="shrink-0 rounded-control px-2.5 py-1.5 text-ink-muted transition-colors hover:bg-ink/5 hover:text-ink aria-[current]:bg-ink/6 aria-[current]:font-medium aria-[current]:text-ink pointer-coarse:py-2.5"
        >
          {t(place)}
        </Link>
      ))}
    </nav>
  )
}

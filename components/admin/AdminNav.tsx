'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'use-intl/react'
import { showInRow } from '@/components/shell/showInRow'

const places = ['state', 'users', 'invitations', 'models', 'tools', 'usage', 'audit', 'settings'] as const

const hrefOf = (place: (typeof places)[number]): string => (place === 'state' ? '/admin' : `/admin/${place}`)

/** The pages of administration, side by side. */
export function AdminNav() {
  const t = useTranslations('admin.nav')
  const path = usePathname()
  return (
    <nav aria-label={t('label')} className="mb-5 flex gap-4 overflow-x-auto shadow-[inset_0_-1px_var(--line)] [scrollbar-width:none]">
      {places.map((place) => (
        <Link
          key={place}
          ref={path === hrefOf(place) ? showInRow : undefined}
          href={hrefOf(place)}
          aria-current={path === hrefOf(place) ? 'page' : undefined}
          className="shrink-0 border-b-2 border-transparent py-2 text-ink-muted transition-colors hover:text-ink aria-[current]:border-accent aria-[current]:font-medium aria-[current]:text-ink pointer-coarse:py-3"
        >
          {t(place)}
        </Link>
      ))}
    </nav>
  )
}

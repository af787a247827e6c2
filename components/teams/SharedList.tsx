'use client'

import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import type { RouterOutputs } from '@/server/router'

const pathOf = { knowledgeBase: '/knowledge', assistant: '/assistants' } as const

/** What is shared with a team, by whom, and what its members may do. */
export function SharedList({ shared }: { shared: RouterOutputs['teams']['get']['shared'] }) {
  const t = useTranslations('teams.shared')
  if (shared.length === 0) return <p className="text-ink-muted">{t('none')}</p>
  return (
    <ul className="divide-y divide-line border-y border-line">
      {shared.map(({ kind, id, name, ownerName, access }) => (
        <li key={id} className="relative flex min-h-10 flex-wrap items-center gap-x-3 py-1.5 transition-colors hover:bg-raised">
          <Link href={`${pathOf[kind]}/${id}`} className="min-w-40 flex-1 truncate font-medium after:absolute after:inset-0">
            {name}
          </Link>
          <span className="text-ink-muted">{t('by', { name: ownerName })}</span>
          <span className="text-ink-muted">{t(access)}</span>
        </li>
      ))}
    </ul>
  )
}

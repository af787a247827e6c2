'use client'

import { Users } from 'lucide-react'
import { useTranslations } from 'use-intl/react'
import type { Sharing } from '@/server/teams/schema'

/** With which team something is shared, and by whom when it is somebody else's; nothing for what is one's own alone. */
export function SharedBadge({ sharing: { ownerName, team } }: { sharing: Sharing }) {
  const t = useTranslations('teams.shared')
  if (team === null) return null
  return (
    <span className="inline-flex min-w-0 items-center gap-1 text-xs text-ink-muted">
      <Users aria-hidden className="size-3.5 shrink-0 stroke-[1.75]" />
      <span className="truncate">{ownerName === null ? t('own', { team: team.name }) : t('badge', { name: ownerName, team: team.name })}</span>
    </span>
  )
}

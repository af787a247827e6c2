'use client'

import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { SharingField } from '@/components/teams/SharingField'
import { useTeamMutation } from '@/components/teams/useTeamMutation'
import { toast } from '@/components/ui/toast'
import type { Sharing } from '@/server/teams/schema'

/** With whom a knowledge base is shared. */
export function ShareBase({ base: { id, sharing } }: { base: { id: string; sharing: Sharing } }) {
  const t = useTranslations('teams.sharing')
  const after = useTeamMutation()
  const share = useMutation(useTRPC().knowledge.share.mutationOptions({ ...after, onSuccess: () => toast(t('saved')) }))
  return <SharingField sharing={sharing} isPending={share.isPending} onShare={(team) => share.mutate({ id, team })} />
}

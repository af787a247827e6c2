'use client'

import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { SharingField } from '@/components/teams/SharingField'
import { useTeamMutation } from '@/components/teams/useTeamMutation'
import { toast } from '@/components/ui/toast'
import type { Sharing } from '@/server/teams/schema'

/** With whom an assistant is shared. */
export function ShareAssistant({ assistant: { id, sharing, knowledgeBaseIds } }: { assistant: { id: string; sharing: Sharing; knowledgeBaseIds: readonly string[] } }) {
  const t = useTranslations('teams.sharing')
  const after = useTeamMutation()
  const share = useMutation(useTRPC().assistants.share.mutationOptions({ ...after, onSuccess: () => toast(t('saved')) }))
  return <SharingField sharing={sharing} note={knowledgeBaseIds.length === 0 ? undefined : t('privateBases')} isPending={share.isPending} onShare={(team) => share.mutate({ id, team })} />
}

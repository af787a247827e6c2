'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { toast } from '@/components/ui/toast'
import type { RouterOutputs } from '@/server/router'

/** Says what became of something that was added, and has the list of documents asked again. */
export function useAdded(): (document: RouterOutputs['documents']['get']) => void {
  const t = useTranslations('knowledge.add')
  const trpc = useTRPC()
  const queries = useQueryClient()
  return ({ name, state }) => {
    void queries.invalidateQueries(trpc.documents.list.pathFilter())
    // What is there already and has not changed stays as it is.
    toast(state === 'ready' ? t('unchanged', { name }) : t('added', { name }))
  }
}

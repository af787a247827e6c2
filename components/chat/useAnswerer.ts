import { useTranslations } from 'use-intl'
import type { Message } from '@/components/chat/turnStream'
import { builtinChatModelId } from '@/server/models/facts'

/** Who wrote an answer: its agent, else its model; null where that is not known. An assistant's words for finding nothing are nobody's. */
export function useAnswerer({ activity, modelId }: Pick<Message, 'activity' | 'modelId'>): string | null {
  const t = useTranslations('chat')
  if (activity?.isModelAsked === false) return t('status.noModel')
  if (activity?.agent != null) return activity.agent
  if (modelId === null) return null
  return modelId === builtinChatModelId ? t('model.builtin') : modelId.slice(modelId.indexOf('/') + 1)
}

'use client'

import { useTranslations } from 'use-intl/react'
import { builtinChatModelId } from '@/server/models/facts'
import type { ChatModel } from '@/server/models/schema'

/** The models that can answer now, the default first. */
export function ChatModels({ models }: { models: readonly ChatModel[] }) {
  const t = useTranslations('shell.settings.models')
  const isBuiltinAlone = models.every((model) => model.id === builtinChatModelId)
  return (
    <div>
      <h2 className="font-medium">{t('chat')}</h2>
      <ul className="mt-1 divide-y divide-line">
        {models.map((model, place) => (
          <li key={model.id} className="flex flex-wrap items-baseline gap-x-3 py-2">
            <span className="min-w-0 break-all">{model.id === builtinChatModelId ? t('builtinName') : model.name}</span>
            {place === 0 && <span className="text-accent">{t('default')}</span>}
            <span className="ml-auto text-ink-muted">{model.provider}</span>
          </li>
        ))}
      </ul>
      {isBuiltinAlone && <p className="mt-1 text-ink-muted">{t('builtinText')}</p>}
    </div>
  )
}

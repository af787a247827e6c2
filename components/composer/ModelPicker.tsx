import { useQuery } from '@tanstack/react-query'
import { Check, Cpu } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useTRPC } from '@/components/api/trpc'
import { chipClass } from '@/components/composer/chip'
import { usePrice } from '@/components/models/usePrice'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { closeMenu, MenuBox, MenuButton } from '@/components/ui/MenuBox'
import { builtinChatModelId } from '@/server/models/facts'
import type { ChatModel } from '@/server/models/schema'

/** Which model answers. Without a configured one it says plainly that passages are quoted, and by whom the answer is not written. */
export function ModelPicker({ chosen, onChoose }: { chosen: string | null; onChoose: (modelId: string) => void }) {
  const t = useTranslations('chat.model')
  const priceWords = useTranslations('models.price')
  const price = usePrice()
  const translated = useServerSentence()
  const models = useQuery(useTRPC().models.overview.queryOptions(undefined, { staleTime: 60_000 }))
  const [fallback] = models.data?.chat ?? []
  const current = models.data?.chat.find((model) => model.id === chosen) ?? fallback
  if (models.data === undefined || current === undefined) return null

  /** Who serves it, how much it can be sent, and what it costs; a price of nothing is not worth a word. */
  const factsOf = ({ provider, contextTokens, paidBy, ...prices }: ChatModel): string => {
    const isFree = prices.inputMicrosPerMillion === 0 && prices.outputMicrosPerMillion === 0
    const cost = paidBy === 'own' ? [priceWords('own')] : isFree ? [] : [price.sentence(prices)]
    return [provider, t('context', { count: contextTokens }), ...cost].join(' · ')
  }
  const nameOf = (model: { id: string; name: string }): string => (model.id === builtinChatModelId ? t('builtin') : model.name)
  return (
    <MenuBox
      side="top"
      align="start"
      className="max-h-96 w-80 overflow-y-auto"
      trigger={
        <button type="button" className={`${chipClass} max-w-[30%]! shrink-0`} aria-label={`${t('label')}: ${nameOf(current)}`}>
          <Cpu aria-hidden />
          <span className="truncate">{nameOf(current)}</span>
        </button>
      }
    >
      {models.data.chat.map((model) => (
        <MenuButton
          key={model.id}
          role="menuitemradio"
          aria-checked={model.id === current.id}
          className="items-start!"
          onClick={(event) => {
            closeMenu(event.currentTarget)
            onChoose(model.id)
          }}
        >
          <span className="min-w-0 flex-1">
            <span className="block truncate">{nameOf(model)}</span>
            <span className="block text-xs break-words text-ink-muted">{model.id === builtinChatModelId ? t('builtinHint') : factsOf(model)}</span>
          </span>
          {model.id === current.id && <Check aria-hidden className="mt-0.5 text-accent" />}
        </MenuButton>
      ))}
      {models.data.problems.map((problem) => (
        <p key={problem} className="px-2 py-1.5 text-xs text-warn">
          {translated(problem)}
        </p>
      ))}
    </MenuBox>
  )
}

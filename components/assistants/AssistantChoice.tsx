import { useQuery } from '@tanstack/react-query'
import { Bot, Check, ChevronDown } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'use-intl'
import { useTRPC } from '@/components/api/trpc'
import { AssistantFace } from '@/components/assistants/AssistantFace'
import { VariableForm } from '@/components/assistants/VariableForm'
import { chipClass } from '@/components/composer/chip'
import { ErrorState } from '@/components/ui/ErrorState'
import { closeMenu, MenuBox, MenuButton, menuItemClass } from '@/components/ui/MenuBox'
import type { RouterOutputs } from '@/server/router'

export type ChosenAssistant = RouterOutputs['assistants']['list'][number]

export interface AssistantChoiceProps {
  chosenId: string | null
  onChoose: (assistant: ChosenAssistant | null) => void
  variables: Readonly<Record<string, string>>
  onFill: (variables: Record<string, string>) => void
}

/** Whom a new chat is with, what that one says first, and what it needs to know. Nothing while there are no assistants. */
export function AssistantChoice({ chosenId, onChoose, variables, onFill }: AssistantChoiceProps) {
  const t = useTranslations('assistants.choose')
  const assistants = useQuery(useTRPC().assistants.list.queryOptions())
  const chosen = assistants.data?.find(({ id }) => id === chosenId)
  const isGone = chosenId !== null && assistants.data !== undefined && chosen === undefined
  if (assistants.data === undefined || (assistants.data.length === 0 && !isGone)) return null
  return (
    <section aria-label={t('label')} className="flex flex-col gap-3">
      {isGone && <ErrorState message={t('gone')} />}
      <MenuBox
        align="start"
        className="max-h-80 w-72 overflow-y-auto"
        trigger={
          <button type="button" className={`${chipClass} -ml-2 self-start`} aria-label={`${t('label')}: ${chosen?.name ?? t('nobody')}`}>
            {chosen === undefined ? <Bot aria-hidden /> : <AssistantFace name={chosen.name} avatar={chosen.avatar} size="sm" />}
            <span className="truncate">{chosen?.name ?? t('nobody')}</span>
            <ChevronDown aria-hidden />
          </button>
        }
      >
        {[null, ...assistants.data].map((assistant) => (
          <MenuButton
            key={assistant?.id ?? ''}
            role="menuitemradio"
            aria-checked={assistant === (chosen ?? null)}
            onClick={(event) => {
              closeMenu(event.currentTarget)
              onChoose(assistant)
            }}
          >
            {assistant === null ? <Bot aria-hidden className="mx-0.5" /> : <AssistantFace name={assistant.name} avatar={assistant.avatar} size="sm" />}
            <span className="min-w-0 flex-1 truncate">{assistant?.name ?? t('nobody')}</span>
            {assistant === (chosen ?? null) && <Check aria-hidden className="text-accent" />}
          </MenuButton>
        ))}
        <Link href="/assistants" role="menuitem" tabIndex={-1} className={`${menuItemClass} text-accent`}>
          {t('manage')}
        </Link>
      </MenuBox>
      {chosen !== undefined && chosen.description !== '' && <p className="text-ink-muted">{chosen.description}</p>}
      {chosen !== undefined && chosen.opener !== '' && <p className="text-answer whitespace-pre-wrap">{chosen.opener}</p>}
      {chosen !== undefined && chosen.variables.length > 0 && <VariableForm variables={chosen.variables} values={variables} onFill={onFill} />}
    </section>
  )
}

import { useQuery } from '@tanstack/react-query'
import { ScrollText } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useTRPC } from '@/components/api/trpc'
import { AssistantFace } from '@/components/assistants/AssistantFace'
import { InstructDialog } from '@/components/assistants/InstructDialog'
import { Button } from '@/components/ui/Button'
import type { RouterOutputs } from '@/server/router'

type Conversation = Pick<RouterOutputs['conversations']['get'], 'id' | 'assistantId' | 'systemPrompt'>

/** Above the messages: whom the chat is with, and the instructions that it has of its own. */
export function ChatAssistant({ conversation }: { conversation: Conversation }) {
  const t = useTranslations('assistants.chat')
  const [isOpen, setIsOpen] = useState(false)
  const { assistantId, systemPrompt } = conversation
  const assistants = useQuery(useTRPC().assistants.list.queryOptions())
  const assistant = assistants.data?.find(({ id }) => id === assistantId)
  return (
    <div className="flex min-h-10 shrink-0 items-center gap-2 border-b border-line px-4">
      {assistant !== undefined && (
        <Link href={`/assistants/${assistant.id}`} className="flex min-w-0 items-center gap-2 rounded-control font-medium hover:underline">
          <AssistantFace name={assistant.name} avatar={assistant.avatar} size="sm" />
          <span className="truncate">{assistant.name}</span>
        </Link>
      )}
      <span className="flex-1" />
      <Button size="sm" variant="ghost" onClick={() => setIsOpen(true)}>
        <ScrollText aria-hidden className="size-3.5 stroke-[1.75]" />
        {systemPrompt === null ? t('instruct') : t('instructed')}
      </Button>
      {isOpen && <InstructDialog conversation={conversation} onClose={() => setIsOpen(false)} />}
    </div>
  )
}

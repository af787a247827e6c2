'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { MessageSquare, Trash2 } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useEffect, useMemo, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { AgentFields } from '@/components/assistants/AgentFields'
import { AssistantChats } from '@/components/assistants/AssistantChats'
import { AssistantFace } from '@/components/assistants/AssistantFace'
import { BasicFields } from '@/components/assistants/BasicFields'
import { DeleteAssistantDialog } from '@/components/assistants/DeleteAssistantDialog'
import { type Assistant, changesOf, type Draft, draftOf } from '@/components/assistants/draft'
import { keepChanges, keptChanges } from '@/components/assistants/keptChanges'
import { InstructionFields } from '@/components/assistants/InstructionFields'
import { ModelFields } from '@/components/assistants/ModelFields'
import { PromptVersions } from '@/components/assistants/PromptVersions'
import { ShareAssistant } from '@/components/teams/ShareAssistant'
import { SharedBadge } from '@/components/teams/SharedBadge'
import { Button, buttonClass } from '@/components/ui/Button'
import { ErrorState } from '@/components/ui/ErrorState'
import { IconButton } from '@/components/ui/IconButton'
import { Tabs } from '@/components/ui/Tabs'
import { toast } from '@/components/ui/toast'

/** Everything about an assistant in one draft, which is kept through its tabs, and until it is saved at once. What others save meanwhile shows where it was not changed here. */
export function AssistantEditor({ saved }: { saved: Assistant }) {
  const t = useTranslations('assistants')
  const teams = useTranslations('teams')
  const { may } = saved.sharing
  const router = useRouter()
  const [changed, setChanged] = useState(() => keptChanges(saved.id))
  const draft = useMemo<Draft>(() => ({ ...draftOf(saved), ...changed }), [saved, changed])
  const [isDeleting, setIsDeleting] = useState(false)
  const save = useSave()
  const changes = changesOf(saved, draft)
  const hasChanges = changes !== null
  useEffect(() => keepChanges(saved.id, hasChanges ? changed : null), [saved.id, changed, hasChanges])
  const change = (part: Partial<Draft>) => {
    save.reset()
    setChanged((before) => ({ ...before, ...part }))
  }
  const reset = () => {
    save.reset()
    setChanged({})
  }
  return (
    <>
      <header className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-2">
        <AssistantFace name={draft.name} avatar={draft.avatar} size="lg" />
        <h1 className="min-w-0 flex-1 basis-24 wrap-anywhere">{saved.name}</h1>
        <Link href={`/?assistant=${saved.id}`} className={buttonClass()}>
          <MessageSquare aria-hidden className="size-4 stroke-[1.75]" />
          {t('list.try')}
        </Link>
        {may === 'manage' && (
          <IconButton label={t('list.delete')} onClick={() => setIsDeleting(true)}>
            <Trash2 />
          </IconButton>
        )}
      </header>
      <SharedBadge sharing={saved.sharing} />
      {may === 'read' && <p className="text-ink-muted">{teams('readOnly')}</p>}
      <form
        className="mt-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (changes !== null && !save.isPending) save.mutate(changes, { onSuccess: reset })
        }}
      >
        <Tabs
          label={t('views.label')}
          tabs={[
            { value: 'basic', label: t('views.basic'), content: <BasicFields draft={draft} onChange={change} /> },
            { value: 'instructions', label: t('views.instructions'), content: <InstructionFields draft={draft} onChange={change} /> },
            { value: 'model', label: t('views.model'), content: <ModelFields draft={draft} onChange={change} /> },
            { value: 'versions', label: t('views.versions'), content: <PromptVersions assistant={saved} onRestored={reset} /> },
            { value: 'agent', label: t('views.agent'), content: <AgentFields draft={draft} onChange={change} /> },
            ...(may === 'manage' ? [{ value: 'sharing', label: teams('sharing.title'), content: <ShareAssistant assistant={saved} /> }] : []),
            { value: 'chats', label: t('views.chats'), content: <AssistantChats id={saved.id} /> },
          ]}
        />
        {save.error && (
          <div className="mt-4">
            <ErrorState message={save.error.message} />
          </div>
        )}
        {changes !== null && may !== 'read' && (
          <div className="sticky bottom-0 mt-6 flex justify-end gap-2 border-t border-line bg-ground py-3">
            <Button onClick={reset}>{t('discard')}</Button>
            <Button variant="primary" type="submit" disabled={save.isPending}>
              {t('save')}
            </Button>
          </div>
        )}
      </form>
      {isDeleting && <DeleteAssistantDialog assistant={saved} onClose={() => setIsDeleting(false)} onDeleted={() => router.replace('/assistants')} />}
    </>
  )
}

function useSave() {
  const t = useTranslations('assistants')
  const trpc = useTRPC()
  const queries = useQueryClient()
  return useMutation(
    trpc.assistants.update.mutationOptions({
      onSuccess: (assistant) => {
        queries.setQueryData(trpc.assistants.get.queryKey({ id: assistant.id }), assistant)
        void queries.invalidateQueries(trpc.assistants.list.pathFilter())
        void queries.invalidateQueries(trpc.assistants.prompts.list.queryFilter({ id: assistant.id }))
        toast(t('saved'))
      },
    }),
  )
}

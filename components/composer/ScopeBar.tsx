import { useQuery } from '@tanstack/react-query'
import { memo } from 'react'
import { useTRPC } from '@/components/api/trpc'
import { AttachButton } from '@/components/composer/AttachButton'
import type { Choice } from '@/components/composer/choice'
import { InternetToggle } from '@/components/composer/InternetToggle'
import { KnowledgePicker } from '@/components/composer/KnowledgePicker'
import { ModelPicker } from '@/components/composer/ModelPicker'

/** What a question carries, what is searched for it, and who answers. The text of the question is nothing to it. */
export const ScopeBar = memo(function ScopeBar({ choice, isOverruled, onChoose, onFiles }: { choice: Choice; isOverruled: boolean; onChoose: (choice: Choice) => void; onFiles: (files: File[]) => void }) {
  const models = useQuery(useTRPC().models.overview.queryOptions(undefined, { staleTime: 60_000 }))
  return (
    <>
      <AttachButton onFiles={onFiles} />
      <KnowledgePicker
        chosen={choice.knowledgeBaseIds}
        isOverruled={isOverruled}
        onChoose={(knowledgeBaseIds) => onChoose({ ...choice, knowledgeBaseIds })}
        mayRewrite={choice.rewrite ?? true}
        onRewrite={(rewrite) => onChoose({ ...choice, rewrite })}
      />
      {models.data?.canSearchWeb === true && <InternetToggle isOn={choice.searchesWeb ?? false} onChange={(searchesWeb) => onChoose({ ...choice, searchesWeb })} />}
      <ModelPicker chosen={choice.modelId} onChoose={(modelId) => onChoose({ ...choice, modelId })} />
    </>
  )
})

import { useQuery } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { parsed } from '@/components/api/json'
import { useTRPC } from '@/components/api/trpc'
import { type Choice, choiceFrom, firstChoice, habitOf } from '@/components/composer/choice'

const lastChoiceKey = 'parley.lastChoice'

/**
 * What the next question of a conversation is sent with: what was chosen on this page, else what the conversation has, else (in a new
 * chat) what was used last. Undefined until it is known.
 */
export function useChoice(saved: Choice | null): [Choice | undefined, (choice: Choice) => void] {
  const bases = useQuery(useTRPC().knowledge.list.queryOptions())
  const [chosen, setChosen] = useState<Choice | null>(null)
  const choose = useCallback((choice: Choice) => {
    setChosen(choice)
    localStorage.setItem(lastChoiceKey, JSON.stringify(choice))
  }, [])

  if (chosen !== null) return [chosen, choose]
  if (saved !== null) return [{ knowledgeBaseIds: saved.knowledgeBaseIds, modelId: saved.modelId, searchesWeb: saved.searchesWeb ?? false, ...habitOf(lastChoice()) }, choose]
  return [bases.data === undefined ? undefined : firstChoice(lastChoice(), bases.data), choose]
}

function lastChoice(): Choice | null {
  return choiceFrom(parsed(localStorage.getItem(lastChoiceKey) ?? ''))
}

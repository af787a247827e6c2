import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import { isRecord, isText, parsed } from '@/components/api/json'
import { type Trigger, triggerAt } from '@/components/composer/trigger'
import { useDraft } from '@/components/composer/useDraft'
import type { Question } from '@/server/chat/schema'

/** A base or a document that is named in a question: it alone is searched for it. */
export interface Named {
  readonly kind: 'base' | 'document'
  readonly id: string
  readonly name: string
  /** Itself, or that of the document. */
  readonly baseId: string
}

/** Takes a key that the open list of names has a use for. */
export type TakeKey = (key: string) => boolean

const maxNamed = 20

const isNamed = (value: unknown): value is Named => isRecord(value) && (value['kind'] === 'base' || value['kind'] === 'document') && [value['id'], value['name'], value['baseId']].every(isText)

function namedIn(kept: string): readonly Named[] {
  const list = parsed(kept)
  return Array.isArray(list) ? list.filter(isNamed).slice(0, maxNamed) : []
}

/** What is named with `#` in the question that is being written; kept with its words. */
export function useNaming(conversationId: string | null, setText: (text: string) => void) {
  const [kept, keep] = useDraft(conversationId, 'named')
  const named = useMemo(() => namedIn(kept), [kept])
  const setNamed = (list: readonly Named[]): void => keep(list.length === 0 ? '' : JSON.stringify(list.map(({ kind, id, name, baseId }) => ({ kind, id, name, baseId }))))
  const [trigger, setTrigger] = useState<Trigger | null>(null)
  /** The place of a `#` that was meant as a sign. */
  const [dismissed, setDismissed] = useState<number | null>(null)
  const takeKey = useRef<TakeKey | null>(null)
  const open = trigger === null || trigger.start === dismissed ? null : trigger

  return {
    named,
    trigger: open,
    listen: (take: TakeKey | null): void => {
      takeKey.current = take
    },
    /** To be called when the text or the place of the cursor changed. */
    look: (field: HTMLTextAreaElement) => {
      const found = field.selectionStart === field.selectionEnd ? triggerAt(field.value, field.selectionStart) : null
      setTrigger(found)
      if (found?.start !== dismissed) setDismissed(null)
    },
    /** @returns whether the key was the list's. */
    onKey: (event: KeyboardEvent): boolean => {
      if (open === null || event.ctrlKey || event.metaKey || event.altKey) return false
      if (event.key === 'Escape') setDismissed(open.start)
      else if (takeKey.current?.(event.key) !== true) return false
      event.preventDefault()
      return true
    },
    choose: (one: Named, field: HTMLTextAreaElement | null) => {
      if (named.length < maxNamed && !named.some(({ id }) => id === one.id)) setNamed([...named, one])
      setTrigger(null)
      if (field === null || open === null) return
      // The field first, so that the cursor stays where it is.
      field.setRangeText('', open.start, open.end, 'end')
      setText(field.value)
      field.focus()
    },
    remove: (id: string) => setNamed(named.filter((one) => one.id !== id)),
    close: () => setTrigger(null),
    clear: () => setNamed([]),
    /** As a question says it. */
    only: named.length === 0 ? undefined : onlyOf(named),
  }
}

function onlyOf(named: readonly Named[]): NonNullable<Question['only']> {
  const idsOf = (wanted: Named['kind']): string[] => named.flatMap(({ kind, id }) => (kind === wanted ? [id] : []))
  return { knowledgeBaseIds: idsOf('base'), documentIds: idsOf('document') }
}

'use client'

import { useQueries } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { type SubmitEvent, useId, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import type { TestQuestion } from '@/components/evaluation/measured'
import { useQuestionActions } from '@/components/evaluation/useQuestions'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { PassageFinder } from '@/components/lab/expected/PassageFinder'
import { Button } from '@/components/ui/Button'
import { Dialog } from '@/components/ui/Dialog'
import { Field } from '@/components/ui/Field'
import { IconButton } from '@/components/ui/IconButton'
import { Textarea } from '@/components/ui/Textarea'

/** A question as it is proposed, with the ids of the chunks that answer it. */
export interface QuestionDraft {
  readonly question: string
  readonly expected: readonly string[]
}

/** Writes a test question, or changes one: its words, and the passages that answer it. */
export function QuestionDialog({ baseId, known, draft, onClose }: { baseId: string; known?: TestQuestion; draft?: QuestionDraft; onClose: () => void }) {
  const t = useTranslations('lab.tests')
  const save = useTranslations('lab.save')
  const translated = useServerSentence()
  const trpc = useTRPC()
  const form = useId()
  const [text, setText] = useState(known?.question ?? draft?.question ?? '')
  const [kept, setKept] = useState(known?.expected ?? [])
  const [added, setAdded] = useState<readonly string[]>(draft?.expected ?? [])
  const chunks = useQueries({ queries: added.map((id) => trpc.chunks.get.queryOptions({ id }, { staleTime: 60_000 })) })
  const { create, update } = useQuestionActions()
  const toggle = (chunkId: string) => setAdded(added.includes(chunkId) ? added.filter((id) => id !== chunkId) : [...added, chunkId])
  const count = kept.length + added.length
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const expected = [...kept.map(({ id }) => ({ expectedId: id })), ...added.map((chunkId) => ({ chunkId }))]
    if (known === undefined) create.mutate({ knowledgeBaseId: baseId, question: text, expected }, { onSuccess: onClose })
    else update.mutate({ id: known.id, question: text, expected }, { onSuccess: onClose })
  }
  const error = create.error ?? update.error
  return (
    <Dialog
      open
      isSticky
      onOpenChange={onClose}
      title={t(known === undefined ? 'addTitle' : 'editTitle')}
      description={known === undefined ? t('addText') : undefined}
      footer={
        <Button variant="primary" type="submit" form={form} disabled={create.isPending || update.isPending || text.trim() === '' || count === 0}>
          {t('saveQuestion')}
        </Button>
      }
    >
      <form id={form} onSubmit={submit} className="flex flex-col gap-3">
        <Field label={t('question')}>{(control) => <Textarea {...control} rows={2} value={text} maxLength={4_000} onChange={(event) => setText(event.target.value)} />}</Field>
        <div>
          <p className="font-medium">{save('expected')}</p>
          <ul className="divide-y divide-line">
            {kept.map((passage) => (
              <Passage key={passage.id} text={`${passage.documentName}${passage.isGone ? ` (${t('goneMark')})` : ''}: ${passage.text}`} onRemove={() => setKept(kept.filter(({ id }) => id !== passage.id))} />
            ))}
            {added.map((id, at) => (
              <Passage key={id} text={chunks[at]?.data?.text ?? '…'} onRemove={() => toggle(id)} />
            ))}
          </ul>
          {count === 0 && <p className="text-ink-muted">{known === undefined ? save('none') : t('keepOne')}</p>}
        </div>
        {error && <p className="text-danger">{translated(error.message)}</p>}
      </form>
      <PassageFinder baseId={baseId} indexId={null} expected={added} onExpect={toggle} />
    </Dialog>
  )
}

function Passage({ text, onRemove }: { text: string; onRemove: () => void }) {
  const t = useTranslations('lab.expected')
  return (
    <li className="flex items-start gap-2 py-1.5">
      <p className="line-clamp-2 min-w-0 flex-1 wrap-anywhere">{text}</p>
      <IconButton label={t('remove')} className="-my-1" onClick={onRemove}>
        <X />
      </IconButton>
    </li>
  )
}

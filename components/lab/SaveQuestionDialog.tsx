'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useId, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { Button } from '@/components/ui/Button'
import { Checkbox } from '@/components/ui/Checkbox'
import { Dialog } from '@/components/ui/Dialog'
import { Field } from '@/components/ui/Field'
import { Textarea } from '@/components/ui/Textarea'
import { toast } from '@/components/ui/toast'

export interface Candidate {
  readonly chunkId: string
  readonly label: string
}

/** Keeps a question with the passages that answer it. */
export function SaveQuestionDialog({ baseId, question, candidates, expected, onClose }: { baseId: string; question: string; candidates: readonly Candidate[]; expected: readonly string[]; onClose: () => void }) {
  const t = useTranslations('lab.save')
  const translated = useServerSentence()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const form = useId()
  const [text, setText] = useState(question)
  const [chosen, setChosen] = useState<readonly string[]>(expected)
  const save = useMutation(
    trpc.evaluation.questions.create.mutationOptions({
      onSuccess: () => {
        toast(t('saved'))
        void queries.invalidateQueries(trpc.evaluation.questions.pathFilter())
        onClose()
      },
    }),
  )
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    save.mutate({ knowledgeBaseId: baseId, question: text, expected: chosen.map((chunkId) => ({ chunkId })) })
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('title')}
      description={t('text')}
      footer={
        <Button variant="primary" type="submit" form={form} disabled={save.isPending || text.trim() === '' || chosen.length === 0}>
          {t('submit')}
        </Button>
      }
    >
      <form id={form} onSubmit={submit} className="flex flex-col gap-3">
        <Field label={t('question')}>{(control) => <Textarea {...control} rows={2} value={text} maxLength={4_000} onChange={(event) => setText(event.target.value)} />}</Field>
        <fieldset>
          <legend className="mb-1 font-medium">{t('expected')}</legend>
          {candidates.length === 0 && <p className="text-ink-muted">{t('empty')}</p>}
          {candidates.map(({ chunkId, label }) => (
            <Checkbox key={chunkId} label={label} className="w-full py-1 [&>span]:line-clamp-2" checked={chosen.includes(chunkId)} onChange={(event) => setChosen(event.target.checked ? [...chosen, chunkId] : chosen.filter((id) => id !== chunkId))} />
          ))}
          {candidates.length > 0 && chosen.length === 0 && <p className="text-ink-muted">{t('none')}</p>}
        </fieldset>
        {save.error && <p className="text-danger">{translated(save.error.message)}</p>}
      </form>
    </Dialog>
  )
}

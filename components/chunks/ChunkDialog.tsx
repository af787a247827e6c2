'use client'

import { type SubmitEvent, useId, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { ListedChunk } from '@/components/chunks/ChunkItem'
import { PassageHistory } from '@/components/chunks/PassageHistory'
import { useChunkActions } from '@/components/chunks/useChunkActions'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { Button } from '@/components/ui/Button'
import { Dialog } from '@/components/ui/Dialog'
import { Field } from '@/components/ui/Field'
import { Input } from '@/components/ui/Input'
import { Textarea } from '@/components/ui/Textarea'

/** Keywords as they are typed: one after the other, with a comma of either script between them. */
const keywordsIn = (line: string): string[] => line.split(/[,，、;；]/).map((keyword) => keyword.trim()).filter((keyword) => keyword !== '')

/** Writes a passage into a document, or changes one. It is found as it then stands as soon as it is saved. */
export function ChunkDialog({ documentId, chunk, onClose }: { documentId: string; chunk: ListedChunk | null; onClose: () => void }) {
  const t = useTranslations('knowledge.chunks')
  const translated = useServerSentence()
  const form = useId()
  const [text, setText] = useState(chunk?.text ?? '')
  const [keywords, setKeywords] = useState(chunk?.keywords.join(', ') ?? '')
  const { add, edit, error, isPending } = useChunkActions(onClose)
  const refusal = error === null ? undefined : translated(error.message)
  const isOfKeywords = error?.message.startsWith('keywords') === true
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (chunk === null) return add.mutate({ documentId, text, keywords: keywordsIn(keywords) })
    edit.mutate({ id: chunk.id, ...(text === chunk.text ? {} : { text }), keywords: keywordsIn(keywords) })
  }
  return (
    <Dialog
      open
      isSticky
      onOpenChange={onClose}
      title={chunk === null ? t('addTitle') : t('editTitle', { index: chunk.index + 1 })}
      description={chunk === null ? t('addText') : t('editText')}
      footer={
        <Button variant="primary" type="submit" form={form} disabled={text.trim() === '' || isPending}>
          {t('save')}
        </Button>
      }
    >
      <form id={form} onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t('text')} error={isOfKeywords ? undefined : refusal}>
          {(control) => <Textarea {...control} rows={10} value={text} maxLength={20_000} autoFocus onChange={(event) => setText(event.target.value)} />}
        </Field>
        <Field label={t('keywords')} hint={t('keywordsHint')} error={isOfKeywords ? refusal : undefined}>
          {(control) => <Input {...control} value={keywords} maxLength={1_500} autoComplete="off" onChange={(event) => setKeywords(event.target.value)} />}
        </Field>
        {chunk !== null && (
          <PassageHistory
            chunkId={chunk.id}
            onTake={(earlier) => {
              setText(earlier.text)
              setKeywords(earlier.keywords.join(', '))
            }}
          />
        )}
      </form>
    </Dialog>
  )
}

'use client'

import { ChevronDown, FileText, Globe, Plus, Text, Upload } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { AddPageDialog } from '@/components/knowledge/add/AddPageDialog'
import { AddTextDialog } from '@/components/knowledge/add/AddTextDialog'
import { type Pasted, pasted } from '@/components/knowledge/add/pasted'
import { usePaste } from '@/components/knowledge/add/usePaste'
import { Button } from '@/components/ui/Button'
import { Menu } from '@/components/ui/Menu'
import { acceptedExtensions } from '@/server/documents/facts'

/** The ways into a base, for every place of its page that leads to them. */
export function useAdding(onFiles: (files: File[]) => void) {
  const input = useRef<HTMLInputElement>(null)
  const [dialog, setDialog] = useState<Pasted | null>(null)
  return { onFiles, input, dialog, setDialog, chooseFiles: () => input.current?.click(), addPage: () => setDialog({ kind: 'page', url: '' }), addText: () => setDialog({ kind: 'text', text: '' }) }
}

/** Files from the system's own dialog, a web page, a text. What is pasted onto the page opens the dialog that it is for. */
export function AddDocuments({ knowledgeBaseId, adding }: { knowledgeBaseId: string; adding: ReturnType<typeof useAdding> }) {
  const t = useTranslations('knowledge')
  const { onFiles, input, dialog, setDialog, chooseFiles, addPage, addText } = adding
  const close = () => setDialog(null)
  usePaste(onFiles, (text) => setDialog(pasted(text)))
  return (
    <>
      {/* A phone has room for one button: the menu, which has the files too. */}
      <Button variant="primary" className="max-sm:hidden" onClick={chooseFiles}>
        <Upload aria-hidden className="size-4 stroke-[1.75]" />
        {t('base.upload')}
      </Button>
      <Menu
        align="start"
        trigger={
          <Button className="max-sm:border-transparent max-sm:bg-accent max-sm:text-on-accent">
            <Plus aria-hidden className="size-4 stroke-[1.75]" />
            {t('add.menu')}
            <ChevronDown aria-hidden className="-mr-1 size-3.5 stroke-[1.75] opacity-60" />
          </Button>
        }
        items={[
          { label: t('add.files'), icon: <FileText />, onSelect: chooseFiles },
          { label: t('add.page'), icon: <Globe />, onSelect: addPage },
          { label: t('add.text'), icon: <Text />, onSelect: addText },
        ]}
      />
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t('base.upload')}
        accept={acceptedExtensions.join(',')}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])])
          // Choosing the same file again is a change again.
          event.target.value = ''
        }}
      />
      {dialog?.kind === 'page' && <AddPageDialog knowledgeBaseId={knowledgeBaseId} initialUrl={dialog.url} onClose={close} />}
      {dialog?.kind === 'text' && <AddTextDialog knowledgeBaseId={knowledgeBaseId} initialText={dialog.text} onClose={close} />}
    </>
  )
}

'use client'

import { Plus, X } from 'lucide-react'
import { type SubmitEvent, useId, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useUpdateDocument } from '@/components/documentList/useUpdateDocument'
import { metadataValue } from '@/components/documents/metadataValue'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { Button } from '@/components/ui/Button'
import { Dialog } from '@/components/ui/Dialog'
import { IconButton } from '@/components/ui/IconButton'
import { Input } from '@/components/ui/Input'
import type { RouterOutputs } from '@/server/router'

interface Row {
  readonly key: number
  readonly name: string
  readonly value: string
}

/** Facts about a document, such as year and author, to filter by when searching. */
export function MetadataDialog({ document, onClose }: { document: RouterOutputs['documents']['get']; onClose: () => void }) {
  const t = useTranslations('knowledge.table')
  const translated = useServerSentence()
  const form = useId()
  const update = useUpdateDocument(onClose)
  const [rows, setRows] = useState<readonly Row[]>(() => [...Object.entries(document.metadata), ['', ''] as const].map(([name, value], key) => ({ key, name, value: String(value) })))
  const change = (key: number, typed: Partial<Row>) => setRows(rows.map((row) => (row.key === key ? { ...row, ...typed } : row)))
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const named = rows.filter((row) => row.name.trim() !== '')
    update.mutate({ id: document.id, metadata: Object.fromEntries(named.map((row) => [row.name.trim(), metadataValue(row.value)])) })
  }
  return (
    <Dialog
      open
      isSticky
      onOpenChange={onClose}
      title={t('metadataTitle', { name: document.name })}
      description={t('metadataText')}
      footer={
        <Button variant="primary" type="submit" form={form} disabled={update.isPending}>
          {t('metadataSave')}
        </Button>
      }
    >
      <form id={form} onSubmit={submit} className="flex flex-col gap-2">
        {rows.map((row) => (
          <div key={row.key} className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)_auto] gap-2">
            <Input aria-label={t('metadataName')} placeholder={t('metadataName')} value={row.name} maxLength={64} autoComplete="off" onChange={(event) => change(row.key, { name: event.target.value })} />
            <Input aria-label={t('metadataValue')} placeholder={t('metadataValue')} value={row.value} maxLength={500} autoComplete="off" onChange={(event) => change(row.key, { value: event.target.value })} />
            <IconButton label={t('metadataRemove', { name: row.name })} onClick={() => setRows(rows.filter(({ key }) => key !== row.key))}>
              <X />
            </IconButton>
          </div>
        ))}
        <Button size="sm" className="self-start" onClick={() => setRows([...rows, { key: Math.max(0, ...rows.map(({ key }) => key)) + 1, name: '', value: '' }])}>
          <Plus aria-hidden className="size-4 stroke-[1.75]" />
          {t('metadataAdd')}
        </Button>
        {update.error && <p className="text-danger">{translated(update.error.message)}</p>}
      </form>
    </Dialog>
  )
}

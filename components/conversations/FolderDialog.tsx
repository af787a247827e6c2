import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useTRPC } from '@/components/api/trpc'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { Button } from '@/components/ui/Button'
import { Dialog } from '@/components/ui/Dialog'
import { Field } from '@/components/ui/Field'
import { Input } from '@/components/ui/Input'
import type { Folder } from '@/server/folders/schema'

/** Asks for the name of a folder: of a new one, or another name. */
export function FolderDialog({ folder, onClose }: { folder?: Folder; onClose: () => void }) {
  const t = useTranslations('organise.folder')
  const words = useTranslations('chat.conversations')
  const translated = useServerSentence()
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const form = useId()
  const [name, setName] = useState(folder?.name ?? '')
  const onSuccess = async (): Promise<void> => {
    await queryClient.invalidateQueries(trpc.folders.list.queryFilter())
    onClose()
  }
  const create = useMutation(trpc.folders.create.mutationOptions({ onSuccess }))
  const rename = useMutation(trpc.folders.rename.mutationOptions({ onSuccess }))
  const error = create.error ?? rename.error
  const isPending = create.isPending || rename.isPending
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    if (name.trim() === '' || isPending) return
    if (folder === undefined) create.mutate({ name })
    else rename.mutate({ id: folder.id, name })
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t(folder === undefined ? 'new' : 'rename')}
      footer={
        <>
          <Button onClick={onClose}>{words('cancel')}</Button>
          <Button variant="primary" type="submit" form={form} disabled={name.trim() === '' || isPending}>
            {t(folder === undefined ? 'create' : 'save')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit}>
        <Field label={t('name')} error={error === null ? undefined : translated(error.message)}>
          {(control) => <Input {...control} value={name} maxLength={80} autoComplete="off" onFocus={(event) => event.target.select()} onChange={(event) => setName(event.target.value)} />}
        </Field>
      </form>
    </Dialog>
  )
}

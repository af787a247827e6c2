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
import { Input } from '@/components/ui/Input'

/** Makes an account for somebody, who is told its password by other means. */
export function NewAccountDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('admin.users')
  const translated = useServerSentence()
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const form = useId()
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [isAdmin, setIsAdmin] = useState(false)
  const create = useMutation(
    trpc.accounts.create.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.accounts.pathFilter())
        onClose()
      },
    }),
  )
  const isReady = username.trim() !== '' && password !== '' && !create.isPending
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    if (isReady) create.mutate({ username, password, role: isAdmin ? 'admin' : 'user' })
  }
  return (
    <Dialog
      open
      isSticky
      onOpenChange={onClose}
      title={t('new')}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button variant="primary" type="submit" form={form} disabled={!isReady}>
            {t('create')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t('username')} error={create.error === null ? undefined : translated(create.error.message)}>
          {(control) => <Input {...control} value={username} maxLength={64} autoComplete="off" onChange={(event) => setUsername(event.target.value)} />}
        </Field>
        <Field label={t('password')} hint={t('passwordHint')}>
          {(control) => <Input {...control} type="password" value={password} maxLength={128} autoComplete="new-password" onChange={(event) => setPassword(event.target.value)} />}
        </Field>
        <Checkbox label={t('isAdmin')} checked={isAdmin} onChange={(event) => setIsAdmin(event.target.checked)} />
      </form>
    </Dialog>
  )
}
